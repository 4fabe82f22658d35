"""Rows of a data set as records with an id and a text, and what may be wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from classifier.errors import CorpusError

#: Characters of one field of CSV, bytes of one line of JSON.
MAX_FIELD: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a data set."""

    id: str  # the row's id; its place when it has none
    text: str  # "" when the row has none
    fields: Mapping[str, Any] = field(default_factory=dict)  # the whole row, by column
    error: str | None = None  # what is wrong with the row, and what to do about it
    where: str = ""  # its place as whoever opens the file sees it: "line 3", "row 3"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where to find what in a row."""

    text: str
    id: str
    optional: Collection[str]  # which of the two may be missing


def record_of(row: Mapping[str, Any], columns: Columns, where: str) -> Record:
    """Return the record of a row.

    Parameters
    ----------
    row : mapping
        The row, by column.
    columns : Columns
        Where to find what in it.
    where : str
        Its place: of JSONL and CSV the line that it begins on, of a sheet the row with the header
        and blank rows counted, of what has neither the number of the row. For messages, and for
        its id when it has none.
    """
    identity, text = row.get(columns.id), row.get(columns.text)
    error = None
    if (identity is None or identity == "") and columns.id not in columns.optional:
        error = f"{where} has no value in {columns.id!r}; give every row an id"
    elif columns.text not in row and columns.text not in columns.optional:
        error = f"{where} has no field {columns.text!r}; it has: {_listed(row)}"
    elif text is not None and not isinstance(text, str):
        error = f"{where}: {columns.text!r} holds {type(text).__name__}, not text; write it as text"
    name = where if identity is None else encodable(str(identity)) or where
    return Record(name, encodable(text) if isinstance(text, str) else "", row, error, where)


def encodable(text: str) -> str:
    r"""Replace half characters (lone surrogates of JSON) and NUL, which no text file can hold.

    >>> encodable("caf\udce9"), encodable("a\0b")
    ('caf?', 'a b')
    """
    return text.encode("utf-8", errors="replace").decode("utf-8").replace("\0", " ")


def check_columns(path: Path, names: Sequence[str], columns: Columns) -> None:
    """Check that a data set has its columns.

    Parameters
    ----------
    path : Path
        The file, for messages.
    names : sequence of str
        The columns that it has.
    columns : Columns
        Those that are looked for.

    Raises
    ------
    CorpusError
        Naming the column that is missing, and those that there are.
    """
    for name, option in ((columns.text, "--text-field"), (columns.id, "--id-field")):
        if name not in names and name not in columns.optional:
            raise CorpusError(
                f"{path}: no column {name!r}; it has: {_listed(names)}; name one with {option}"
            )


def _listed(columns: Mapping[str, Any] | Sequence[str]) -> str:
    return ", ".join(columns) or "nothing"
