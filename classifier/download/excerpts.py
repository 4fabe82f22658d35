"""Passages of documents, as a table of labels says where they stand, and their text.

Programs lay out one text in different ways, so that offsets into the one fit no other. A passage is
therefore known by its letters and digits as well: how many there are, and their SHA-256.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from classifier.corpora.datasets import read_dataset
from classifier.documents.document import Stretch
from classifier.errors import CorpusError, DownloadError

#: The columns that make a table one of passages.
COLUMNS: Final = frozenset({"pid", "start", "end", "letters", "sha256"})

Checksum = tuple[int, str]  # how many letters and digits, and their SHA-256 in hexadecimal


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Which passage of a document a row is."""

    id: str  # of the passage
    span: Stretch | None = None  # in characters of the text; None when the table does not say
    checksum: Checksum | None = None  # likewise


def excerpts_of(table: Path, id_field: str = "id") -> Iterator[Excerpt | None]:
    """Yield the passage that each row of a table is, None for a whole document.

    Parameters
    ----------
    table : Path
        CSV, JSONL or Parquet with the columns ``id`` and ``start`` with ``end``, or ``letters``
        with ``sha256``, or all; a ``pid`` names the passage.
    id_field : str
        The column with the id of the document.

    Raises
    ------
    CorpusError
        When the table has neither pair, or naming the row with what is no number.
    """
    for record in read_dataset(table, id_field=id_field, optional={"text", id_field}):
        row = record.fields
        if record.error is not None or not COLUMNS & {*row}:
            yield None
            continue
        if not {"start", "end"} <= {*row} and not {"letters", "sha256"} <= {*row}:
            raise CorpusError(
                f"{table}: does not say where its passages stand; give a table with the columns "
                "letters and sha256, such as data/labels/passages_with_checksums.csv, or start "
                "and end"
            )
        start, end, letters = (
            _number(row, name, f"{table} ({record.id})") for name in ("start", "end", "letters")
        )
        sha256 = str(row.get("sha256") or "").lower()
        yield Excerpt(
            str(row.get("pid") or f"{record.id}#{start}-{end}"),
            None if start is None or end is None else (start, end),
            (letters, sha256) if letters and sha256 else None,
        )


def checksum_of(text: str) -> Checksum:
    """Return how many letters and digits a text has, and their SHA-256 in hexadecimal.

    Accents, case and how characters are composed do not count.

    >>> checksum_of("Eén nota.") == checksum_of("een NOTA")
    True
    """
    folded = "".join(character for character, _ in _folded(text))
    return len(folded), _digest(folded)


def cut(text: str, excerpt: Excerpt) -> str:
    """Return a passage of a text.

    Parameters
    ----------
    text : str
        Of the document.
    excerpt : Excerpt
        By its offsets, when what lies there has the checksum or there is none; else by its
        letters, wherever they stand.

    Raises
    ------
    DownloadError
        When the text has no such passage.
    """
    if excerpt.span is not None:
        start, end = excerpt.span
        passage = text[start:end]
        fits = 0 <= start < end <= len(text)
        if fits and excerpt.checksum in (None, checksum_of(passage)):
            return passage
    if excerpt.checksum is None:
        lacks = (
            "its row gives neither start and end nor letters and sha256"
            if excerpt.span is None
            else "the text ends before it does"
        )
        raise DownloadError(f"{excerpt.id}: cannot be cut from its document: {lacks}")
    found = _found(text, *excerpt.checksum)
    if found is None:
        raise DownloadError(
            f"{excerpt.id}: this passage is not in the text of that day; give another --date"
        )
    return found


def _found(text: str, letters: int, digest: str) -> str | None:
    """Return the first part of a text, from the start of a word, with the letters of a passage."""
    pairs = list(_folded(text))
    folded = "".join(character for character, _ in pairs)
    at = [position for _, position in pairs]
    for first in range(len(folded) - letters + 1):
        if first and at[first] - at[first - 1] <= 1:  # within a word
            continue
        last = first + letters
        if _digest(folded[first:last]) == digest:
            return text[_before(text, at[first]) : _after(text, at[last - 1] + 1)]
    return None


def _digest(folded: str) -> str:
    return hashlib.sha256(folded.encode("utf-8")).hexdigest()


def _before(text: str, start: int) -> int:
    """Return where what clings to the word at a place begins, such as a bracket."""
    while start and not text[start - 1].isspace() and not text[start - 1].isalnum():
        start -= 1
    return start


def _after(text: str, end: int) -> int:
    """Return where what clings to the word before a place ends, such as a full stop."""
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end


def _folded(text: str) -> Iterator[tuple[str, int]]:
    """Yield the letters and digits of a text without accents or case, and where each stands."""
    for position, character in enumerate(text):
        if character.isascii():
            if character.isalnum():
                yield character.lower(), position
            continue
        for part in unicodedata.normalize("NFKD", character).casefold():
            if part.isalnum():
                yield part, position


def _number(row: Mapping[str, Any], name: str, where: str) -> int | None:
    value = row.get(name)
    if value in (None, ""):
        return None
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise CorpusError(f"{where}: {name!r} is {value!r}; write a whole number") from error
