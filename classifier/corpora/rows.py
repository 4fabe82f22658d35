"""The rows of a file, whatever it is: JSON of any form, CSV, Parquet, XLSX or RIS, by content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from classifier.corpora.datasets import SUFFIXES as DATASETS
from classifier.corpora.datasets import read_dataset
from classifier.corpora.records import Record
from classifier.corpora.ris import looks_like_ris, records
from classifier.corpora.workbooks import is_xlsx
from classifier.documents.encoding import decode
from classifier.errors import CorpusError

_HEAD: Final = 100_000  # bytes that tell what a file is
_MAX_WHOLE: Final = 1_000_000_000  # bytes of a file that is read as a whole
_LINES: Final = {".jsonl", ".ndjson"}
_TABLES: Final = {".csv", ".tsv", ".tab"}
#: The files in a folder that are taken for corpora.
SUFFIXES: Final = DATASETS | _TABLES | {".ris"}


def read_rows(path: Path, *, text_field: str, id_field: str) -> Iterator[Record]:
    """Return the rows of a file, in order; what is wrong with a row, its record says.

    Parameters
    ----------
    path : Path
        The file; its content decides how it is read, its suffix only where that leaves doubt.
    text_field, id_field : str
        The columns that help to find the separator of a table.

    Raises
    ------
    CorpusError
        When the file cannot be read, or holds no rows of any kind.
    """
    suffix = path.suffix.lower()
    workbook = is_xlsx(path)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = ".csv"
    if workbook:
        kind = ".xlsx"
    elif head.startswith(b"PAR1") or suffix == ".parquet":
        kind = ".parquet"
    elif text.startswith(b"["):
        return _items(path)
    elif looks_like_ris(text.decode("latin-1")):
        return (_row(row, number) for number, row in enumerate(records(_text_of(path)), start=1))
    elif text.startswith(b"{") or suffix in _LINES or suffix == ".json":
        if suffix not in _LINES and _runs_on(text):
            return _items(path)
        kind = ".jsonl"
    elif suffix not in _TABLES and (b"\0" in head or text_field.encode() not in head):
        raise CorpusError(
            f"{path}: no corpus by its content; give JSONL, JSON, CSV, Parquet, XLSX or RIS"
        )
    return read_dataset(
        path,
        text_field=text_field,
        id_field=id_field,
        optional={text_field, id_field},
        suffix=kind,
    )


def _runs_on(text: bytes) -> bool:
    """Return whether an object of JSON takes more than its first line."""
    try:
        json.loads(text.split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        return b"\n" in text.strip()
    return False


def _items(path: Path) -> Iterator[Record]:
    """Return the objects of one JSON value: an array of them, or one alone."""
    try:
        whole = json.loads(_content(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: is not UTF-8; save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "too deep or too large a value")
        line = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise CorpusError(f"{path}: is not valid JSON ({reason}{line}); export it anew") from error
    items = whole if isinstance(whole, list) else [whole]
    return (_row(item, number) for number, item in enumerate(items, start=1))


def _row(item: Any, number: int) -> Record:
    where = f"row {number}"
    if not isinstance(item, dict):
        return Record(where, "", error=f"{where} is not a JSON object; leave it out", where=where)
    return Record(where, "", item, where=where)


def _text_of(path: Path) -> str:
    return decode(_content(path))


def _content(path: Path) -> bytes:
    size = path.stat().st_size
    if size > _MAX_WHOLE:
        raise CorpusError(
            f"{path}: {size} bytes, while at most {_MAX_WHOLE} are read of such a file; "
            "export it in parts, or as JSONL"
        )
    return path.read_bytes()
