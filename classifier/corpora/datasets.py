"""Data sets: rows of JSONL, CSV or Parquet, streamed as records with an id and a text.

A row that is broken becomes a record with an error, so that no row is lost; a data set that
cannot be used at all raises before its first record.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

from classifier.corpora.workbooks import refuse_workbook
from classifier.errors import CorpusError

_MAX_FIELD: Final = 100_000_000  # characters of one CSV field, bytes of one JSON line
_SAMPLE: Final = 1_000_000  # bytes that tell the encoding and the separator of a CSV file
_SEPARATORS: Final = (",", ";", "\t", "|")
_BATCH: Final = 64  # rows of Parquet in memory at a time


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a data set."""

    id: str  # the row's id; "row N" or "line N" when it has none
    text: str  # "" when the row has none
    fields: Mapping[str, Any] = field(default_factory=dict)  # the whole row, by column
    error: str | None = None  # what is wrong with the row, and what to do about it


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where to find what in a row."""

    text: str
    id: str
    optional: Collection[str]  # which of the two may be missing


def read_dataset(
    path: Path,
    *,
    text_field: str = "text",
    id_field: str = "id",
    optional: Collection[str] = (),
    suffix: str | None = None,
) -> Iterator[Record]:
    """Read the rows of a data set, in order and a few at a time.

    Parameters
    ----------
    path : Path
        A file whose name ends in ``.jsonl``, ``.ndjson``, ``.json`` (one object a line), ``.csv``,
        ``.tsv`` or ``.parquet``.
    text_field, id_field : str
        The columns that hold the text and the id.
    optional : collection of str
        Which of these columns a row may do without: its text is then "", its id its place.
    suffix : str, optional
        One of those, to read the file as if its name ended in it.

    Returns
    -------
    iterator of Record
        One a row; blank lines are no rows.

    Raises
    ------
    CorpusError
        At once, when the file is missing, damaged or of another format, or lacks a column; later,
        when a Parquet file turns out to be damaged.
    """
    suffix = path.suffix.lower() if suffix is None else suffix
    if suffix not in _READERS:
        formats = ", ".join(_READERS)
        raise CorpusError(f"{path}: no data set by its name; give a file ending in {formats}")
    if not path.is_file():
        raise CorpusError(f"{path}: no such file; check the path of the data set")
    records = _READERS[suffix](path, _Columns(text_field, id_field, optional))
    refuse_workbook(path)
    try:
        # Reading the first record now raises what is wrong with the whole before work begins.
        first = next(records, None)
    except OSError as error:
        raise CorpusError(f"{path}: cannot be opened ({error.strerror}); check the file") from error
    return iter(()) if first is None else chain([first], records)


def _read_jsonl(path: Path, columns: _Columns) -> Iterator[Record]:
    checked = False
    with path.open("rb") as file:
        number = 0
        while line := file.readline(_MAX_FIELD + 1):
            number += 1
            complete = line.endswith(b"\n") or len(line) <= _MAX_FIELD
            while not complete:  # leave out what is left of a line that is too long
                complete = (rest := file.readline(_MAX_FIELD)).endswith(b"\n") or not rest
            if not line.strip():
                continue
            row = _parse(line)
            if isinstance(row, str):
                yield Record(f"line {number}", "", error=f"line {number} {row}")
                continue
            if not checked:
                _check_columns(path, list(row), columns)
                checked = True
            yield _record(row, columns, f"line {number}")


def _parse(line: bytes) -> dict[str, Any] | str:
    """Return the object on a line, or what is wrong with the line."""
    if len(line) > _MAX_FIELD:
        return f"is longer than {_MAX_FIELD} bytes; split the document"
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "is not UTF-8; save the data set as UTF-8"
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "too deep or too large a value")
        return f"is not valid JSON ({reason}); write one JSON object a line"
    if not isinstance(row, dict):
        return "is not a JSON object; write one JSON object a line, not an array of them"
    return row


def _read_csv(path: Path, columns: _Columns) -> Iterator[Record]:
    # The limit of the module csv is 131,072 characters a field, and holds for the process.
    csv.field_size_limit(max(csv.field_size_limit(), _MAX_FIELD))
    with path.open("rb") as binary:
        sample = binary.read(_SAMPLE)
    encoding = _encoding(sample)
    lines = sample.decode(encoding, errors="replace").splitlines(keepends=True)
    header, separator = _header(lines, {columns.text, columns.id})
    if not header:
        return
    _check_columns(path, header, columns)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=separator)
        next(rows)
        while True:
            where = f"line {rows.line_num + 1}"
            try:
                cells = next(rows, None)
            except csv.Error as error:
                yield Record(where, "", error=f"{where} cannot be read ({error}); mend its quotes")
                continue
            if cells is None:
                return
            if not cells:
                continue
            row = dict(zip(header, cells, strict=False))
            if len(cells) == len(header):
                yield _record(row, columns, where)
                continue
            message = f"{where} has {len(cells)} cells for {len(header)} columns; mend its quotes"
            yield Record(encodable(row.get(columns.id, "")) or where, "", row, message)


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


def _read_parquet(path: Path, columns: _Columns) -> Iterator[Record]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    number = 0
    try:
        with ParquetFile(path) as file:
            _check_columns(path, list(file.schema_arrow.names), columns)
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    yield _record(row, columns, f"row {number}")
    except ArrowException as error:
        raise CorpusError(
            f"{path}: not readable as Parquet after row {number} ({error}); write the file anew"
        ) from error


def _record(row: Mapping[str, Any], columns: _Columns, where: str) -> Record:
    identity, text = row.get(columns.id), row.get(columns.text)
    error = None
    if (identity is None or identity == "") and columns.id not in columns.optional:
        error = f"{where} has no value in {columns.id!r}; give every row an id"
    elif columns.text not in row and columns.text not in columns.optional:
        error = f"{where} has no field {columns.text!r}; it has: {_listed(row)}"
    elif text is not None and not isinstance(text, str):
        error = f"{where}: {columns.text!r} holds {type(text).__name__}, not text; write it as text"
    name = where if identity is None else encodable(str(identity)) or where
    return Record(name, encodable(text) if isinstance(text, str) else "", row, error)


def encodable(text: str) -> str:
    r"""Replace half characters (lone surrogates of JSON) and NUL, which no text file can hold.

    >>> encodable("caf\udce9"), encodable("a\0b")
    ('caf?', 'a b')
    """
    return text.encode("utf-8", errors="replace").decode("utf-8").replace("\0", " ")


def _check_columns(path: Path, names: Sequence[str], columns: _Columns) -> None:
    for name, option in ((columns.text, "--text-field"), (columns.id, "--id-field")):
        if name not in names and name not in columns.optional:
            raise CorpusError(
                f"{path}: no column {name!r}; it has: {_listed(names)}; name one with {option}"
            )


def _listed(columns: Mapping[str, Any] | Sequence[str]) -> str:
    return ", ".join(columns) or "nothing"


_READERS: Final[Mapping[str, Callable[[Path, _Columns], Iterator[Record]]]] = {
    ".jsonl": _read_jsonl,
    ".ndjson": _read_jsonl,
    ".json": _read_jsonl,
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".parquet": _read_parquet,
}
