"""Snippets of a document's text, with the words they are about."""

from __future__ import annotations

from typing import Final, NamedTuple

from classifier.reports.visible import visible

_AROUND: Final = 50  # characters on either side
_LONGEST: Final = 120  # characters of the words themselves
_BREAK: Final = "\n\n"  # between blocks; what stands beyond does not belong to the words


class Snippet(NamedTuple):
    """A place in the text: the words, and what stands around them."""

    before: str
    words: str
    after: str


def snippet(text: str, span: tuple[int, int]) -> Snippet:
    """Return a place in a text and what stands around it in its block, cut at words.

    Parameters
    ----------
    text : str
        The text of the document.
    span : tuple of int
        Start and end of the place.

    Examples
    --------
    >>> snippet("Het college kan afwijken van deze regel.", (12, 24))
    Snippet(before='Het college ', words='kan afwijken', after=' van deze regel.')
    """
    start, end = span
    _, parted, before = text[max(0, start - _AROUND) : start].rpartition(_BREAK)
    if start > _AROUND and not parted:
        before = "…" + (before.partition(" ")[2] or before)
    after, parted, _ = text[end : end + _AROUND].partition(_BREAK)
    if end + _AROUND < len(text) and not parted:
        after = (after.rpartition(" ")[0] or after) + "…"
    return Snippet(_tidy(before), shortened(text[start:end], _LONGEST), _tidy(after))


def shortened(text: str, longest: int) -> str:
    """Return a text on one line, cut at a word when it is longer than allowed.

    >>> shortened("Open het dossier en lees de stukken.", 20)
    'Open het dossier en…'
    """
    line = visible(" ".join(text.split()))
    if len(line) <= longest:
        return line
    return (line[: longest + 1].rpartition(" ")[0] or line[:longest]) + "…"


def _tidy(text: str) -> str:
    """Squeeze white space to single spaces, also where the snippet meets its words."""
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return lead + visible(" ".join(text.split())) + trail
