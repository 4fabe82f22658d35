"""Read the layout conventions of an authored text: what is a heading, a list, a table.

The authored texts are plain text, each with the conventions of its kind. A recipe names those of
one text; ``parts`` turns the text into parts that a writer can make true headings and lists of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

Kind = Literal["title", "heading", "paragraph", "item", "row"]
Style = Literal["bullet", "number", "letter"]

MARKERS: dict[Style, re.Pattern[str]] = {
    "bullet": re.compile(r"[-–•] +"),
    "number": re.compile(r"\d{1,2}\. +"),
    "letter": re.compile(r"[a-z]\. +"),
}
# A line was broken off only because it was full when the next line's first word would have
# brought it over this share of the longest line.
FULL = 0.78
# In a text with longer lines, a paragraph is one line.
LONGEST_WRAPPED = 120
# A line that goes on with the last cell of a table row stands at least this far in.
CELL_INDENT = " " * 10


@dataclass(frozen=True)
class Recipe:
    """How one example document is made from one authored text."""

    file: str  # the example; its extension says the format
    authored: str  # the authored text
    title: str = ""  # the line that is the title
    headings: tuple[str, ...] = ()  # a pattern a level, highest level first
    rows: str = r"(?!)"  # a pattern of table rows, a group a cell
    furniture: str = r"(?!)"  # a pattern of the lines that stand at the foot of a page or site
    footer: str = ""  # what a writer puts there instead


@dataclass(frozen=True)
class Part:
    """A part of the layout."""

    kind: Kind
    text: str  # on one line, without a list marker
    level: int = 0  # of a heading
    style: Style | None = None  # of an item
    marker: str = ""  # of an item, as it stands in the text
    cells: tuple[str, ...] = ()  # of a row


def parts(text: str, recipe: Recipe) -> list[Part]:
    """Split a text into its parts, without the page furniture."""
    lines = [line for line in text.splitlines() if not re.search(recipe.furniture, line)]
    width = max(len(line) for line in lines)
    found: list[Part] = []
    previous = ""  # the line above, unless a blank line or a heading came between
    for line in lines:
        words = re.sub(r"\s+", " ", line.strip())
        if not words:
            previous = ""
            continue
        part = _opened(line, recipe)
        if part is None and found and _goes_on(found[-1], previous, line, width):
            found[-1] = _continued(found[-1], words)
        else:
            found.append(part or Part("paragraph", words))
        previous = "" if found[-1].kind in ("title", "heading") else line
    return found


def _opened(line: str, recipe: Recipe) -> Part | None:
    """Return the title, heading, row or list item that a line opens, if it does."""
    words = line.strip()
    if words == recipe.title:
        return Part("title", words)
    if row := re.fullmatch(recipe.rows, line):
        return Part("row", " ".join(row.groups()), cells=row.groups())
    for level, pattern in enumerate(recipe.headings, start=1):
        if re.fullmatch(pattern, words):
            return Part("heading", re.sub(r"\s+", " ", words), level=level)
    for style, marker in MARKERS.items():
        if found := marker.match(words):
            return Part("item", words[found.end() :], style=style, marker=found[0].strip())
    return None


def _goes_on(part: Part, previous: str, line: str, width: int) -> bool:
    """Tell whether a line goes on with the part above it."""
    first, *_ = line.split()
    if part.kind not in ("paragraph", "item", "row"):
        return False
    if not previous:  # a sentence may go on over a page, after the furniture in between
        return part.kind != "row" and part.text[-1].isalnum() and first[0].islower()
    if part.kind == "row":
        return line.startswith(CELL_INDENT)
    if width > LONGEST_WRAPPED:
        return False
    if part.kind == "item":
        return line.startswith(" ")
    return len(previous) + 1 + len(first) >= FULL * width


def _continued(part: Part, words: str) -> Part:
    """Return a part with one line more, a word that was broken off made whole."""
    if re.search(r"[a-z]-$", part.text) and words[0].islower():
        return replace(part, text=part.text[:-1] + words)
    cells = (*part.cells[:-1], f"{part.cells[-1]} {words}") if part.cells else ()
    return replace(part, text=f"{part.text} {words}", cells=cells)


def runs(found: list[Part]) -> Iterator[tuple[Kind, list[Part]]]:
    """Yield the parts in order, the items of one list and the rows of one table together."""
    for (kind, _), run in groupby(found, key=lambda part: (part.kind, part.style)):
        if kind in ("item", "row"):
            yield kind, list(run)
        else:
            yield from ((kind, [part]) for part in run)
