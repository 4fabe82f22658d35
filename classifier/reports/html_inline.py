"""Stretches of a text as HTML, with the reasons that stand in them as links to their rows.

Each place of a reason is one stop for the keyboard. A link holds the words; its raised number says
which reason it belongs to. A reason all of whose words belong to shorter places gets a number
of its own behind them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from classifier.explanation import Contribution
from classifier.reports.html_marks import ReasonPlace, Segment, places_of, segments
from classifier.reports.visible import visible

FOR: Final = "v"  # class of what speaks for the outcome ("voor")
AGAINST: Final = "t"  # and of what speaks against it ("tegen")
_FAINT: Final = 1 / 9  # share of the heaviest segment under which a segment is faint
_HEAVY: Final = 1 / 3  # and from which it is heavy


class Inline:
    """Gives stretches of one text as HTML.

    Parameters
    ----------
    text : str
        The text of a document.
    reasons : sequence of Contribution
        What is marked, numbered from 1.
    edges : iterable of int
        Offsets at which no mark may run on: where blocks and cells begin and end.
    pages : mapping of int to int
        The number of the page that begins at an offset.
    """

    def __init__(
        self,
        text: str,
        reasons: Sequence[Contribution],
        edges: Iterable[int],
        pages: Mapping[int, int],
    ) -> None:
        self._text = text
        self._pages = pages
        self._page_starts = sorted(pages)
        places = places_of(reasons, len(text))
        self._segments = segments(text, places, sorted({*edges, *pages}))
        self._starts = [segment.start for segment in self._segments]
        self._most = max((abs(segment.weight) for segment in self._segments), default=0.0)
        self._met: set[ReasonPlace] = set()  # the places that have their id

    def __call__(self, start: int, end: int) -> Markup:
        """Return a stretch of the text; each stretch is to be asked for once."""
        first = bisect_right(self._page_starts, start)
        breaks = self._page_starts[first : bisect_left(self._page_starts, end)]
        return Markup("").join(
            piece
            for low, high in pairwise([start, *breaks, end])
            for piece in (*self._break(low, start), *self._pieces(low, high))
        )

    def _break(self, offset: int, start: int) -> Iterator[Markup]:
        """Yield the mark of a page that begins in the middle of a block."""
        if offset > start:
            number = self._pages[offset]
            yield Markup('<span class="pagina" id="pagina-{0}">pagina {0}</span> ').format(number)

    def _pieces(self, start: int, end: int) -> Iterator[Markup]:
        position = start
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            segment = self._segments[index]
            yield _escaped(self._text[position : segment.start])
            yield self._marked(segment)
            position = segment.end
        yield _escaped(self._text[position:end])

    def _marked(self, segment: Segment) -> Markup:
        owner = segment.owner
        classes = f"m {self._look(segment.weight)}"
        text = self._text[segment.start : segment.end]
        words = text.rstrip() or text
        several = " ".join(str(place.reason) for place in segment.over)
        if segment.blank:
            mark = f'<span class="{classes}" data-m="{several}">{_escaped(words)}</span>'
        else:
            stop = 'tabindex="-1"' if owner in self._met else f'id="{owner.anchor}"'
            self._met.add(owner)
            also = f' data-m="{several}"' if len(segment.over) > 1 else ""
            number = _number(owner) if owner in segment.ending else ""
            mark = (
                f'<a class="{classes}" href="#r{owner.reason}" {stop}{also}>'
                f"{_escaped(words)}{number}</a>"
            )
        refs = "".join(
            f'<a class="ref" href="#r{place.reason}" id="{place.anchor}">{_number(place)}</a>'
            for place in segment.ending
            if place != owner or segment.blank
        )
        after = _escaped(text[len(words) :])
        return Markup(f"{mark}{refs}{after}")  # noqa: S704  the words are escaped

    def _look(self, weight: float) -> str:
        """Return the class of a weight: its sign, and how heavy it is in this text."""
        relative = abs(weight) / self._most if self._most else 0.0
        return f"{FOR if weight >= 0 else AGAINST}{1 + (relative >= _FAINT) + (relative >= _HEAVY)}"


def _number(place: ReasonPlace) -> str:
    return f'<sup class="{FOR if place.share >= 0 else AGAINST}">{place.reason}</sup>'


def _escaped(text: str) -> Markup:
    """Return a text in which nothing is markup and nothing is hidden, with its spaces."""
    return escape(text if text.isprintable() else visible(text))
