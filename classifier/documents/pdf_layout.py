"""From the lines of PDF pages to headings, paragraphs and list items.

A PDF knows only where characters stand. What belongs together is told by the distance between
lines, their type size and weight, and how far they run; running headers, footers and page
numbers are told by their coming back in the same place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median_low
from typing import Final

from classifier.documents import lines as form
from classifier.documents.builder import DocumentBuilder
from classifier.documents.pdf_page import Line

_PAGE_NUMBER: Final = re.compile(
    r"(?:(?:pagina|pag\.?|page|blad|blz\.?|p\.)\s*)?[-–]?\s*\d{1,4}\s*[-–]?"
    r"(?:\s*(?:van|of|/|\|)\s*\d{1,4})?",
    re.I,
)
_DIGITS: Final = re.compile(r"\d+")
_MARGIN: Final = 0.13  # share of the height at the top and at the bottom
_SAME_PLACE: Final = 50  # steps in the height of a page within which a running line stays
_MIN_REPEATS: Final = 0.5  # share of the pages
_HEADING_SIZE: Final = 1.12  # times the size of the running text
_SIZE_CHANGE: Final = 0.08  # relative
_WIDE_GAP: Final = 1.3  # times the usual distance between lines
_SHORT: Final = 0.6  # of the column: a line this short was ended on purpose
_MIN_LETTERS: Final = 3  # of a heading by size; a large single letter is a mark in the margin
_MAX_LEVEL: Final = 4


def add_pages(pages: list[list[Line]], builder: DocumentBuilder) -> None:
    """Add the blocks of all pages.

    Parameters
    ----------
    pages : list of list of Line
        The lines of each page in reading order.
    builder : DocumentBuilder
        Takes the pages and blocks.
    """
    pages = _without_running_lines(pages)
    every = [line for page in pages for line in page]
    words = form.vocabulary(line.text for line in every)
    body = _body_size(every)
    sizes = sorted({line.size for line in every if line.size > body * _HEADING_SIZE}, reverse=True)
    for page in pages:
        builder.start_page()
        paragraphs = list(_paragraphs(page))
        for number, paragraph in enumerate(paragraphs):
            after = paragraphs[number + 1] if number + 1 < len(paragraphs) else []
            _add(paragraph, after, words, body, sizes, builder)


def _without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out page numbers and what comes back in the same place on many pages.

    A running header is kept once, on the first page, where it may be the letterhead or title.
    """
    if len(pages) < 2:
        return [[line for line in page if not _is_page_number(line)] for page in pages]
    repeats = Counter(key for page in pages for key in {_running_key(line) for line in page})
    least = max(2, _MIN_REPEATS * len(pages))
    kept = []
    for number, page in enumerate(pages):
        rest = []
        for line in page:
            running = repeats[_running_key(line)] >= least
            letterhead = number == 0 and line.place > 0.5
            if _is_page_number(line) or (running and not letterhead):
                continue
            rest.append(line)
        kept.append(rest)
    return kept


def _running_key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.lower()), round(line.place * _SAME_PLACE)


def _is_page_number(line: Line) -> bool:
    at_edge = line.place < _MARGIN or line.place > 1 - _MARGIN
    return at_edge and _PAGE_NUMBER.fullmatch(line.text) is not None


def _body_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _paragraphs(page: list[Line]) -> Iterator[list[Line]]:
    gaps = [
        above.bottom - below.bottom
        for above, below in pairwise(page)
        if 0.5 * above.size < above.bottom - below.bottom < 3 * above.size
    ]
    usual = median_low(gaps) if gaps else 0.0
    rights = sorted(line.right for line in page)
    margin = rights[int(0.9 * (len(rights) - 1))] if rights else 0.0
    paragraph: list[Line] = []
    for line in page:
        if paragraph and _breaks(paragraph, line, usual, margin):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _breaks(paragraph: list[Line], line: Line, usual: float, margin: float) -> bool:
    """Tell whether a line begins a new paragraph."""
    before = paragraph[-1]
    gap = before.bottom - line.bottom
    if abs(gap) < 0.5 * max(before.size, line.size) and line.left >= before.right - 1:
        return False  # the same line, broken by a raised or larger character
    if form.bullet_end(before.text + " x") >= len(before.text) + 1:
        return False  # a bullet alone, before its text
    if form.starts_block(line.text, before.text):
        return True
    if before.text.endswith("-"):
        return False  # in the middle of a word
    runs_on = not form.ends_sentence(before.text) and line.text[:1].islower()
    if gap < -before.size or gap > 3 * max(usual, before.size):
        return not runs_on  # another column, or the other side of a picture
    if abs(line.size - before.size) > _SIZE_CHANGE * max(line.size, before.size):
        return not runs_on
    if before.bold != line.bold and not runs_on:
        return True
    if usual and gap > _WIDE_GAP * usual:
        return True
    if runs_on:
        return False
    width = max(margin - paragraph[0].left, 1.0)
    reach = (before.right - paragraph[0].left) / width
    if not form.ends_sentence(before.text):
        return reach < _SHORT
    # The next word would have fitted, so the line was ended on purpose.
    word = len(line.text.split(maxsplit=1)[0]) + 1
    letter = (before.right - before.left) / max(len(before.text), 1)
    return before.right + word * letter < margin


def _add(
    paragraph: list[Line],
    after: list[Line],
    words: frozenset[str],
    body: float,
    sizes: list[float],
    builder: DocumentBuilder,
) -> None:
    text = form.join((line.text for line in paragraph), words)
    bullet = form.bullet_end(text)
    if bullet:
        builder.add("list_item", text[bullet:], level=1)
        return
    size = min(line.size for line in paragraph)
    bold = all(line.bold for line in paragraph)
    large = size > body * _HEADING_SIZE
    lettered = sum(character.isalpha() for character in text) >= _MIN_LETTERS
    if form.fits_heading(text) and lettered and (large or (bold and after)):
        rank = sizes.index(size) + 1 if large else len(sizes) + 1
        builder.add("heading", text, level=min(rank, _MAX_LEVEL))
    elif form.heading_level(text) and after and size > body * (1 - _SIZE_CHANGE):  # no footnote
        builder.add("heading", text, level=form.heading_level(text))
    elif form.ordinal_end(text):
        builder.add("list_item", text, level=1)
    else:
        builder.add("paragraph", text)
