"""Records as Parquet, for analysis: the columns of the CSV, one row a document."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO, Final

import pyarrow
from pyarrow import parquet

from classifier.assessment.assessment import Assessment
from classifier.labels import DOCUMENT_LABELS
from classifier.reports.csv import COLUMNS, row

_ROWS: Final = 1_000  # in memory at a time, which become a row group
_NUMBERS: Final = {"score", *(f"p_{label}" for label in DOCUMENT_LABELS)}


def write(assessments: Iterable[Assessment], stream: BinaryIO) -> None:
    """Write the assessments as Parquet, a row group at a time.

    Parameters
    ----------
    assessments : iterable of Assessment
        What to write; the columns of the reasons stay empty without an explanation.
    stream : BinaryIO
        Where to.
    """
    rows = iter(assessments)
    schema = pyarrow.schema([(name, _type(name)) for name in COLUMNS])
    with parquet.ParquetWriter(stream, schema) as writer:
        while some := [encodable(row(assessment)) for assessment in islice(rows, _ROWS)]:
            writer.write_table(pyarrow.Table.from_pylist(some, schema))


def _type(name: str) -> pyarrow.DataType:
    if name == "n_words":
        return pyarrow.int64()
    return pyarrow.float64() if name in _NUMBERS else pyarrow.string()


def encodable(cells: dict[str, Any]) -> dict[str, Any]:
    """Return the cells with what is no UTF-8, as in a file's name, written as escapes."""
    return {
        name: cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell
        for name, cell in cells.items()
    }
