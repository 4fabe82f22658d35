"""Records as Parquet, for analysis: the columns of the CSV, one row a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final

import pyarrow
from pyarrow import parquet

from classifier.assessment.assessment import Assessment
from classifier.labels import DOCUMENT_LABELS
from classifier.reports.csv import COLUMNS, row

_ROWS: Final = 1_000  # in memory at a time, which become a row group
_TYPES: Final = {
    "n_words": pyarrow.int64(),
    **dict.fromkeys(("score", *(f"p_{label}" for label in DOCUMENT_LABELS)), pyarrow.float64()),
}


def write(assessments: Iterable[Assessment], stream: BinaryIO) -> None:
    """Write the assessments as Parquet, a row group at a time.

    Parameters
    ----------
    assessments : iterable of Assessment
        What to write; the columns of the reasons stay empty without an explanation.
    stream : BinaryIO
        Where to.
    """
    write_rows(COLUMNS, _TYPES, map(row, assessments), stream)


def write_rows(
    columns: Sequence[str],
    types: Mapping[str, pyarrow.DataType],
    rows: Iterable[Mapping[str, Any]],
    stream: BinaryIO,
) -> None:
    """Write rows as Parquet, a row group at a time.

    Parameters
    ----------
    columns : sequence of str
        The names of the columns.
    types : mapping of str to pyarrow.DataType
        Those of columns that hold no text.
    rows : iterable of mapping
        Cells by column.
    stream : BinaryIO
        Where to.
    """
    left = iter(rows)
    schema = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in columns])
    with parquet.ParquetWriter(stream, schema) as writer:
        while some := [_encodable(cells) for cells in islice(left, _ROWS)]:
            writer.write_table(pyarrow.Table.from_pylist(some, schema))


def _encodable(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells with what is no UTF-8, as in a file's name, written as escapes."""
    return {
        name: cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell
        for name, cell in cells.items()
    }
