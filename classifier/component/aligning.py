"""Where what was read stands in the text as it was given.

Reading mends a text: it joins wrapped lines and broken words, and leaves out bullets and what is
repeated on pages. An offset in the one text is thus another in the other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import Final

from classifier.documents.document import Stretch

_WORD: Final = re.compile(r"\w+|[^\w\s]")
_RUN: Final = 3  # words in a row that, where both texts have them once, are the same place
_AHEAD: Final = 40  # words to look ahead between such places


class Alignment:
    r"""Knows for each word of a text as read where it stands in the text as given.

    Parameters
    ----------
    read : str
        The text as read.
    given : str
        The text that it was read from.

    Examples
    --------
    >>> alignment = Alignment("de vergunning wordt geweigerd", "de vergun-\nning wordt geweigerd")
    >>> alignment.place(14, 29), alignment.place(3, 13)
    ((16, 31), None)
    """

    def __init__(self, read: str, given: str) -> None:
        self._same = read == given
        if self._same:
            return
        ours, theirs = ([match.span() for match in _WORD.finditer(t)] for t in (read, given))
        self._starts = [start for start, _ in ours]
        self._ends = [end for _, end in ours]
        self._spans = theirs
        self._places = _matched(
            [read[start:end] for start, end in ours], [given[start:end] for start, end in theirs]
        )

    def place(self, start: int, end: int) -> Stretch | None:
        """Return where a stretch of the text as read stands in the text as given.

        Parameters
        ----------
        start, end : int
            Offsets into the text as read; ``end`` is exclusive.

        Returns
        -------
        tuple of int, or None
            Offsets into the text as given; None when the words at its ends are not found there.
        """
        if self._same:
            return start, end
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end) - 1
        if first > last:
            return None
        opens, closes = self._places[first], self._places[last]
        if opens is None or closes is None:
            return None
        return self._spans[opens][0], self._spans[closes][1]


def _matched(ours: list[str], theirs: list[str]) -> list[int | None]:
    """Return for each of our words the index of the same word among theirs, in order."""
    places: list[int | None] = [None] * len(ours)
    at = 0  # the first of their words that is free
    anchors = iter([*_anchors(ours, theirs), (len(ours), len(theirs))])
    anchor, limit = next(anchors)
    for number, word in enumerate(ours):
        if number == anchor:
            places[number], at = limit, limit + 1
            anchor, limit = next(anchors)
            continue
        try:
            place = theirs.index(word, at, min(limit, at + _AHEAD))
        except ValueError:
            continue
        places[number], at = place, place + 1
    return places


def _anchors(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Return the longest row of pairs of places, rising in both, that are surely the same."""
    once = [_once(words) for words in (ours, theirs)]
    pairs = [(place, once[1][run]) for run, place in once[0].items() if run in once[1]]
    # The longest rising row of second places, as in patience sorting.
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1], ends[pile : pile + 1] = [place], [number]
    row = []
    number = ends[-1] if ends else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def _once(words: list[str]) -> dict[tuple[str, ...], int]:
    """Return the runs of words that occur once, in order, with their places."""
    runs = list(zip(*(words[shift:] for shift in range(_RUN)), strict=False))
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}
