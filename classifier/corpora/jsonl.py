"""JSONL: a line a row, each a JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from classifier.corpora.records import MAX_FIELD, Columns, Record, check_columns, record_of


def read_jsonl(path: Path, columns: Columns) -> Iterator[Record]:
    """Yield the rows of a JSONL file; blank lines are no rows.

    Raises
    ------
    CorpusError
        When the first row lacks a column.
    """
    checked = False
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MAX_FIELD + 1):
            number += 1
            complete = line.endswith(b"\n") or len(line) <= MAX_FIELD
            while not complete:  # leave out what is left of a line that is too long
                complete = (rest := file.readline(MAX_FIELD)).endswith(b"\n") or not rest
            if not line.strip():
                continue
            where, row = f"line {number}", _parse(line)
            if isinstance(row, str):
                yield Record(where, "", error=f"{where} {row}", where=where)
                continue
            if not checked:
                check_columns(path, list(row), columns)
                checked = True
            yield record_of(row, columns, where)


def _parse(line: bytes) -> dict[str, Any] | str:
    """Return the object on a line, or what is wrong with the line."""
    if len(line) > MAX_FIELD:
        return f"is longer than {MAX_FIELD} bytes; split the document"
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
