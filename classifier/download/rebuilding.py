"""A table of labels becomes a corpus: each row gets the text or passage that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from classifier.corpora import Entry
from classifier.documents import Document
from classifier.download.excerpts import Excerpt, cut
from classifier.download.identifiers import Identifier, identifier_of
from classifier.download.official import Found, Official
from classifier.errors import ClassifierError, DownloadError

_SOURCES: Final = {"bwb": "BWB", "cvdr": "CVDR", "publication": "officiële publicaties"}
_DATES: Final = ("signed", "published", "in_force")  # of a document, the best first
_MEDIA_TYPE: Final = "application/xml"


@dataclass(frozen=True, slots=True)
class Failure:
    """A text that could not be had."""

    id: str
    code: str  # as in classifier.errors
    reason: str  # with the remedy, one line


class Rebuilding:
    """Gives the rows of a table their texts.

    Parameters
    ----------
    official : Official
        Where the files come from.
    read : callable
        Reads a file (``content``, ``name=``), as :class:`classifier.documents.IsolatedReader`.
    day : date
        On which day the labels looked, for ids that name no version.

    Attributes
    ----------
    failures : list of Failure
        What could not be had so far.
    checksums : dict of PurePosixPath to str
        SHA-256, in hexadecimal, of the files that texts were read from so far.
    """

    def __init__(self, official: Official, read: Callable[..., Document], day: date) -> None:
        self._official = official
        self._read = read
        self._day = day
        self.failures: list[Failure] = []
        self.checksums: dict[PurePosixPath, str] = {}
        self._last: tuple[Identifier, Document] | None = None

    def entries(
        self, rows: Iterable[Entry], excerpts: Iterable[Excerpt | None] | None = None
    ) -> Iterator[Entry]:
        """Yield the rows with their texts, without those that fail.

        Parameters
        ----------
        rows : iterable of Entry
            The table.
        excerpts : iterable of Excerpt or None, optional
            Which passage of its document each row is, None for the whole; by default all are
            whole.
        """
        if excerpts is None:
            pairs: Iterable[tuple[Entry, Excerpt | None]] = ((row, None) for row in rows)
        else:
            pairs = zip(rows, excerpts, strict=True)
        for row, excerpt in pairs:
            try:
                yield self._with_text(row, excerpt)
            except ClassifierError as error:
                name = row.id if excerpt is None else excerpt.id
                self.failures.append(Failure(name, error.code, error.message))

    def _with_text(self, row: Entry, excerpt: Excerpt | None) -> Entry:
        identifier = identifier_of(row.id)
        if identifier is None:
            raise DownloadError(
                f"{row.id}: no number of BWB, CVDR or an official journal; get this text from "
                "where it was published, as data/README.md says"
            )
        if self._last is None or self._last[0] != identifier:  # passages of one follow each other
            self._last = identifier, self._read_whole(identifier)
        document = self._last[1]
        known = dict(document.metadata)
        whole = _part(document, identifier) if identifier.part else document.text
        return replace(
            row,
            id=row.id if excerpt is None else excerpt.id,
            text=whole if excerpt is None else cut(whole, excerpt),
            source=row.source if "source" in row.columns else _SOURCES[identifier.kind],
            date=row.date or next((known[name] for name in _DATES if known.get(name)), ""),
        )

    def _read_whole(self, identifier: Identifier) -> Document:
        found = self._official.get(identifier, self._day)
        try:
            document = self._document(found, identifier)
        except DownloadError:
            self._official.forget(found)
            raise
        self.checksums[found.place] = document.sha256
        return document

    def _document(self, found: Found, identifier: Identifier) -> Document:
        document = self._read(found.content, name=found.place.name)
        given = dict(document.metadata).get("identifier", "")
        if document.media_type != _MEDIA_TYPE:
            raise DownloadError(
                f"{found.place}: what came is no official publication but "
                f"{document.media_type}; try again later"
            )
        wanted = {identifier.work, f"{identifier.work}_{found.version}"}
        if given and given not in wanted:
            raise DownloadError(
                f"{found.place}: what came is the text of {given!r}; try again later"
            )
        return document


def _part(document: Document, identifier: Identifier) -> str:
    """Return a chapter: from its heading to the next one that is not below it."""
    start, level = None, 0
    for block in document.blocks:
        if block.kind != "heading":
            continue
        if start is not None and block.level <= level:
            return document.text[start : block.start].rstrip()
        first = document.text[block.start : block.end].split(maxsplit=2)
        numbers = {word.rstrip(".") for word in first[:2]}  # "A1 Toegang", "Hoofdstuk A1. Toegang"
        if start is None and identifier.part in numbers:
            start, level = block.start, block.level
    if start is None:
        raise DownloadError(
            f"{identifier.work}: has no chapter {identifier.part} in the version of that day; "
            "give another --date"
        )
    return document.text[start:].rstrip()
