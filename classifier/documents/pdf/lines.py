"""The lines in the text layers of PDF pages, with their place and type, by PDFium.

What costs time here is each call into PDFium, and each step of Python: the words of some pages are
looked at together, a word takes two calls and a line two or three more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classifier.documents.characters import LINE_END_HYPHENS, one_line
from classifier.documents.page import UNKNOWN, Boxes, Frame, Frames, Line, lines
from classifier.documents.pdf import calls
from classifier.documents.pdf.layer import Offsets, Words, words_of
from classifier.documents.words import runs

_BOLD: Final = re.compile(rb"bold|black|heavy|demi", re.I)
_GAP: Final = 0.9  # times the type size: wider than a space, even in justified text
_ASKEW: Final = 2  # times the type size: higher than a line that stands upright
_BETWEEN: Final = "\n"  # two pages

_Parts = tuple[Offsets, Boxes, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The text layer of one page, open in PDFium."""

    address: Any  # as calls.text_of takes it
    content: str
    frame: Frame  # what lies outside its visible part is left out
    # Whether each character of the content is one of the file: PDFium counts characters, but some
    # versions count units of UTF-16.
    same: bool = True


@np.errstate(all="ignore")  # damaged files have numbers without sense
def lines_of(layers: Sequence[TextLayer]) -> list[list[Line]]:
    """Return the lines of some pages in the order of the file.

    Parameters
    ----------
    layers : sequence of TextLayer, (pages,)
        Their text layers.

    Returns
    -------
    list of list of Line, (pages,)
        Lines, cut where a gap may part columns or cells.
    """
    found: list[list[Line]] = [[] for _ in layers]
    content = _BETWEEN.join(layer.content for layer in layers)
    words = words_of(content)
    if words is None:
        return found
    text = _Text(layers, content, words)
    firsts, shown, sizes = text.parts()
    lasts = words.after(firsts) - 1
    starts, stops = words.starts[firsts], words.stops[lasts]
    texts = [content[a:b] for a, b in zip(starts.tolist(), stops.tolist(), strict=True)]
    frames = text.frames(firsts)
    boxes = frames.in_file(shown)
    counts = lasts - firsts + 1
    ways = runs(text.heads, text.tails, counts, boxes)
    for number in (words.odd[stops] > words.odd[starts]).nonzero()[0].tolist():
        texts[number] = _legible(texts[number])
        # Where a word is not legible at all, the others cannot be told by their number.
        if texts[number].count(" ") + 1 != counts[number]:
            ways[number] = UNKNOWN
    every = lines(texts, shown, boxes, frames, sizes, text.bold(firsts, lasts), ways)
    widths = [layer.frame.width for layer in layers]
    for line, page in zip(every, frames.of.tolist(), strict=True):
        within = 0 <= line.left + line.right <= 2 * widths[page]
        if line.text and within and 0 <= line.place <= 1:
            found[page].append(line)
    return found


def _legible(text: str) -> str:
    legible = one_line(text)
    return f"{legible}-" if text[-1] in LINE_END_HYPHENS else legible


