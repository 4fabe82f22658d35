"""Records as CSV, for a spreadsheet: one row a document, without the passages."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TextIO

from classifier.assessment.assessment import Assessment
from classifier.labels import DOCUMENT_LABELS
from classifier.reports.visible import visible

COLUMNS: Final = (
    "source",
    "sha256",
    "title",
    "model",
    "n_words",
    "label",
    "decision",
    "outcome",
    "doubt",
    *(f"p_{label}" for label in DOCUMENT_LABELS),
    "findings",
    "warnings",
    "target",
    "against",
    "score",
    "reasons",
    "error_code",
    "error_message",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(assessments: Iterable[Assessment], stream: TextIO) -> None:
    """Write the assessments as CSV, each as soon as it is there.

    Parameters
    ----------
    assessments : iterable of Assessment
        What to write; the columns of the reasons stay empty without an explanation.
    stream : TextIO
        Where to, opened with ``newline=""``.
    """
    write_rows(COLUMNS, map(row, assessments), stream)


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """Write rows under a header, each as soon as it is there, with no cell that is a formula.

    Parameters
    ----------
    columns : sequence of str
        The names of the columns.
    rows : iterable of mapping
        Cells by column; a column that a row lacks stays empty.
    stream : TextIO
        Where to, opened with ``newline=""``.
    """
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    for cells in rows:
        writer.writerow({name: guarded(cell) for name, cell in cells.items()})
        stream.flush()


def guarded(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    >>> guarded("=HYPERLINK(1)"), guarded(-0.5)
    ("'=HYPERLINK(1)", -0.5)
    """
    if not isinstance(value, str):
        return value
    # Some spreadsheets trim a cell before they look at it.
    risky = value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA)
    return ("'" if risky else "") + visible(value)


def row(assessment: Assessment) -> dict[str, Any]:
    """Return the cells of an assessment by column; None where there is nothing to say."""
    record = assessment.as_dict()
    cells = {name: record.get(name) for name in COLUMNS}
    for label in DOCUMENT_LABELS:
        cells[f"p_{label}"] = assessment.probabilities.get(label)
    cells["findings"] = " ".join(assessment.findings)
    cells["warnings"] = " | ".join(assessment.warnings)
    if explanation := assessment.explanation:
        cells |= {"target": explanation.target, "against": explanation.against}
        cells["score"] = explanation.score
        cells["reasons"] = "; ".join(
            f"{reason.feature} {reason.contribution:+.4f}" for reason in explanation.contributions
        )
    cells["error_code"], cells["error_message"] = assessment.error_code, assessment.error_message
    return cells
