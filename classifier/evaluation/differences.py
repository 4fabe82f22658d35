"""Two sets of predictions for the same documents: how much better the second is, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from classifier.evaluation.measures import Interval, Measure, accuracy, confusion, f1_of, macro_f1
from classifier.evaluation.paired import McNemar, difference
from classifier.evaluation.predictions import Predictions
from classifier.evaluation.slices import slices
from classifier.labels import UITVOERINGSINSTRUCTIE

#: What the second model does to a document that the two label otherwise, as it is listed.
Effect = Literal["mended", "broken", "still wrong"]
#: Below this p-value a difference in accuracy is taken for one.
SIGNIFICANCE: Final = 0.05
_ACCURACY: Final = "accuracy"
_DIVISIONS: Final = ("source", "length")  # of the corpus, that are compared apart


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher a measure is for the second model."""

    measure: str
    first: float
    second: float
    interval: Interval  # of second less first, 95 %
    p_value: float | None = None  # of McNemar's exact test; accuracy only
    part: str = ""  # the part of the corpus; "" for the whole

    @property
    def shown(self) -> bool:
        """Whether the corpus shows a difference, in either direction."""
        if self.p_value is not None:
            return self.p_value < SIGNIFICANCE
        return self.interval.low > 0 or self.interval.high < 0


@dataclass(frozen=True, slots=True)
class Change:
    """One document that the models label otherwise."""

    id: str
    source: str
    truth: str
    first: str
    second: str
    first_probability: float
    second_probability: float
    effect: Effect


def differences_on_all(one: Predictions, other: Predictions, test: McNemar) -> Iterator[Difference]:
    """Yield how much better the second predictions are on the whole corpus: F1 and accuracy.

    Parameters
    ----------
    one, other : Predictions
        For the same documents.
    test : McNemar
        Of the same predictions.
    """
    yield _difference("macro-F1", macro_f1, one, other)
    if UITVOERINGSINSTRUCTIE in one.truth:
        measure = f1_of(UITVOERINGSINSTRUCTIE, one.classes)
        yield _difference(f"F1 {UITVOERINGSINSTRUCTIE}", measure, one, other)
    yield _difference(_ACCURACY, accuracy, one, other, p_value=test.p_value)


def differences_by_part(one: Predictions, other: Predictions) -> Iterator[Difference]:
    """Yield how much better the second predictions are in macro-F1, by source and by length.

    Parameters
    ----------
    one, other : Predictions
        For the same documents.
    """
    for name, chosen in slices(one.documents).items():
        if name.startswith(_DIVISIONS):
            yield _difference("macro-F1", macro_f1, one.part(chosen), other.part(chosen), part=name)


def changes(one: Predictions, other: Predictions) -> list[Change]:
    """Return the documents that get another label: mended, broken, still wrong; the surest first.

    Parameters
    ----------
    one, other : Predictions
        For the same documents.
    """
    found = []
    sure = [given.probabilities.max(axis=1) for given in (one, other)]
    for place in np.flatnonzero(one.predicted != other.predicted).tolist():
        document = one.documents[place]
        labels = str(one.predicted[place]), str(other.predicted[place])
        effect: Effect = "still wrong"
        if document.label in labels:
            effect = "mended" if labels[1] == document.label else "broken"
        found.append(
            Change(
                document.id,
                document.source,
                document.label,
                *labels,
                float(sure[0][place]),
                float(sure[1][place]),
                effect,
            )
        )
    order = get_args(Effect)
    return sorted(
        found, key=lambda change: (order.index(change.effect), -change.second_probability)
    )


def _difference(
    name: str,
    measure: Measure,
    one: Predictions,
    other: Predictions,
    *,
    p_value: float | None = None,
    part: str = "",
) -> Difference:
    truth, groups, classes = one.truth, one.groups, one.classes
    first, second = (
        float(measure(confusion(truth, given.predicted, classes))) for given in (one, other)
    )
    found = difference(measure, truth, one.predicted, other.predicted, groups, classes)
    return Difference(name, first, second, found, p_value, part)
