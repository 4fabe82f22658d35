"""What reading gives: a text whose parts are known by their offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final, Literal

BlockKind = Literal["heading", "paragraph", "list_item", "table_row"]
FurnitureKind = Literal["header", "footer", "page_number", "repeated"]
Box = tuple[float, float, float, float]  # left, bottom, right, top
Stretch = tuple[int, int]  # start and end (exclusive), in characters of a text
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the layout.

    ``text[start:end]`` of its document is the block's text, without the blank lines around it.
    """

    kind: BlockKind
    start: int  # offset in characters into Document.text
    end: int  # exclusive
    level: int = 0  # depth of a heading (1 is highest) or of a list item (1 is outermost)
    page: int | None = None  # 1-based, of its start; None when the format has no pages


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of the text, or a part of one, stands on the pages."""

    start: int  # offset in characters into Document.text
    end: int  # exclusive
    page: int  # 1-based
    box: Box | None  # points from the lower left corner of the unrotated page; None if unknown
    turn: int = 0  # in degrees: its words run to the right (0), up (90), left (180) or down (270)
    # Where each of its words begins and ends in that direction, in thousandths of the box: begin,
    # end, begin, end, and so on; () if unknown.
    edges: tuple[int, ...] = ()

    def box_of(self, words: range) -> Box | None:
        """Return the box of some of its words, by their numbers from 0.

        >>> Place(0, 8, 1, (72.0, 700.0, 172.0, 712.0), 0, (0, 400, 500, 1000)).box_of(range(1, 2))
        (122.0, 700.0, 172.0, 712.0)
        """
        inside = self.edges[2 * words.start : 2 * words.stop]
        if self.box is None or not inside:
            return self.box
        left, bottom, right, top = self.box
        first, last = min(inside) / 1000, max(inside) / 1000
        if self.turn == 90:
            return left, bottom + first * (top - bottom), right, bottom + last * (top - bottom)
        if self.turn == 180:
            return right - last * (right - left), bottom, right - first * (right - left), top
        if self.turn == 270:
            return left, top - last * (top - bottom), right, top - first * (top - bottom)
        return left + first * (right - left), bottom, left + last * (right - left), top


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on the pages but is no part of the text.

    ``"repeated"`` is what stands in the text once already, such as a disclaimer under each page.
    """

    kind: FurnitureKind
    text: str  # one line
    page: int | None  # 1-based; None when the format has no pages


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came inside another, as with a mail."""

    name: str  # of the file, without folders; no two of one document are the same
    content: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its text, and where the parts of the text stand.

    All offsets are in characters and point into ``text``. Blocks are in reading order and do not
    overlap. A paragraph that runs on over the end of a page is one block.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""  # one line; "" when none was found
    # Where the title stands in text, if it does; of a title in two places ("Memo: Terrassen") the
    # first. It may run on over blocks, as a heading of two lines does.
    title_span: tuple[int, int] | None = None
    pages: tuple[tuple[int, int], ...] = ()  # (start, end) a page; () without pages
    source: str = ""  # the path as given, "-" for standard input, an id from a data set
    media_type: str = "text/plain"
    sha256: str = ""  # of the bytes that were read, in hexadecimal
    furniture: tuple[Furniture, ...] = ()  # in the order of the pages
    places: tuple[Place, ...] = ()  # one a line, sorted by start; () when the format has no lines
    attachments: tuple[Attachment, ...] = ()  # in the order in which they were attached
    warnings: tuple[str, ...] = ()  # a line each: what could not be read, and the remedy
    # What the source says about the document, as (name, value) with each name once: title, type,
    # identifier, authority, in_force, published, signed (dates as the source has them), source.
    # It is never evidence: when the source says "beleidsregel", it gives our answer away.
    metadata: tuple[tuple[str, str], ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the 1-based page of an offset, or None when the format has no pages.

        >>> Document("een twee", (), pages=((0, 3), (4, 8))).page_at(5)
        2
        """
        for number, (start, end) in enumerate(self.pages, start=1):
            if start <= offset < end:
                return number
        return None

    def locate(self, start: int, end: int) -> tuple[Place, ...]:
        """Return where a span of the text stands: one place for each line that it touches.

        Parameters
        ----------
        start, end : int
            Offsets into ``text``; ``end`` is exclusive.

        Returns
        -------
        tuple of Place
            In the order of the text, with offsets cut to the span. The box is that of the words
            that the span touches, or of the whole line where those are not known apart. Formats
            that know no lines give the pages, with a box of None; those without pages give nothing.

        Examples
        --------
        >>> place = Place(0, 8, 1, (72.0, 700.0, 110.0, 712.0))
        >>> Document("een twee", (), places=(place,)).locate(4, 8)
        (Place(start=4, end=8, page=1, box=(72.0, 700.0, 110.0, 712.0), turn=0, edges=()),)
        """
        places = self.places or [
            Place(*span, number, None) for number, span in enumerate(self.pages, start=1)
        ]
        first = max(bisect_right(places, start, key=lambda place: place.start) - 1, 0)
        found = []
        for place in places[first:]:
            if place.start >= end:
                break
            cut = max(start, place.start), min(end, place.end)
            words = self._words(place, *cut)
            if cut[0] < cut[1] and (words or not place.edges):
                found.append(Place(*cut, place.page, place.box_of(words), place.turn))
        return tuple(found)

    def _words(self, place: Place, start: int, end: int) -> range:
        """Return the numbers of the words of a place that a span touches and the page shows."""
        if not place.edges:
            return range(0)
        ends = [match.end() for match in _WORD.finditer(self.text, place.start, place.end)]
        starts = [match.start() for match in _WORD.finditer(self.text, place.start, place.end)]
        # What parts the cells of a table stands in the text only, behind the words of the line.
        shown = len(place.edges) // 2
        return range(bisect_right(ends, start), min(bisect_left(starts, end), shown))
