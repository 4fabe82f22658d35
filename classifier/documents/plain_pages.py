"""The pages of a plain text, and what stands above and below the text on each of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final, NamedTuple

from classifier.documents.characters import clean
from classifier.documents.document import FurnitureKind

_EDGE: Final = 2  # lines at the top and the bottom of a page that may be its header and footer
_MIN_PAGES: Final = 3
_MIN_SHARE: Final = 0.5  # of the pages on which a header or footer stands
_MOST_BLANK: Final = 50  # lines; more say no more
# The first line end stands apart, which makes the search many times as fast.
_MANY_BLANK: Final = re.compile(rf"\n\n{{{_MOST_BLANK},}}")
_DIGITS: Final = re.compile(r"\d+")
_TAB: Final = 4  # columns
# Words set apart by spaces between their letters, as typewriters do for bold: I N L E I D I N G
_SPACED: Final = re.compile(r"[^\W\d_](?: [^\W\d_])+(?: {2,}[^\W\d_](?: [^\W\d_])*)*")
_MIN_SPACED: Final = 7  # characters: four letters and the spaces between them
_BETWEEN_WORDS: Final = re.compile(r" {2,}")


class Row(NamedTuple):
    """One line of the text."""

    text: str  # with its indentation
    page: int  # 1-based


@dataclass(frozen=True, slots=True)
class Edge:
    """A line that stands above or below the text on many pages."""

    kind: FurnitureKind
    text: str
    page: int  # 1-based


def split_pages(text: str) -> list[list[Row]]:
    r"""Return the lines of each page; form feeds part the pages.

    >>> [[row.text for row in page] for page in split_pages("een\n\ftwee\n\f\n")]
    [['een', ''], ['twee']]
    """
    pages = text.rstrip("\f\r\n\t ").split("\f") if "\f" in text else [text]
    return [
        [Row(_closed_up(line), number) for line in _lines(page)]
        for number, page in enumerate(pages, start=1)
    ]


def part_edges(pages: list[list[Row]]) -> tuple[list[Row], list[Edge]]:
    """Return the lines of the text, and those that are repeated at the edges of the pages.

    Parameters
    ----------
    pages : list of list of Row
        The lines of each page.
    """
    if len(pages) < _MIN_PAGES:
        return [row for rows in pages for row in rows], []
    found: list[tuple[FurnitureKind, str, int, int]] = []  # kind, form, page, line
    for page, rows in enumerate(pages):
        filled = [place for place, row in enumerate(rows) if row.text.strip()]
        footers = filled[-_EDGE:]
        kinds: tuple[tuple[FurnitureKind, list[int]], ...] = (
            ("header", [place for place in filled[:_EDGE] if place not in footers]),
            ("footer", footers),
        )
        for kind, places in kinds:
            for place in places:
                form = _DIGITS.sub("#", " ".join(rows[place].text.split()))
                found.append((kind, form, page, place))
    counts = Counter({(kind, form, page) for kind, form, page, _ in found})
    often = Counter((kind, form) for kind, form, _ in counts)
    least = max(_MIN_PAGES, _MIN_SHARE * len(pages))
    edges: dict[tuple[int, int], Edge] = {}  # by page and line
    for kind, form, page, place in found:
        if often[kind, form] >= least:
            row = pages[page][place]
            edges[page, place] = Edge(kind, row.text.strip(), row.page)
    if not edges:
        return [row for rows in pages for row in rows], []
    text = [
        row
        for page, rows in enumerate(pages)
        for place, row in enumerate(rows)
        if (page, place) not in edges
    ]
    return text, list(edges.values())


def _lines(page: str) -> list[str]:
    return _MANY_BLANK.sub("\n" * _MOST_BLANK, clean(page.expandtabs(_TAB))).split("\n")


def _closed_up(line: str) -> str:
    if len(line) < _MIN_SPACED:
        return line
    stripped = line.strip()
    if len(stripped) < _MIN_SPACED or stripped[1] != " " or not _SPACED.fullmatch(stripped):
        return line
    words = (word.replace(" ", "") for word in _BETWEEN_WORDS.split(stripped))
    return line[: len(line) - len(line.lstrip())] + " ".join(words)
