"""Compare two models on the same corpus: scores, paired tests, what changed, and a conclusion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.observing import observe_or_tell
from classifier.errors import CorpusError
from classifier.evaluation.measures import Interval, Measure, accuracy, confusion, f1_of, macro_f1
from classifier.evaluation.paired import McNemar, difference, mcnemar
from classifier.evaluation.predictions import Predictions, predict
from classifier.evaluation.slices import slices
from classifier.evaluation.table import Row, score
from classifier.features import Observation
from classifier.labels import UITVOERINGSINSTRUCTIE
from classifier.model.persistence import Model

#: What the second model does to a document that the two label otherwise, as it is listed.
Effect = Literal["mended", "broken", "still wrong"]
#: Below this p-value a difference in accuracy is taken for one.
SIGNIFICANCE: Final = 0.05
_FEW_GROUPS: Final = 20  # under which resampling says little
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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same documents."""

    first: str  # what the models are called
    second: str
    rows: tuple[Row, Row]
    differences: tuple[Difference, ...]  # on the whole corpus
    parts: tuple[Difference, ...]  # of macro-F1, by source and length
    mcnemar: McNemar
    changes: tuple[Change, ...]  # mended, broken, still wrong
    n_groups: int
    n_unreadable: int
    warnings: tuple[str, ...] = ()

    @property
    def conclusion(self) -> str:
        """One sentence on what this corpus shows."""
        shown = [each for each in self.differences if each.shown]
        better = [_told(each) for each in shown if each.interval.value > 0]
        worse = [_told(each) for each in shown if each.interval.value < 0]
        if better and worse:
            return (
                f"{self.second} is better on {' and '.join(better)}, "
                f"and {self.first} on {' and '.join(worse)}."
            )
        if better:
            return f"{self.second} is better on {' and '.join(better)}."
        if worse:
            return f"{self.first} is better on {' and '.join(worse)}."
        if not self.changes:
            return "The two models give every document of this corpus the same label."
        told = "; ".join(_told(each) for each in self.differences)
        return f"No difference that this corpus can show: {told}."


def compare(
    first: Model,
    second: Model,
    documents: Sequence[LabelledDocument],
    *,
    warnings: Sequence[str] = (),
    progress: Callable[[str], None] = lambda message: None,
) -> Comparison:
    """Compare two models on the documents that both can read.

    Parameters
    ----------
    first, second : Model
        For pipelines that are installed.
    documents : sequence of LabelledDocument
        The corpus, of which neither should have learned.
    warnings : sequence of str
        What keeps the comparison from being fair.
    progress : callable
        Is told in words what is being done.

    Raises
    ------
    CorpusError
        When no document can be read.
    """
    progress(f"reading {len(documents)} documents")
    texts = [document.text for document in documents]
    pipelines = [first.info.pipeline, second.info.pipeline]
    seen = {name: observe_or_tell(texts, name) for name in dict.fromkeys(pipelines)}
    read: list[tuple[LabelledDocument, Observation, Observation]] = []
    for document, a, b in zip(documents, *(seen[name] for name in pipelines), strict=True):
        if isinstance(a, str) or isinstance(b, str):
            progress(f"leaving out {document.id}: {a if isinstance(a, str) else b}")
        else:
            read.append((document, a, b))
    if not read:
        raise CorpusError("no document of the corpus can be read; check the column with the text")
    kept = [document for document, _, _ in read]
    one = predict(first.documents, kept, [observation for _, observation, _ in read])
    other = predict(second.documents, kept, [observation for _, _, observation in read])
    names = _names(first, second)
    test = mcnemar(one.truth, one.predicted, other.predicted)
    n_groups = len(np.unique(one.groups))
    few = f"only {n_groups} groups of documents: the intervals are rough"
    return Comparison(
        first=names[0],
        second=names[1],
        rows=(
            score(names[0], one, first.info.threshold),
            score(names[1], other, second.info.threshold),
        ),
        differences=tuple(_differences(one, other, test)),
        parts=tuple(_parts(one, other)),
        mcnemar=test,
        changes=tuple(_changes(one, other)),
        n_groups=n_groups,
        n_unreadable=len(documents) - len(kept),
        warnings=(*warnings, *([few] if n_groups < _FEW_GROUPS else [])),
    )


def _names(first: Model, second: Model) -> tuple[str, str]:
    one, other = (f"{model.info.name}@{model.info.version}" for model in (first, second))
    return (one, other) if one != other else (f"{one} (first)", f"{other} (second)")


def _differences(one: Predictions, other: Predictions, test: McNemar) -> Iterator[Difference]:
    yield _difference("macro-F1", macro_f1, one, other)
    if UITVOERINGSINSTRUCTIE in one.truth:
        measure = f1_of(UITVOERINGSINSTRUCTIE, one.classes)
        yield _difference(f"F1 {UITVOERINGSINSTRUCTIE}", measure, one, other)
    yield _difference(_ACCURACY, accuracy, one, other, p_value=test.p_value)


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


def _parts(one: Predictions, other: Predictions) -> Iterator[Difference]:
    for name, chosen in slices(one.documents).items():
        if name.startswith(_DIVISIONS):
            yield _difference("macro-F1", macro_f1, one.part(chosen), other.part(chosen), part=name)


def _changes(one: Predictions, other: Predictions) -> list[Change]:
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


def _told(each: Difference) -> str:
    p_value = "" if each.p_value is None else f", p = {each.p_value:.2g}"
    return f"{each.measure} (difference {each.interval}{p_value})"