class _Text:
    """The text layers of some pages, by the numbers of their words."""

    def __init__(self, layers: Sequence[TextLayer], content: str, words: Words) -> None:
        self._layers = layers
        self._content = content
        self._words = words
        lengths = [len(layer.content) + len(_BETWEEN) for layer in layers]
        self._begins = np.cumsum([0, *lengths[:-1]])  # of each page, in the content
        #: The page of each word.
        self._pages = np.searchsorted(self._begins, words.starts, "right") - 1
        self._same = all(layer.same for layer in layers)
        every = np.arange(len(words.starts))
        #: The first and the last character of each word, in the file.
        self.heads = calls.char_boxes(*self._asked(every, words.starts))
        self.tails = calls.char_boxes(*self._asked(every, words.stops - 1))

    def frames(self, words: Offsets) -> Frames:
        """Return the frames of the pages of words."""
        return Frames([layer.frame for layer in self._layers], self._pages[words])

    def parts(self) -> _Parts:
        """Return the first word, box as shown and type size of each part of a row.

        Rows are cut at wide gaps.
        """
        rows = self._words.rows
        every = self.frames(np.arange(len(self.heads)))
        heads, tails = every.shown(self.heads), every.shown(self.tails)
        tall = self._tallest()
        sizes = _rounded(tall[:, 3] - tall[:, 1])
        boxes = _around(heads, tails, rows)
        heights = boxes[:, 3] - boxes[:, 1]
        upright = heights < _ASKEW * sizes
        boxes[upright, 1::2] = tall[upright, 1::2]
        if not upright.all():
            askew = ~upright & (sizes > 0)
            boxes[askew] = _united(boxes[askew], tall[askew])
            sizes = np.where(sizes == 0, _rounded(heights), sizes)
        row = np.zeros(len(heads), np.intp)
        row[rows[1:]] = 1
        row = row.cumsum()
        wide = _are_wide(heads, tails, row, sizes)
        return self._cut(row, wide, boxes, sizes) if wide.any() else (rows, boxes, sizes)

    def _cut(
        self, row: Offsets, wide: NDArray[np.bool_], boxes: Boxes, sizes: NDArray[np.float64]
    ) -> _Parts:
        """Cut rows whose gaps are wide for the loose boxes too; each part has its own type size."""
        torn = np.zeros(len(sizes), bool)
        torn[row[1:][wide]] = True
        suspect = torn[row].nonzero()[0]
        heads, tails = np.zeros((2, len(row), 4))
        heads[suspect] = self._first_loose(suspect)
        tails[suspect] = self._last_loose(suspect)
        begins = _are_wide(heads, tails, row, sizes).nonzero()[0] + 1
        first = np.zeros(len(row), bool)
        first[self._words.rows] = first[begins] = True
        firsts = first.nonzero()[0]
        torn[:] = False
        torn[row[begins]] = True
        of = row[firsts]  # the row of each part
        cut = torn[of]
        heights = np.maximum(heads[:, 3] - heads[:, 1], tails[:, 3] - tails[:, 1])
        own = _rounded(np.maximum.reduceat(heights, firsts))
        boxes = np.where(cut[:, None], _around(heads, tails, firsts), boxes[of])
        return firsts, boxes, np.where(cut & (own > 0), own, sizes[of])

    def _tallest(self) -> Boxes:
        """Return the loose box of each row's first character, or of its last where that is higher.

        The first may be a raised figure, or a bullet from another font.
        """
        words, content = self._words, self._content
        found = self._first_loose(words.rows)
        starts = words.starts[words.rows].tolist()
        marks = [n for n, start in enumerate(starts) if not content[start].isalpha()]
        if marks:
            other, own = self._last_loose(words.after(words.rows)[marks] - 1), found[marks]
            higher = other[:, 3] - other[:, 1] > own[:, 3] - own[:, 1]
            found[marks] = np.where(higher[:, None], other, own)
        return found

    def bold(self, firsts: Offsets, lasts: Offsets) -> list[bool]:
        """Tell of lines whether their first and their last character are set in a heavy type."""
        words = self._words
        heavy = list(map(_is_heavy, calls.font_names(*self._asked(firsts, words.starts[firsts]))))
        numbers = [number for number, one in enumerate(heavy) if one]
        if numbers:  # most type is not
            ends = lasts[numbers]
            names = calls.font_names(*self._asked(ends, words.stops[ends] - 1))
            for number, name in zip(numbers, names, strict=True):
                heavy[number] = _is_heavy(name)
        return heavy

    def _first_loose(self, words: Offsets) -> Boxes:
        """Return the boxes of the first characters of words, with their font's full height."""
        return self._loose(words, self._words.starts[words])

    def _last_loose(self, words: Offsets) -> Boxes:
        return self._loose(words, self._words.stops[words] - 1)

    def _loose(self, words: Offsets, offsets: Offsets) -> Boxes:
        return self.frames(words).shown(calls.loose_char_boxes(*self._asked(words, offsets)))

    def _asked(self, words: Offsets, offsets: Offsets) -> tuple[Iterator[Any], list[int]]:
        """Return the address of the layer and the index in it of characters of words."""
        pages = self._pages[words]
        counts = np.bincount(pages, minlength=len(self._layers)).tolist()
        addresses = chain.from_iterable(
            repeat(layer.address, count) for layer, count in zip(self._layers, counts, strict=True)
        )
        indices: list[int] = (offsets - self._begins[pages]).tolist()
        if self._same:
            return addresses, indices
        wide = self._words.wide
        units = (offsets - self._begins[pages] + wide[offsets] - wide[self._begins[pages]]).tolist()
        for number, (page, unit) in enumerate(zip(pages.tolist(), units, strict=True)):
            if not self._layers[page].same:
                indices[number] = calls.char_index(self._layers[page].address, unit)
        return addresses, indices


def _around(heads: Boxes, tails: Boxes, firsts: Offsets) -> Boxes:
    """Return the boxes around words, from each of the first ones to the next of these."""
    both = _united(heads, tails)
    both[: len(firsts), :2] = np.minimum.reduceat(both[:, :2], firsts)
    both[: len(firsts), 2:] = np.maximum.reduceat(both[:, 2:], firsts)
    return both[: len(firsts)]


def _united(boxes: Boxes, others: Boxes) -> Boxes:
    """Return the boxes around pairs of boxes."""
    both = np.minimum(boxes, others)
    np.maximum(boxes[:, 2:], others[:, 2:], out=both[:, 2:])
    return both


def _rounded(sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return sizes in tenths of points."""
    return np.rint(10 * sizes) / 10


def _are_wide(
    heads: Boxes, tails: Boxes, row: Offsets, sizes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell of each word but the first whether a wide gap parts it from the one before it."""
    gaps = heads[1:, 0] - tails[:-1, 2]
    wide: NDArray[np.bool_] = (gaps > _GAP * sizes[row[1:]]) & (row[1:] == row[:-1])
    return wide


@lru_cache(maxsize=1024)
def _is_heavy(font: bytes) -> bool:
    return _BOLD.search(font) is not None
