"""Elements that are taken as one: headings, numbers, rows of a table and definitions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from classifier.documents.characters import one_line
from classifier.documents.official.elements import (
    children,
    descendants,
    is_apart,
    is_mixed,
    local,
    text_of,
)

NUMBERS: Final = ("li.nr", "noot.li.nr", "lidnr", "nr", "linummer", "lidnummer")  #: of items
TITLES: Final = frozenset({"intitule", "regelingopschrift"})  #: of a regulation
SUBHEADINGS: Final = frozenset({"tussenkop", "tuskop"})  #: within a division
DEFINITIONS: Final = frozenset({"definitie-item", "specificatie-item", "begrip"})
_WHOLE: Final = frozenset({"kop", *TITLES, *SUBHEADINGS, *NUMBERS})
# What stands on one line although each part of it has an element of its own.
_LINES: Final = frozenset({"ondertekening", "naam", "dagtekening", "gegeven", "uitgifte", "term"})
_NOT_IN_ROWS: Final = ("table", "artikel", "lid", "kop")
_MAX_CELL_PARAGRAPHS: Final = 3
_MAX_CELL: Final = 500  # characters; a table with longer cells of many paragraphs lays out a text


def is_whole(element: etree._Element) -> bool:
    """Return whether an element is one block, or a part of one, with all that stands in it."""
    name = local(element)
    if name in ("row", "tr"):
        return _is_data(element)
    if name in DEFINITIONS:
        return _is_short(element) and next(descendants(element, "lijst"), None) is None
    return name in _WHOLE or is_apart(element)


def _is_data(row: etree._Element) -> bool:
    """Tell a row of data from one that lays out a text."""
    cells = children(row)
    return len(cells) > 1 and not is_mixed(row) and all(map(_is_short, cells))


def _is_short(cell: etree._Element) -> bool:
    if next(descendants(cell, *_NOT_IN_ROWS), None) is not None:
        return False
    paragraphs = sum(1 for _ in descendants(cell, "al"))
    return paragraphs <= _MAX_CELL_PARAGRAPHS or len(one_line(text_of(cell))) <= _MAX_CELL


def is_paragraph(element: etree._Element) -> bool:
    """Return whether what stands in an element is running text."""
    name = local(element)
    return name == "al" or name.endswith(".al") or name in _LINES or is_mixed(element)


def is_publication(element: etree._Element) -> bool:
    """Return whether an element is the publication as a whole, whose heading is its title."""
    above = element.getparent()
    return above is None or above.getparent() is None


def definition_of(item: etree._Element, notes: list[etree._Element]) -> str:
    """Return a term or specification with what it means, without its number.

    Parameters
    ----------
    item : Element
        One of ``DEFINITIONS``.
    notes : list of Element
        Takes the notes that are met.
    """
    first, *others = [piece for piece in _pieces(item, notes) if piece] or [""]
    rest = " ".join(others)
    return f"{first} {rest}" if not rest or first.endswith(":") else f"{first}: {rest}"


def _pieces(item: etree._Element, notes: list[etree._Element]) -> Iterator[str]:
    yield one_line(item.text or "")
    for child in children(item):
        if local(child) not in NUMBERS:
            yield one_line(text_of(child, notes))
        yield one_line(child.tail or "")
