"""The lines in the text layer of a PDF page, with their place and type, by PDFium.

What costs time here is each call into PDFium, so a line takes a few calls and its characters
none, except where a gap shows that it runs over two columns or cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from ctypes import addressof, c_double, c_float, c_int, c_void_p, cast, create_string_buffer
from typing import Any, Final

import numpy as np

from classifier.documents.characters import LINE_END_HYPHENS, one_line
from classifier.documents.document import Box
from classifier.documents.page import Frame, Line, around, line
from classifier.documents.pdf.calls import (
    char_box,
    char_index,
    count_rects,
    font_info,
    get_rect,
    loose_char_box,
)
from classifier.documents.words import Boxes, runs

_FONT_NAME: Final = 128  # bytes that are looked at for a weight
_BOLD: Final = re.compile(rb"bold|black|heavy|demi", re.I)
# PDFium puts a mark for a hyphen at the end of a line, and then leaves out the line end.
_ROW: Final = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_WORD: Final = re.compile(r"\S+")
_GAP: Final = 0.9  # times the type size: wider than a space, even in justified text
_ASKEW: Final = 2  # times the type size: higher than a line that stands upright
_LOOSE: Final = 0.8  # times the type size a character: there must be gaps inside


def lines_of(text: Any, frame: Frame) -> list[Line]:
    """Return the lines of a page in the order of the file.

    Parameters
    ----------
    text : pypdfium2.PdfTextPage
        The text layer.
    frame : Frame
        The page; what lies outside its visible part is left out.

    Returns
    -------
    list of Line
        Lines, cut where a gap may part columns or cells.
    """
    layer = _Layer(text, frame)
    content = layer.content
    width = frame.width
    found = []
    for match in _ROW.finditer(content):
        row = match[0]
        stripped = row.strip()
        if not stripped:
            continue
        at = match.start() + (len(row) - len(row.lstrip()) if row[0].isspace() else 0)
        for start, end, box, size in layer.parts(stripped, at):
            raw = content[start:end]
            legible = one_line(raw)
            last = end - 1
            if raw[-1] in LINE_END_HYPHENS:  # the mark must outlive the cleaning
                legible += "-"
                last = max(last - 1, start)
            if not legible:
                continue
            bold = layer.is_bold(start) and layer.is_bold(last)
            one = line(legible, box, frame, size, bold=bold)
            if 0 <= one.left + one.right <= 2 * width and 0 <= one.place <= 1:
                layer.learn_words(one, start, last + 1)
                found.append(one)
    layer.place_words()
    return found


class _Layer:
    """The text layer of one page, by the offsets of its text."""

    def __init__(self, text: Any, frame: Frame) -> None:
        self._frame = frame
        west, south, _, _ = frame.visible
        self._plain = frame.rotation == 0 and west == south == 0
        self.content: str = text.get_text_range()
        self._text = cast(text.raw, c_void_p).value
        self._lines: list[Line] = []
        self._counts: list[int] = []  # of the words of each of these lines
        self._spans: list[tuple[int, int]] = []  # start and end of all of them in the text
        # PDFium counts characters, but some versions count units of UTF-16.
        self._same = text.count_chars() == len(self.content)
        self._loosely = (c_float * 4)()  # left, top, right, bottom
        self._rectangle = (c_double * 4)()  # likewise
        at = addressof(self._rectangle)
        self._sides = at, at + 8, at + 16, at + 24
        self._name = create_string_buffer(_FONT_NAME)
        self._flags = c_int()
        self._addresses = addressof(self._loosely), addressof(self._name), addressof(self._flags)

    def parts(self, row: str, start: int) -> Iterable[tuple[int, int, Box, float]]:
        """Return start, end, box as shown and type size of each part of a row, cut at wide gaps."""
        end = start + len(row)
        tallest = first = self._loose(start)
        if not row[0].isalpha():  # a raised figure, or a bullet from another font
            last = self._loose(end - 1)
            tallest = max(first, last, key=_height)
        size = round(tallest[3] - tallest[1], 1)
        boxes = self._boxes(start, end)
        if not boxes:
            boxes = [first, self._loose(end - 1)]
        whole = boxes[0] if len(boxes) == 1 else around(boxes)
        if whole[3] - whole[1] < _ASKEW * size:
            whole = whole[0], tallest[1], whole[2], tallest[3]
        size = size or round(whole[3] - whole[1], 1)
        if whole[2] - whole[0] < _LOOSE * size * len(row) and (
            len(boxes) < 2 or max(map(_gap, boxes, boxes[1:])) <= _GAP * size
        ):
            return [(start, end, whole, size)]
        return self._words(row, start, size, whole)

    def _words(
        self, row: str, at: int, size: float, whole: Box
    ) -> Iterator[tuple[int, int, Box, float]]:
        """Cut a row at its wide gaps; each part has a type size of its own."""
        part: list[Box] = []
        start = end = at
        for match in _WORD.finditer(row):
            first, last = self._loose(at + match.start()), self._loose(at + match.end() - 1)
            if part and _gap(part[-1], first) > _GAP * size:
                yield start, end, around(part), round(max(map(_height, part)), 1) or size
                part = []
            if not part:
                start = at + match.start()
            part += [first, last]
            end = at + match.end()
        if start == at:
            yield start, end, whole, size
        else:
            yield start, end, around(part), round(max(map(_height, part)), 1) or size

    def learn_words(self, one: Line, start: int, end: int) -> None:
        """Keep where the words of a line begin and end in the text, if all of them are legible."""
        words = [match.span() for match in _WORD.finditer(self.content, start, end)]
        if len(words) != one.text.count(" ") + 1:
            return
        if len(words) == 1:
            one.edges = (0, 1000)
            return
        self._lines.append(one)
        self._counts.append(len(words))
        self._spans += words

    def place_words(self) -> None:
        """Tell the lines to where they run, and where their words begin and end on the page."""
        heads = self._tight([start for start, _ in self._spans])
        tails = self._tight([end - 1 for _, end in self._spans])
        found = runs(heads, tails, self._counts, [one.box for one in self._lines])
        for one, run in zip(self._lines, found, strict=True):
            one.turn, one.edges = run

    def _tight(self, offsets: list[int]) -> Boxes:
        """Return the boxes of characters themselves in the file."""
        boxes = np.zeros((len(offsets), 4))
        indices = offsets if self._same else map(self._index, offsets)
        text, at, size = self._text, boxes.ctypes.data, boxes.strides[0]
        for index in indices:
            char_box(text, index, at, at + 16, at + 8, at + 24)
            at += size
        return boxes

    def is_bold(self, at: int) -> bool:
        """Tell whether the character at an offset is set in a heavy type."""
        _, name, flags = self._addresses
        length = font_info(self._text, self._index(at), name, _FONT_NAME, flags)
        return length > 0 and _BOLD.search(self._name.value) is not None

    def _boxes(self, start: int, end: int) -> list[Box]:
        """Return the boxes of the pieces that the file draws a row in."""
        first = self._index(start)
        count = count_rects(self._text, first, self._index(end - 1) - first + 1)
        boxes = []
        for number in range(count):
            if get_rect(self._text, number, *self._sides):
                left, top, right, bottom = self._rectangle
                boxes.append((left, bottom, right, top))
        return boxes if self._plain else list(map(self._frame.shown, boxes))

    def _loose(self, at: int) -> Box:
        """Return the box of a character with its font's full height."""
        if not loose_char_box(self._text, self._index(at), self._addresses[0]):
            return 0.0, 0.0, 0.0, 0.0
        left, top, right, bottom = self._loosely
        found = left, bottom, right, top
        return found if self._plain else self._frame.shown(found)

    def _index(self, at: int) -> int:
        if self._same:
            return at
        units = len(self.content[:at].encode("utf-16-le", errors="surrogatepass")) // 2
        return max(int(char_index(self._text, units)), 0)


def _height(box: Box) -> float:
    return box[3] - box[1]


def _gap(box: Box, after: Box) -> float:
    return after[0] - box[2]
