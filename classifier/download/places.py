"""Where a passage stands in the text of its document, as a table of labels says it.

Programs lay out one text in different ways, so that offsets into the one fit no other. A passage is
therefore known by its letters and digits as well: how many there are, and their SHA-256.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from classifier.corpora.datasets import read_dataset
from classifier.errors import CorpusError, DownloadError

#: The columns that make a table one of passages.
COLUMNS = frozenset({"pid", "start", "end", "letters", "sha256"})


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a document."""

    id: str  # of the passage
    start: int | None = None  # in characters of the text; None when the table does not say
    end: int | None = None  # exclusive
    letters: int | None = None  # how many letters and digits it has
    sha256: str = ""  # of those, as :func:`checksum_of`; "" when the table has none

    @property
    def is_checked(self) -> bool:
        """Whether a text can be told to be this passage."""
        return bool(self.letters and self.sha256)


def places_of(table: Path, id_field: str = "id") -> Iterator[Place | None]:
    """Yield the place of each row of a table, None for a row that names a whole document.

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
        name = str(row.get("pid") or f"{record.id}#{start}-{end}")
        yield Place(name, start, end, letters, str(row.get("sha256") or "").lower())


def checksum_of(text: str) -> tuple[int, str]:
    """Return how many letters and digits a text has, and their SHA-256 in hexadecimal.

    Accents, case and how characters are composed do not count.

    >>> checksum_of("Eén nota.") == checksum_of("een NOTA")
    True
    """
    folded = "".join(character for character, _ in _folded(text))
    return len(folded), sha256(folded.encode("utf-8")).hexdigest()


def cut(text: str, place: Place) -> str:
    """Return a passage of a text.

    Parameters
    ----------
    text : str
        Of the document.
    place : Place
        By its offsets, when what lies there has the checksum or there is none; else by its
        letters, wherever they stand.

    Raises
    ------
    DownloadError
        When the text has no such passage.
    """
    if place.start is not None and place.end is not None:
        passage = text[place.start : place.end]
        fits = 0 <= place.start < place.end <= len(text)
        if fits and (not place.is_checked or checksum_of(passage) == (place.letters, place.sha256)):
            return passage
    if not place.is_checked:
        lacks = (
            "the text ends before it does"
            if place.start is not None and place.end is not None
            else "its row gives neither start and end nor letters and sha256"
        )
        raise DownloadError(f"{place.id}: cannot be cut from its document: {lacks}")
    found = _found(text, place)
    if found is None:
        raise DownloadError(
            f"{place.id}: this passage is not in the text of that day; give another --date"
        )
    return found


def _found(text: str, place: Place) -> str | None:
    """Return the first part of a text, from the start of a word, with the letters of a passage."""
    assert place.letters is not None  # noqa: S101  (it is checked)
    pairs = list(_folded(text))
    folded = "".join(character for character, _ in pairs)
    at = [position for _, position in pairs]
    for first in range(len(folded) - place.letters + 1):
        if first and at[first] - at[first - 1] <= 1:  # within a word
            continue
        last = first + place.letters
        if sha256(folded[first:last].encode("utf-8")).hexdigest() == place.sha256:
            return text[_before(text, at[first]) : _after(text, at[last - 1] + 1)]
    return None


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
