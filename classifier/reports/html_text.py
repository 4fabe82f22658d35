"""The text of a document as HTML: its blocks and pages, beside the passages they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from classifier.assessment.assessment import Assessment, Passage
from classifier.documents import Block
from classifier.reports.html_inline import Inline

_BETWEEN: Final = "\n\n"  # parts the blocks of a text whose layout is not known
_CELLS: Final = " | "  # parts the cells of a table row, as reading writes them
# "1. ", "a) ", "(iv) ", "- ": an item that brings its own mark.
_NUMBERED: Final = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})[.)°]|[•·–-])\s", re.I)
_HIGHEST_HEADING: Final = 3  # under the heading of the part of the page that holds the text
_LOWEST_HEADING: Final = 6
_DEEPEST_ITEM: Final = 4
_SHEET: Final = 40  # groups on a sheet


@dataclass(slots=True)
class Part:
    """One element of the text: a heading, a paragraph, a list or a table."""

    kind: str  # heading, paragraph, list or table
    level: int = 0  # of a heading: 3 to 6
    text: Markup | None = None  # of a heading or a paragraph
    items: list[tuple[str, Markup]] = field(default_factory=list)  # of a list: classes, text
    rows: list[list[Markup]] = field(default_factory=list)  # of a table: cells


@dataclass(slots=True)
class Group:
    """What stands beside one note in the margin: a passage, or what is between passages."""

    passages: list[tuple[int, Passage]] = field(default_factory=list)  # numbered from 1
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A page of the document, or part of a long one: what a browser lays out in one go."""

    page: int | None  # the page that begins here, if one does
    groups: list[Group] = field(default_factory=list)


def laid_out(assessment: Assessment) -> list[Sheet]:
    """Return the text of a document, in sheets of groups that stand beside their notes.

    Parameters
    ----------
    assessment : Assessment
        With the text and, when it is known, the layout; without it, blank lines part the blocks.
        The reasons that its explanation holds are marked, numbered in their order.

    Returns
    -------
    list of Sheet
        In the order of the text.
    """
    text, document, passages = assessment.text, assessment.document, assessment.passages
    blocks = document.blocks if document else tuple(_paragraphs(text))
    spans = enumerate(document.pages if document else (), start=1)
    pages = {start: number for number, (start, end) in spans if start < end}
    edges = {edge for block in blocks for cell in _cells(text, block) for edge in cell}
    reasons = assessment.explanation.contributions if assessment.explanation else ()
    inline = Inline(text, reasons, edges, pages)
    sheets: list[Sheet] = []
    level = _HIGHEST_HEADING - 1
    begun = 0  # passages that began before the block at hand
    for block in blocks:
        inside = begun > 0 and block.start < passages[begun - 1].end
        begins = []
        while begun < len(passages) and passages[begun].start < block.end:
            begun += 1
            begins.append((begun, passages[begun - 1]))
        page = pages.get(block.start)
        if page or not sheets or (begins and len(sheets[-1].groups) >= _SHEET):
            sheets.append(Sheet(page))
        groups = sheets[-1].groups
        if not groups or begins or (groups[-1].passages and not inside):
            groups.append(Group())
        groups[-1].passages += begins
        if block.kind == "heading":
            # Documents skip levels; a page must not.
            wanted = max(block.level, 1) + _HIGHEST_HEADING - 1
            level = min(wanted, level + 1, _LOWEST_HEADING)
        _add(groups[-1].parts, block, level, text, inline)
    return sheets


def _add(
    parts: list[Part], block: Block, level: int, text: str, inline: Callable[[int, int], Markup]
) -> None:
    last = parts[-1].kind if parts else ""
    if block.kind == "list_item":
        if last != "list":
            parts.append(Part("list"))
        depth = min(max(block.level, 1), _DEEPEST_ITEM)
        numbered = _NUMBERED.match(text, block.start, block.end)
        classes = f"niveau-{depth}{' genummerd' if numbered else ''}"
        parts[-1].items.append((classes, inline(block.start, block.end)))
    elif block.kind == "table_row":
        if last != "table":
            parts.append(Part("table"))
        parts[-1].rows.append([inline(*cell) for cell in _cells(text, block)])
    elif block.kind == "heading":
        parts.append(Part("heading", level, inline(block.start, block.end)))
    else:
        parts.append(Part("paragraph", text=inline(block.start, block.end)))


def _cells(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield the spans of the cells of a table row; any other block is one cell."""
    start = block.start
    while block.kind == "table_row" and (end := text.find(_CELLS, start, block.end)) >= 0:
        yield start, end
        start = end + len(_CELLS)
    yield start, block.end


def _paragraphs(text: str) -> Iterator[Block]:
    start = 0
    for part in text.split(_BETWEEN):
        if part.strip():
            yield Block("paragraph", start, start + len(part))
        start += len(part) + len(_BETWEEN)
