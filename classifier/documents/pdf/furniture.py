"""What PDF pages repeat: running headers and footers, page numbers, disclaimers.

It is told by its coming back in the same place on several pages; in a number that comes back,
what counts is that it stays the same or grows with the pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import ceil
from operator import attrgetter
from typing import Final

from classifier.documents.document import FurnitureKind
from classifier.documents.lines import ends_sentence
from classifier.documents.page import Line
from classifier.documents.pdf.edges import cells_at_the_edges

#: A line that is no part of the text, and what it is.
Found = tuple[FurnitureKind, Line]

_PAGE_NUMBER: Final = re.compile(
    r"(?P<word>(?:pagina|pag\.?|page|blad|bladzijde|blz\.?|p\.)\s*)?[-–]?\s*\d{1,4}\s*[-–]?"
    r"(?P<total>\s*(?:van|of|/|\|)\s*\d{1,4})?",
    re.I,
)
_ROMAN: Final = re.compile(r"[ivxl]{1,7}", re.I)
_NUMBER: Final = re.compile(r"\d+")
_MARGIN: Final = 0.15  # share of the height at the head and at the foot
_SAME_PLACE: Final = 0.008  # share of the height within which a running line stays
_MANY: Final = 3  # pages that are enough, in a document of any length
_SHARE: Final = 0.3  # of the pages, in a shorter document
_BODY_SHARE: Final = 0.5  # of the pages, for what comes back outside the margins
_BODY_WORDS: Final = 5  # and at least so many words
_ONCE: Final = 1.2  # times a page, at most
_OUTSIDE: Final = 1  # lines of text that may stand between furniture and the edge of the page
_STEADY: Final = 0.8  # share of the pages on which a number keeps its rule
_NOTICE_WORDS: Final = 12  # a running text of this length says something, so it is kept once
_TITLE_SIZE: Final = 1.12  # times the size of the running text


def part(pages: list[list[Line]], body: float) -> tuple[list[list[Line]], list[list[Found]]]:
    """Return the lines of each page that are text, and those that are furniture.

    Parameters
    ----------
    pages : list of list of Line
        The lines of each page.
    body : float
        The type size of the running text; what is larger on the first page is its title.

    Returns
    -------
    text : list of list of Line
        The lines of each page without the furniture.
    furniture : list of list of Found
        The furniture of each page.
    """
    kinds: dict[int, FurnitureKind] = {}  # by the identity of the line
    for lines in _candidates(pages):
        if _is_running(lines, len(pages)):
            for line in lines:
                kinds[id(line)] = _kind(line)
    for lines in pages:
        for line in _page_numbers(lines):
            kinds[id(line)] = "page_number"
        for line in _enclosed(lines, kinds):
            del kinds[id(line)]
        for line in list(cells_at_the_edges(lines, kinds)):
            del kinds[id(line)]
    first = pages[0] if pages else []
    for line in first:
        if line.size > body * _TITLE_SIZE and kinds.get(id(line)) in ("header", "repeated"):
            del kinds[id(line)]
    _keep_notices(pages, kinds)
    text = [[line for line in lines if id(line) not in kinds] for lines in pages]
    return text, [
        [(kinds[id(line)], line) for line in lines if id(line) in kinds] for lines in pages
    ]


def _in_margin(line: Line) -> bool:
    return not _MARGIN <= line.place <= 1 - _MARGIN


def _kind(line: Line) -> FurnitureKind:
    if not _in_margin(line):
        return "repeated"
    if _PAGE_NUMBER.fullmatch(line.text):
        return "page_number"
    return "header" if line.place > 0.5 else "footer"


def _candidates(pages: list[list[Line]]) -> Iterable[list[Line]]:
    """Yield the lines that are the same in the same place, but for their numbers."""
    if len(pages) < 2:
        return
    groups: defaultdict[str, list[Line]] = defaultdict(list)
    some = [
        line
        for lines in pages
        for line in lines
        if _in_margin(line) or line.text.count(" ") >= _BODY_WORDS - 1
    ]
    if not some:
        return
    # All at once, for most lines have no number.
    texts = _NUMBER.sub("#", "\n".join([line.text for line in some]).lower()).split("\n")
    for text, line in zip(texts, some, strict=True):
        groups[text].append(line)
    for group in groups.values():
        if len(group) < 2:
            continue
        same: list[Line] = []
        for line in sorted(group, key=attrgetter("place")):
            if same and line.place - same[-1].place > _SAME_PLACE:
                yield same
                same = []
            same.append(line)
        yield same


def _is_running(lines: list[Line], n_pages: int) -> bool:
    pages = {line.page for line in lines}
    if len(lines) > _ONCE * len(pages):
        return False  # rather a label in a chart
    if not lines or not _in_margin(lines[0]):
        enough = max(2, ceil(_BODY_SHARE * n_pages))
    else:
        enough = min(_MANY, max(2, ceil(_SHARE * n_pages)))
    if len(pages) < enough:
        return False
    numbers = [list(map(int, _NUMBER.findall(line.text[:200]))) for line in lines]
    for values in zip(*numbers, strict=False):
        steps = [value - line.page for value, line in zip(values, lines, strict=True)]
        common = max(max(map(some.count, some)) for some in (list(values), steps))
        if common < _STEADY * len(lines):
            return False
    return True


def _page_numbers(lines: list[Line]) -> Iterable[Line]:
    """Yield the page numbers of one page: named as such, or alone at its edge."""
    if not lines:
        return
    places = [line.place for line in lines]
    lowest, highest = min(places), max(places)
    for line in lines:
        if not _in_margin(line):
            continue
        match = _PAGE_NUMBER.fullmatch(line.text)
        outermost = line.place in (lowest, highest)
        if (match and (match["word"] or match["total"] or outermost)) or (
            outermost and line.place < _MARGIN and _ROMAN.fullmatch(line.text)
        ):
            yield line


def _enclosed(lines: list[Line], kinds: Mapping[int, FurnitureKind]) -> Iterable[Line]:
    """Yield the headers and footers of a page that stand amidst its text."""
    found = [line for line in lines if kinds.get(id(line), "repeated") != "repeated"]
    if not found:
        return
    others = [line for line in lines if id(line) not in kinds]
    for line in found:
        if line.place > 0.5:
            outside = sum(other.bottom >= line.top for other in others)
        else:
            outside = sum(other.top <= line.bottom for other in others)
        if outside > _OUTSIDE:
            yield line


def _keep_notices(pages: list[list[Line]], kinds: dict[int, FurnitureKind]) -> None:
    """Keep what a repeated notice says once, on the first page that has it."""
    notices: set[str] = set()
    for lines in pages:
        running = [line for line in lines if kinds.get(id(line), "page_number") != "page_number"]
        for notice in _notices(running):
            texts = {line.text for line in notice}
            for line in notice:
                if texts <= notices:
                    kinds[id(line)] = "repeated"
                else:
                    del kinds[id(line)]
            notices |= texts


def _notices(lines: list[Line]) -> Iterable[list[Line]]:
    """Yield the running lines that together say something, in sentences."""
    ordered = sorted(lines, key=lambda line: -line.place)
    groups: list[list[Line]] = [ordered[:1]]
    for line, after in pairwise(ordered):
        near = line.bottom - after.top < line.size and abs(line.size - after.size) < 0.5
        if near:
            groups[-1].append(after)
        else:
            groups.append([after])
    for group in groups:
        words = sum(line.text.count(" ") + 1 for line in group)
        if words >= _NOTICE_WORDS and ends_sentence(group[-1].text):
            yield group
        else:
            yield from ([line] for line in group if not _in_margin(line))
