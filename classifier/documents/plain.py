"""Plain text: paragraphs, lists and headings from blank lines and the form of the lines."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

from classifier.documents import lines
from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import clean
from classifier.documents.encoding import decode

_MAX_WRAPPED: Final = 140  # characters; text with longer lines has a paragraph a line
_MIN_BLANK: Final = 0.05  # share of blank lines below which each line stands on its own
_SHORT: Final = 0.6  # of the width: a line this short was ended on purpose
_MAX_INDENT: Final = 16  # columns
_FRONT: Final = 3  # at the top, titles may follow each other


@dataclass(slots=True)
class _Unit:
    """Text that belongs together, before it is known what it is."""

    text: str
    indent: int  # in columns
    first: bool  # after a blank line
    alone: bool = True  # and before one
    rows: int = 1  # lines it was joined from


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of a plain text.

    Parameters
    ----------
    content : bytes
        The file, in any common encoding.
    builder : DocumentBuilder
        Takes the blocks.
    """
    add_text(decode(content), builder)


def add_text(text: str, builder: DocumentBuilder) -> None:
    """Add the blocks of a plain text, as a mail may hold.

    Parameters
    ----------
    text : str
        The text.
    builder : DocumentBuilder
        Takes the blocks.
    """
    text = clean(text)
    builder.limits.check("max_chars", len(text), builder.name, "characters of text")
    units = _units(text.expandtabs(4).split("\n"))
    indents: list[int] = []
    for number, unit in enumerate(units):
        after = units[number + 1] if number + 1 < len(units) else None
        if _is_row(unit.text):
            builder.add_row(unit.text.strip("| ").split("|"))
            continue
        heading = _heading_level(unit, after, number)
        bullet = lines.bullet_end(unit.text)
        if heading:
            builder.add("heading", unit.text, level=heading)
        elif bullet or lines.ordinal_end(unit.text):
            while indents and unit.indent < indents[-1]:
                indents.pop()
            if not indents or unit.indent > indents[-1]:
                indents.append(unit.indent)
            builder.add("list_item", unit.text[bullet:], level=len(indents))
            continue
        else:
            builder.add("paragraph", unit.text)
        indents.clear()


def _units(rows: list[str]) -> list[_Unit]:
    filled = [row for row in rows if row.strip()]
    lengths = sorted(len(row.strip()) for row in filled)
    width = lengths[ceil(0.95 * (len(lengths) - 1))] if lengths else 0
    wrapped = width <= _MAX_WRAPPED
    spread = len(rows) - len(filled) < _MIN_BLANK * len(rows) and not wrapped
    words = lines.vocabulary(filled) if wrapped else frozenset()
    units: list[_Unit] = []
    group: list[str] = []  # the lines of the paragraph at hand
    fresh = True  # a blank line came before
    for row in rows:
        line = row.strip()
        if not any(character.isalnum() for character in line):
            fresh = True  # blank, or a rule of dashes
            continue
        if group and _continues(group[-1], line, width, wrapped, fresh):
            group.append(line)
        else:
            _close(units, group, words)
            group = [line]
            first = fresh or spread
            if units and not first:
                units[-1].alone = False
            units.append(_Unit(line, len(row) - len(row.lstrip()), first, alone=first))
        fresh = False
    _close(units, group, words)
    return units


def _close(units: list[_Unit], group: list[str], words: frozenset[str]) -> None:
    if group:
        units[-1].text = lines.join(group, words)
        units[-1].rows = len(group)


def _continues(before: str, line: str, width: int, wrapped: bool, fresh: bool) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    if not wrapped or _is_row(line) or _is_row(before) or lines.starts_block(line, before):
        return False
    if not lines.ends_sentence(before) and line[0].islower():
        return not fresh or len(before) > _SHORT * width  # over a page break too
    if fresh or lines.heading_level(before):
        return False
    if lines.ends_sentence(before):
        # The next word would have fitted, so the line was ended on purpose.
        return len(before) + 1 + len(line.split(maxsplit=1)[0]) > width
    return len(before) > _SHORT * width


def _heading_level(unit: _Unit, after: _Unit | None, number: int) -> int:
    text = unit.text
    if after is None or unit.rows > 1 or unit.indent > _MAX_INDENT:
        return 0  # nothing below it, or centred at the foot of a page
    level = lines.heading_level(text)
    if level:
        # Two numbers in a row are notes or a table of contents.
        listed = text[0].isdigit() and after.text[0].isdigit()
        return 0 if listed and lines.heading_level(after.text) == level else level
    if not unit.first or not lines.fits_heading(text):
        return 0
    if lines.bullet_end(text) or (unit.alone and lines.bullet_end(after.text)):
        return 0
    ordinal = lines.ordinal_end(text)
    if ordinal:
        # "1. Inleiding" before a paragraph, but not "1. paspoort" before "2. foto".
        capital = text[ordinal : ordinal + 1].isupper()
        return 1 if capital and not lines.ordinal_end(after.text) else 0
    if not unit.alone:
        return 2 if len(after.text) > _MAX_WRAPPED else 0
    if number < _FRONT:
        return 1 if number == 0 else 2
    apart = lines.heading_level(after.text) or not lines.fits_heading(after.text)
    return 2 if apart or lines.ordinal_end(after.text) else 0


def _is_row(line: str) -> bool:
    return len(line) > 2 and line[0] == "|" == line[-1]
