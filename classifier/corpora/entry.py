"""One document of a corpus, as it was given, in the one form that all formats are read to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import astuple, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fields:
    """What the columns of a corpus are called."""

    text: str = "text"
    label: str = "label"
    id: str = "id"
    group: str = "group"

    def among(self, columns: Collection[str]) -> Fields:
        """Return these names, with our own for a column that goes by that alone.

        Parameters
        ----------
        columns : collection of str
            What a corpus has.

        Examples
        --------
        >>> Fields(text="inhoud", id="zaak").among(["text", "label", "zaak"])
        Fields(text='text', label='label', id='zaak', group='group')
        """
        pairs = zip(astuple(self), astuple(Fields()), strict=True)
        names = (own if own in columns and name not in columns else name for name, own in pairs)
        return Fields(*names)


@dataclass(frozen=True, slots=True)
class Passage:
    """A labelled part of a text."""

    start: int  # offset in characters into Entry.text
    end: int  # exclusive
    label: str


@dataclass(frozen=True, slots=True)
class Within:
    """Where a passage stands."""

    document: str  # id of the document
    text: str  # of the whole document
    start: int  # offset in characters into the text
    end: int  # exclusive


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a corpus, whether it can be used or not."""

    id: str
    text: str  # "" when there is none, or none that can be read
    label: str | None  # as it was given, or what that stands for; None when there is none
    where: str  # the file and the row or line, for messages
    group: str = ""  # near-duplicates share it; the id when none was given
    passages: tuple[Passage, ...] = ()  # in the order of the text
    annotator: str = ""  # who gave the label, as the corpus says it; "" when unknown
    annotators: int | None = None  # how many agree on the label
    confidence: int | None = None  # 1 (could go either way) to 3 (certain)
    source: str = ""  # the corpus it comes from, or the "source" field of its row
    date: str = ""  # of the document, as it was given
    split: str = ""  # such as "train" or "test"
    path: str = ""  # of the file that holds the text; "" when the corpus holds it itself
    file: Path | None = None  # that a row names and whose text was read
    columns: tuple[str, ...] = ()  # what the row had
    problems: tuple[str, ...] = ()  # what is wrong with it, and the remedy, a line each


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands, and what it is called when it does not say so itself."""

    where: str  # the file and the row or line, for messages
    id: str  # such as "corpus-12"
    source: str  # the name of the file, without its suffix
    folder: Path  # where the files lie that rows name
