"""The lines in the text layer of a PDF page, with their place and type, by PDFium.

What costs time here is each call into PDFium, and each step of Python: the words of a page are
looked at together, a word takes two calls and a line two or three more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classifier.documents.characters import LINE_END_HYPHENS, one_line
from classifier.documents.page import Boxes, Frame, Line, lines
from classifier.documents.pdf import calls
from classifier.documents.pdf.layer import Offsets, Words, words_of
from classifier.documents.words import UNKNOWN, runs

_BOLD: Final = re.compile(rb"bold|black|heavy|demi", re.I)
_GAP: Final = 0.9  # times the type size: wider than a space, even in justified text
_ASKEW: Final = 2  # times the type size: higher than a line that stands upright

_Parts = tuple[Offsets, Boxes, NDArray[np.float64]]


@np.errstate(all="ignore")  # damaged files have numbers without sense
def lines_of(text: Any, content: str, frame: Frame) -> list[Line]:
    """Return the lines of a page in the order of the file.

    Parameters
    ----------
    text : pypdfium2.PdfTextPage
        The text layer.
    content : str
        Its text.
    frame : Frame
        The page; what lies outside its visible part is left out.

    Returns
    -------
    list of Line
        Lines, cut where a gap may part columns or cells.
    """
    words = words_of(content)
    if words is None:
        return []
    layer = _Layer(text, content, words, frame)
    firsts, boxes, sizes = layer.parts()
    beyond = words.after(firsts)
    starts, stops = words.starts[firsts], words.stops[beyond - 1]
    odd = (words.odd[stops] > words.odd[starts]).tolist()
    texts = [content[a:b] for a, b in zip(starts.tolist(), stops.tolist(), strict=True)]
    texts = [_legible(one) if is_odd else one for one, is_odd in zip(texts, odd, strict=True)]
    found = lines(texts, boxes, frame, sizes, layer.bold(starts, stops))
    counts = (beyond - firsts).tolist()
    ways = runs(layer.heads, layer.tails, counts, [one.box for one in found])
    for one, way, count, is_odd in zip(found, ways, counts, odd, strict=True):
        # Where a word is not legible at all, the others cannot be told by their number.
        known = not is_odd or one.text.count(" ") + 1 == count
        one.turn, one.edges = way if known else UNKNOWN
    width = 2 * frame.width
    return [
        one
        for one in found
        if one.text and 0 <= one.left + one.right <= width and 0 <= one.place <= 1
    ]


def _legible(text: str) -> str:
    legible = one_line(text)
    return f"{legible}-" if text[-1] in LINE_END_HYPHENS else legible


class _Layer:
    """The text layer of one page, by the offsets of its text."""

    def __init__(self, text: Any, content: str, words: Words, frame: Frame) -> None:
        self._frame = frame
        self._content = content
        self._words = words
        self._text = calls.address(text)
        # PDFium counts characters, but some versions count units of UTF-16.
        self._same = text.count_chars() == len(content)
        #: The first and the last character of each word, in the file.
        self.heads = calls.char_boxes(self._text, self._indices(words.starts))
        self.tails = calls.char_boxes(self._text, self._indices(words.stops - 1))

    def parts(self) -> _Parts:
        """Return the first word, box as shown and type size of each part of a row.

        Rows are cut at wide gaps.
        """
        rows = self._words.rows
        heads, tails = self._shown(self.heads), self._shown(self.tails)
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
        words = self._words
        torn = np.zeros(len(sizes), bool)
        torn[row[1:][wide]] = True
        suspect = torn[row].nonzero()[0]
        heads, tails = np.zeros((2, len(row), 4))
        heads[suspect] = self._loose(words.starts[suspect])
        tails[suspect] = self._loose(words.stops[suspect] - 1)
        begins = _are_wide(heads, tails, row, sizes).nonzero()[0] + 1
        first = np.zeros(len(row), bool)
        first[words.rows] = first[begins] = True
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
        starts = words.starts[words.rows]
        found = self._loose(starts)
        marks = [n for n, start in enumerate(starts.tolist()) if not content[start].isalpha()]
        if marks:
            beyond = words.after(words.rows)[marks]
            other, own = self._loose(words.stops[beyond - 1] - 1), found[marks]
            higher = other[:, 3] - other[:, 1] > own[:, 3] - own[:, 1]
            found[marks] = np.where(higher[:, None], other, own)
        return found

    def bold(self, starts: Offsets, stops: Offsets) -> list[bool]:
        """Tell of lines whether their first and their last character are set in a heavy type."""
        return [
            _is_heavy(calls.font_name(self._text, first))
            and _is_heavy(calls.font_name(self._text, last))
            for first, last in zip(self._indices(starts), self._indices(stops - 1), strict=True)
        ]

    def _loose(self, offsets: Offsets) -> Boxes:
        """Return the boxes of characters as shown, with their font's full height."""
        return self._shown(calls.loose_char_boxes(self._text, self._indices(offsets)))

    def _shown(self, boxes: Boxes) -> Boxes:
        return self._frame.shown_boxes(boxes)

    def _indices(self, offsets: Offsets) -> Sequence[int]:
        if self._same:
            found: list[int] = offsets.tolist()
            return found
        units = (offsets + self._words.wide[offsets]).tolist()
        return [calls.char_index(self._text, unit) for unit in units]


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
