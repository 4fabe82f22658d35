"""The table of scores: a row a condition or a part of the corpus, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from classifier.evaluation.measures import Interval, confusion, scores_of
from classifier.evaluation.mistakes import Mistake
from classifier.evaluation.predictions import Predictions
from classifier.labels import BELEIDSREGEL, OVERIG, UITVOERINGSINSTRUCTIE

_F1_OF: Final = (UITVOERINGSINSTRUCTIE, BELEIDSREGEL, OVERIG)
_HEAD: Final = (
    "what",
    "documents",
    "macro-F1",
    *(f"F1 {label}" for label in _F1_OF),
    "accuracy",
    "ECE",
    "Brier",
    "decided",
    "accuracy of decided",
)


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of one set of predictions."""

    name: str
    n_documents: int
    macro_f1: Interval  # over the labels that occur
    f1_instruction: Interval
    f1: dict[str, float]  # of every label
    accuracy: float
    calibration_error: float
    brier_score: float
    decided: float  # share whose probability reaches the threshold
    accuracy_of_decided: float | None  # None when nothing is decided
    lacking: tuple[str, ...] = ()  # labels that no document has, whose F1 says nothing

    def f1_shown(self, label: str) -> str:
        """Return the F1 of a label as tables have it, "-" of one that no document has."""
        if label in self.lacking or label not in self.f1:
            return "-"
        return (
            str(self.f1_instruction) if label == UITVOERINGSINSTRUCTIE else f"{self.f1[label]:.3f}"
        )


def score(name: str, predictions: Predictions, threshold: float) -> Row:
    """Return a row.

    Parameters
    ----------
    name : str
        What the predictions are of.
    predictions : Predictions
        At least one.
    threshold : float
        The probability under which the model does not decide.
    """
    truth, classes = predictions.truth, predictions.classes
    found = scores_of(truth, predictions.probabilities, classes, predictions.groups, threshold)
    return Row(
        name=name,
        n_documents=found["n_documents"],
        macro_f1=Interval(**found["macro_f1"]),
        f1_instruction=Interval(**found["f1_uitvoeringsinstructie"]),
        f1=found["f1"],
        accuracy=found["accuracy"],
        calibration_error=found["calibration_error"],
        brier_score=found["brier_score"],
        decided=found["decided"],
        accuracy_of_decided=found["accuracy_of_decided"],
        lacking=tuple(label for label in classes.tolist() if label not in truth),
    )


def markdown(rows: Iterable[Row]) -> str:
    """Return rows as one Markdown table."""
    return _table(_HEAD, map(_cells, rows))


def confusion_table(predictions: Predictions) -> str:
    """Return how often each label was predicted for each true label, in Markdown."""
    classes = predictions.classes.tolist()
    counts = confusion(predictions.truth, predictions.predicted, predictions.classes).astype(int)
    rows = ((label, *row) for label, row in zip(classes, counts.tolist(), strict=True))
    return _table(("true \\ predicted", *classes), rows)


def mistakes_table(found: Iterable[Mistake]) -> str:
    """Return documents that are not predicted what they are, in Markdown."""
    head = ("document", "source", "true", "predicted", "probability", "strongest reason")
    rows = (
        (
            one.id,
            one.source,
            one.truth,
            one.predicted,
            f"{one.probability:.2f}",
            f"{one.reason} (+{one.contribution:.2f})" if one.reason else "-",
        )
        for one in found
    )
    return _table(head, rows)


def _cells(row: Row) -> tuple[object, ...]:
    of_decided = row.accuracy_of_decided
    return (
        row.name,
        row.n_documents,
        row.macro_f1,
        *map(row.f1_shown, _F1_OF),
        f"{row.accuracy:.3f}",
        f"{row.calibration_error:.3f}",
        f"{row.brier_score:.3f}",
        f"{row.decided:.0%}",
        "-" if of_decided is None else f"{of_decided:.3f}",
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [_line(head), "|---" * len(head) + "|", *map(_line, rows)]
    return "\n".join(lines)


def _line(cells: Iterable[object]) -> str:
    """Return one line of a Markdown table; what would end a cell is written otherwise."""
    return f"| {' | '.join(' '.join(str(cell).replace('|', '/').split()) for cell in cells)} |"
