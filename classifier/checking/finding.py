"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "unreadable",  # the row or the file
    "label",  # is unknown, or missing in every row
    "text",  # is missing, in most rows, or too large
    "id",  # stands for several texts
    "conflict",  # one text with two labels
    "twice",  # one text in several groups
    "leak",  # between splits
    "few",  # documents of a label
    "near",  # duplicates
    "unlabelled",  # while others have a label
    "textless",  # while most that are labelled have a text
    "labels-differ",  # of near-duplicates
    "short",
    "language",
    "characters",
    "mislabelled",
]
#: Kinds that keep a corpus from use, or that make scores on it too good to be true.
ERRORS: Final = frozenset({"unreadable", "label", "text", "id", "conflict", "twice", "leak", "few"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a corpus, or looks so."""

    kind: Kind
    ids: tuple[str, ...]  # of the documents; () for what concerns the corpus as a whole
    message: str  # what is wrong, where, and what to do about it
    suggested: str | None = None  # the label that a document looks like
    probability: float | None = None  # of that label, by a model that had not seen the document
    reason: str | None = None  # the feature that speaks strongest for that label
    contribution: float | None = None  # what that feature adds to the log-odds

    @property
    def is_error(self) -> bool:
        """Whether it must be mended; else it is a suspicion."""
        return self.kind in ERRORS
