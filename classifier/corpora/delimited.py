"""CSV and TSV, in the encoding and with the separator that the file itself shows."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from classifier.corpora.records import (
    MAX_FIELD,
    Columns,
    Record,
    check_columns,
    encodable,
    record_of,
)
from classifier.counting import counted

_SAMPLE: Final = 1_000_000  # bytes that tell the encoding and the separator
_SEPARATORS: Final = (",", ";", "\t", "|")


def read_csv(path: Path, columns: Columns) -> Iterator[Record]:
    """Yield the rows of a CSV or TSV file, of which the first line names the columns.

    Raises
    ------
    CorpusError
        When a column is lacking.
    """
    # The limit of the module csv is 131,072 characters a field, and holds for the process.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD))
    with path.open("rb") as binary:
        sample = binary.read(_SAMPLE)
    encoding = _encoding(sample)
    lines = sample.decode(encoding, errors="replace").splitlines(keepends=True)
    header, separator = _header(lines, {columns.text, columns.id})
    if not header:
        return
    check_columns(path, header, columns)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=separator)
        next(rows)
        while True:
            where = f"line {rows.line_num + 1}"
            try:
                cells = next(rows, None)
            except csv.Error as error:
                message = f"{where} cannot be read ({error}); mend its quotes"
                yield Record(where, "", error=message, where=where)
                continue
            if cells is None:
                return
            if not cells:
                continue
            row = dict(zip(header, cells, strict=False))
            if len(cells) == len(header):
                yield record_of(row, columns, where)
                continue
            has = f"{counted(len(cells), 'cell')} for {counted(len(header), 'column')}"
            message = f"{where} has {has}; mend its quotes"
            yield Record(encodable(row.get(columns.id, "")) or where, "", row, message, where)


def _encoding(sample: bytes) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        # Not final: the sample may end within a character.
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        return "cp1252"  # what Excel writes on a Dutch computer
    return "utf-8-sig"


def _header(lines: Sequence[str], wanted: set[str]) -> tuple[list[str], str]:
    """Return the columns and the separator: the one that finds the columns that are wanted."""
    readings = [
        ([cell.strip() for cell in next(csv.reader(lines, delimiter=mark), [])], mark)
        for mark in _SEPARATORS
    ]
    return max(readings, key=lambda reading: (len(wanted & {*reading[0]}), len(reading[0])))
