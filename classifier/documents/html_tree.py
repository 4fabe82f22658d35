"""The tree of an HTML page: what begins and ends in it, and what its elements are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from bs4.element import NavigableString, Tag

from classifier.documents.html_main import Page

#: The level of each element that is a heading.
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_KEPT_IN: Final = ("main", "article")
_NOT_IN_CELLS: Final = frozenset({"table", "ul", "ol", "section", "article", *HEADINGS})

Event = tuple[Literal["start", "text", "end"], Tag | str]


def events(page: Page) -> Iterator[Event]:
    """Yield what begins and ends in the main part of a page, and the text in between.

    Without recursion: pages may be nested as deep as they like. What is dropped of the page, the
    page says.
    """
    root = page.main
    stack: list[tuple[Tag, Iterator[object]]] = [(root, iter(root.contents))]
    inside = int(root.name in _KEPT_IN)  # how many of these are around
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            inside -= tag.name in _KEPT_IN
            yield "end", tag
        elif isinstance(child, Tag):
            if page.is_dropped(child, inside > 0):
                continue
            yield "start", child
            inside += child.name in _KEPT_IN
            stack.append((child, iter(child.contents)))
        elif type(child) is NavigableString:  # not a comment or declaration
            yield "text", str(child)


def layout_tables(page: Page) -> frozenset[int]:
    """Return the identities of the tables that lay out the page instead of holding data.

    Those say so, or hold in their cells what tables of data never do.
    """
    found = set()
    around: list[Tag] = []
    for event, tag in events(page):
        if not isinstance(tag, Tag):
            continue
        if event == "start" and around and tag.name in _NOT_IN_CELLS:
            found.add(id(around[-1]))
        if tag.name != "table":
            continue
        if event == "start":
            around.append(tag)
            if tag.get("role") == "presentation":
                found.add(id(tag))
        elif around:
            around.pop()
    return frozenset(found)


def heading_level(tag: Tag) -> int:
    """Return the level of a heading, from 1; 0 for an element that is none."""
    level = str(tag.get("aria-level") or "2")
    if tag.get("role") == "heading" and level.isdecimal() and len(level) == 1:
        return max(int(level), 1)
    return HEADINGS.get(tag.name, 0)


def start_number(tag: Tag) -> int:
    """Return the number of the first item of a list."""
    start = str(tag.get("start") or "")
    return int(start) if start.isdecimal() and len(start) < 6 else 1
