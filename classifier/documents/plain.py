"""Plain text: paragraphs, lists and headings from blank lines and the form of the lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Final

from classifier.documents import lines
from classifier.documents.builder import DocumentBuilder, Piece
from classifier.documents.characters import LINE_END_HYPHENS
from classifier.documents.encoding import decode
from classifier.documents.pagenumbers import furniture_kind
from classifier.documents.plain_pages import Row, part_edges, split_pages

_MAX_WRAPPED: Final = 140  # characters; text with longer lines has a paragraph a line
_MIN_BLANK: Final = 0.05  # share of blank lines below which each line stands on its own
_SHORT: Final = 0.6  # of the width: a line this short was ended on purpose
_MAX_INDENT: Final = 16  # columns
_HYPHENS: Final = ("-", *LINE_END_HYPHENS)
_FRONT: Final = 3  # at the top, titles may follow each other


@dataclass(slots=True)
class _Unit:
    """Text that belongs together, before it is known what it is."""

    text: str
    indent: int  # in columns
    page: int  # of its first line
    first: bool  # after a blank line
    alone: bool = True  # and before one
    rows: int = 1  # lines it was joined from
    ruled: bool = False  # a line was drawn under it
    parts: tuple[Piece, ...] = ()  # its text by pages; () when it stands on one

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its text by pages."""
        return self.parts or (Piece(self.text, self.page, None),)


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
    builder.limits.check("max_chars", len(text), builder.name, "characters of text")
    pages = split_pages(text)
    builder.limits.check("max_pages", len(pages), builder.name, "pages")
    rows, edges = part_edges(pages)
    for edge in edges:
        builder.add_furniture(furniture_kind(edge.text, edge.kind), edge.text, page=edge.page)
    units = _units(rows)
    paged = len(pages) > 1
    indents: list[int] = []
    for number, unit in enumerate(units):
        after = units[number + 1] if number + 1 < len(units) else None
        if _is_row(unit.text):
            builder.add_row(unit.text.strip("| ").split("|"), page=unit.page if paged else None)
            continue
        heading = _heading_level(unit, after, number)
        bullet = lines.bullet_end(unit.text)
        if heading:
            builder.add("heading", unit.text, level=heading, pieces=unit.pieces if paged else ())
        elif bullet or lines.ordinal_end(unit.text):
            while indents and unit.indent < indents[-1]:
                indents.pop()
            if not indents or unit.indent > indents[-1]:
                indents.append(unit.indent)
            pieces = _without(unit.pieces, bullet) if paged else ()
            builder.add("list_item", unit.text[bullet:], level=len(indents), pieces=pieces)
            continue
        else:
            builder.add("paragraph", unit.text, pieces=unit.pieces if paged else ())
        indents.clear()


def _units(rows: list[Row]) -> list[_Unit]:
    filled = [row.text for row in rows if row.text.strip()]
    lengths = sorted(len(text.strip()) for text in filled)
    width = lengths[ceil(0.95 * (len(lengths) - 1))] if lengths else 0
    wrapped = width <= _MAX_WRAPPED
    spread = len(rows) - len(filled) < _MIN_BLANK * len(rows) and not wrapped
    # They are asked for only where a word was broken.
    broken = wrapped and any(text.rstrip().endswith(_HYPHENS) for text in filled)
    words = lines.vocabulary(filled) if broken else frozenset()
    units: list[_Unit] = []
    group: list[Row] = []  # the lines of the paragraph at hand
    fresh = True  # a blank line came before
    for row in rows:
        line = row.text.strip()
        if not line:
            fresh = True
            continue
        if not any(map(str.isalnum, line)):
            if len(group) == 1 and not fresh:
                units[-1].ruled = _is_rule(line, group[0].text)
            fresh = True  # a rule of dashes parts as a blank line does
            continue
        if group and _continues(group[-1].text, row.text, width, wrapped, fresh):
            group.append(row)
        else:
            _close(units, group, words)
            group = [row]
            first = fresh or spread
            if units and not first:
                units[-1].alone = False
            units.append(_Unit(line, _indent(row.text), row.page, first, alone=first))
        fresh = False
    _close(units, group, words)
    return units


def _close(units: list[_Unit], group: list[Row], words: frozenset[str]) -> None:
    """Give the last unit the text of its lines, and where its pages part it."""
    if len(group) < 2:
        return  # it has the text of its first line
    unit = units[-1]
    unit.rows = len(group)
    if group[-1].page == unit.page:
        unit.text = lines.join([row.text for row in group], words)
        return
    unit.text, cut, last = "", 0, unit.page
    for page, rows in groupby(group, lambda row: row.page):
        before, unit.text = unit.text, lines.join([unit.text, *(row.text for row in rows)], words)
        if before:
            # A hyphen at the end of a page is in what stands there, but not in the whole.
            end = len(before) - (not unit.text.startswith(before))
            end += unit.text[end : end + 1] == " "
            unit.parts += (Piece(unit.text[cut:end], last, None),)
            cut = end
        last = page
    unit.parts += (Piece(unit.text[cut:], last, None),)


def _continues(last: str, row: str, width: int, wrapped: bool, fresh: bool) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    before, line = last.strip(), row.strip()
    if not wrapped or _is_row(line) or _is_row(before) or lines.starts_block(line, before):
        return False
    if not lines.ends_sentence(before) and line[0].islower():
        return not fresh or len(before) > _SHORT * width  # over a page break too
    if fresh or lines.heading_level(before):
        return False
    if lines.ends_sentence(before):
        if _indent(row) > _indent(last) + 1:
            return False  # as typewriters begin a paragraph
        # The next word would have fitted, so the line was ended on purpose.
        return len(before) + 1 + len(line.split(maxsplit=1)[0]) > width
    return len(before) > _SHORT * width


def _heading_level(unit: _Unit, after: _Unit | None, number: int) -> int:
    text = unit.text
    if after is None or unit.rows > 1 or unit.indent > _MAX_INDENT:
        return 0  # nothing below it, or centred at the foot of a page
    level = lines.heading_level(text)
    if unit.ruled and lines.fits_heading(text) and not lines.bullet_end(text):
        return level or (1 if number == 0 else 2)
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


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _is_rule(line: str, above: str) -> bool:
    """Tell whether a line of signs is drawn under the line above it, as long as that is."""
    drawn = len(set(line)) == 1 and line[:1] in {"-", "=", "_", "~", "*"}
    length = len(above.strip())
    return drawn and length / 2 <= len(line) <= length * 1.5 + 2


def _without(pieces: tuple[Piece, ...], marker: int) -> tuple[Piece, ...]:
    """Return the pieces of an item without the mark before its text."""
    first = pieces[0]
    return (Piece(first.text[marker:], first.page, None), *pieces[1:])
