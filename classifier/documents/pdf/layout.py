"""From the lines of PDF pages to headings, paragraphs, list items and rows of tables.

What is a heading is told by the size and weight of its type, beside that of the whole document,
or by its form.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from classifier.documents import lines as form
from classifier.documents.builder import DocumentBuilder, Piece
from classifier.documents.page import Line
from classifier.documents.pdf.continued import join_tables
from classifier.documents.pdf.furniture import part
from classifier.documents.pdf.order import arrange
from classifier.documents.pdf.paragraphs import (
    SIZE_CHANGE,
    Paragraph,
    join_over_the_end,
    paragraphs_of,
)
from classifier.documents.pdf.twice import distinct

_HEADING_SIZE: Final = 1.12  # times the size of the running text
_MIN_LETTERS: Final = 3  # of a heading by size; a large single letter is a mark in the margin
_MAX_LEVEL: Final = 4
_MOSTLY: Final = 0.6  # share of the text in bold above which bold marks nothing


@dataclass(frozen=True, slots=True)
class _Style:
    """What the whole document says about its type."""

    words: frozenset[str]
    body: float  # type size of the running text
    sizes: list[float]  # of headings, from the largest, one a level
    bold_marks: bool  # whether bold type is special


def add_pages(pages: list[list[Line]], builder: DocumentBuilder) -> None:
    """Add the blocks of all pages.

    Parameters
    ----------
    pages : list of list of Line
        The lines of each page in the order of the file.
    builder : DocumentBuilder
        Takes the pages, the blocks and the furniture.
    """
    pages = [distinct(lines) for lines in pages]
    body = _body_size(pages)
    text, furniture = part(pages, body)
    style = _style(text, body)
    paragraphs = [list(paragraphs_of(arrange(lines))) for lines in text]
    heads = join_tables(paragraphs)
    for page, after in pairwise(paragraphs):
        join_over_the_end(page, after)
    for page, found, head in zip(paragraphs, furniture, heads, strict=True):
        builder.start_page()
        for kind, line in [*found, *(("repeated", line) for line in head)]:
            builder.add_furniture(kind, line.text)
        for number, paragraph in enumerate(page):
            _add(paragraph, number + 1 < len(page), style, builder)


def _body_size(pages: list[list[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _style(pages: list[list[Line]], body: float) -> _Style:
    every = [line for page in pages for line in page]
    large = {size for size in {line.size for line in every} if size > body * _HEADING_SIZE}
    sizes: list[float] = []
    for size in sorted(large, reverse=True):
        if not sizes or size < sizes[-1] * (1 - SIZE_CHANGE):
            sizes.append(size)
    texts = [line.text for line in every]
    bold = sum([len(line.text) for line in every if line.bold])
    bold_marks = bold < _MOSTLY * sum(map(len, texts))
    # Without a broken word, no spelling has to be looked up.
    words = form.vocabulary(texts) if any(text.endswith("-") for text in texts) else frozenset()
    return _Style(words, body, sizes, bold_marks)


def _add(paragraph: Paragraph, followed: bool, style: _Style, builder: DocumentBuilder) -> None:
    """Add a paragraph as what it is."""
    if paragraph.cells:
        pieces = [piece for cell in paragraph.cells for piece in _cell(cell, style)]
        pieces[-1].text = pieces[-1].text.removesuffix(" | ")
        builder.add("table_row", "".join([piece.text for piece in pieces]), pieces=pieces)
        return
    pieces = _pieces(paragraph.lines, style)
    text = "".join([piece.text for piece in pieces])
    bullet = form.bullet_end(text)
    if bullet:
        pieces = _without_start(pieces, bullet)
        builder.add("list_item", text[bullet:], level=1, pieces=pieces)
        return
    size = paragraph.size
    large = size > style.body * _HEADING_SIZE
    bold = (
        style.bold_marks
        and followed
        and paragraph.lines[0].bold
        and all(line.bold for line in paragraph.lines)
    )
    if (large or bold) and _is_lettered(text) and form.fits_heading(text):
        larger = sum(one * (1 - SIZE_CHANGE) > size for one in style.sizes)
        rank = larger + 1 if large else len(style.sizes) + 1
        builder.add("heading", text, level=min(rank, _MAX_LEVEL), pieces=pieces)
        return
    level = form.heading_level(text)
    if level and followed and size > style.body * (1 - SIZE_CHANGE):  # no footnote
        builder.add("heading", text, level=level, pieces=pieces)
    elif form.ordinal_end(text):
        builder.add("list_item", text, level=1, pieces=pieces)
    else:
        builder.add("paragraph", text, pieces=pieces)


def _is_lettered(text: str) -> bool:
    return sum(map(str.isalpha, text[:20])) >= _MIN_LETTERS


def _pieces(lines: list[Line], style: _Style) -> list[Piece]:
    if len(lines) == 1:
        texts = [lines[0].text]
    else:
        texts = form.seamed([line.text for line in lines], style.words)
    return [
        Piece(text, line.page, line.box, line.turn, line.edges)
        for text, line in zip(texts, lines, strict=True)
    ]


def _cell(lines: list[Line], style: _Style) -> list[Piece]:
    pieces = _pieces(lines, style)
    pieces[-1].text += " | "
    return pieces


def _without_start(pieces: list[Piece], length: int) -> list[Piece]:
    """Return the pieces without their first characters."""
    rest = []
    for piece in pieces:
        cut = min(length, len(piece.text))
        length -= cut
        if cut < len(piece.text):
            text = piece.text[cut:]
            gone = len(piece.text.split()) - len(text.split())  # words, with their edges
            rest.append(replace(piece, text=text, edges=piece.edges[2 * gone :]))
    return rest
