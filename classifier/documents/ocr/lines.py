"""From the words that were read in an image to the lines of a page, as a text layer has them.

A scan may lie askew or upside down, and the type of its lines seems now larger, now smaller; the
layout is told where things would stand on a straight page, and the type is made even.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from statistics import median
from typing import Final

import numpy as np

from classifier.documents.document import Box
from classifier.documents.ocr.hocr import ImagePage, TextLine, Word
from classifier.documents.page import UNKNOWN, Frame, Line, Run, around, line
from classifier.documents.words import runs

# PDFium measures type with the room that the font keeps above and below its letters: 1.15 to 1.3
# times what Tesseract measures, of which this part lies below the line.
_FULL: Final = 1.2
_BELOW: Final = 0.2
_GAP: Final = 0.9  # times the type size: wider than a space, as in the text layer
_SURE: Final = 50  # confidence; in charts and pictures Tesseract reads letters with less
_RULES: Final = re.compile(r"[|¦_=~\[\]{}\\—–-]+")  # what lines of a table are read as
_BELOW_THE_LINE: Final = re.compile(r"[gjpqyçQJ,;()\[\]{}|/§_@]")
_LONG: Final = 0.3  # of the width of the page: a line that tells how far the page is askew
_ASKEW: Final = 0.002  # points a point: a millimetre over two thirds of a page
_NEAR: Final = 0.04  # relative difference in size that a pixel makes
_ALIKE: Final = 0.12  # relative difference that few or odd letters make
# What bullets are read as, where they stand before text.
_BULLET: Final = re.compile(r"^[eo°«»¢*+](?= \w)")


def lines_of(page: ImagePage, frame: Frame) -> list[Line]:
    """Return the lines of an image of a page in the order in which Tesseract reads them.

    Parameters
    ----------
    page : ImagePage
        What was read.
    frame : Frame
        The page that the image shows whole.

    Returns
    -------
    list of Line
        Lines, cut where a gap may part columns or cells. Where most text lies on its side or
        upside down, their places are those on the page turned upright.
    """
    kept = [one for one in page.lines if max(word.confidence for word in one.words) >= _SURE]
    if not kept:
        return []
    turns = Counter[int]()
    for one in kept:
        turns[one.angle] += len(one.words)
    angle = turns.most_common(1)[0][0]
    places = _Places(page, frame, angle)
    places.straighten([one for one in kept if one.angle == angle])
    found = []
    for one in kept:
        for words in places.parts(one) if one.angle == angle else [one.words]:
            legible = [word for word in words if not _RULES.fullmatch(word.text)]
            if any(character.isalnum() for word in legible for character in word.text):
                # A dash may be one of the text, when it stands between words.
                first, last = words.index(legible[0]), words.index(legible[-1])
                found.append(places.line(words[first : last + 1], one.size))
    return found


class _Places:
    """Where the pixels of an image lie on its page, turned upright and straight."""

    def __init__(self, page: ImagePage, frame: Frame, angle: int) -> None:
        self._shown = frame
        self._upright = replace(frame, rotation=(frame.rotation + angle) % 360)
        self._across = frame.width / max(page.width, 1)  # points a pixel
        self._along = frame.height / max(page.height, 1)
        self._slope = 0.0  # points that a line rises a point to the right

    def straighten(self, lines: Iterable[TextLine]) -> None:
        """Learn from lines how far the page lies askew."""
        slopes = []
        for one in lines:
            first, last = self._box(one.words[0]), self._box(one.words[-1])
            width = last[0] - first[0]
            if width > _LONG * self._upright.width:
                size = self._size(one.size)
                rise = _foot(one.words[-1], last, size) - _foot(one.words[0], first, size)
                slopes.append(rise / width)
        slope = median(slopes) if slopes else 0.0
        self._slope = slope if abs(slope) > _ASKEW else 0.0

    def parts(self, one: TextLine) -> list[tuple[Word, ...]]:
        """Cut the words of a line at wide gaps."""
        size = self._size(one.size)
        parts: list[tuple[Word, ...]] = []
        right = 0.0
        for word in one.words:
            box = self._box(word)
            if parts and box[0] - right <= _GAP * size:
                parts[-1] += (word,)
            else:
                parts.append((word,))
            right = box[2]
        return parts

    def line(self, words: tuple[Word, ...], pixels: float) -> Line:
        """Return the line of some words with their height in pixels."""
        size = self._size(pixels)
        scanned = [self._box(word) for word in words]
        boxes = [self._straight(box) for box in scanned]
        real = around(scanned)
        whole = around(boxes)
        if whole[3] - whole[1] < 2 * size:  # it stands upright
            lettered = [
                _foot(word, box, size)
                for word, box in zip(words, boxes, strict=True)
                if any(map(str.isalnum, word.text))
            ]
            foot = median(lettered) - _BELOW * size
            whole = whole[0], foot, whole[2], foot + size
        text = _BULLET.sub("•", " ".join(word.text for word in words), count=1)
        found = line(text, whole, self._upright, round(size, 1))
        found.box = self._upright.in_file(real)
        found.turn, found.edges = self._run(scanned, found)
        return found

    def _run(self, scanned: list[Box], one: Line) -> Run:
        """Return to where the words of a line run and their edges, as Place has them."""
        if len(scanned) != one.text.count(" ") + 1:
            return UNKNOWN
        boxes = np.array(list(map(self._upright.in_file, scanned)))
        return runs(boxes, boxes, np.array([len(boxes)]), np.array([one.box]))[0]

    def _size(self, pixels: float) -> float:
        return _FULL * pixels * self._along

    def _box(self, word: Word) -> Box:
        left, top, right, bottom = word.box
        height = self._shown.height
        shown = (
            left * self._across,
            height - bottom * self._along,
            right * self._across,
            height - top * self._along,
        )
        return self._upright.shown(self._shown.in_file(shown))

    def _straight(self, box: Box) -> Box:
        if not self._slope:
            return box
        middle = (box[0] + box[2]) / 2 - self._upright.width / 2
        level = (box[1] + box[3]) / 2 - self._upright.height / 2
        aside, down = self._slope * level, self._slope * middle
        return box[0] + aside, box[1] - down, box[2] + aside, box[3] - down


def even(pages: list[list[Line]], body: float | None = None) -> None:
    """Give lines whose type seems to be of one size that size, on all pages alike.

    Parameters
    ----------
    pages : list of list of Line
        The lines that were read in images.
    body : float, optional
        The size of the running text on the pages that have a text layer, in points.
    """
    rest = [one for lines in pages for one in lines if one.upright]
    while rest:
        sizes: Counter[float] = Counter()
        for one in rest:
            sizes[round(one.size, 1)] += len(one.text)
        # The size around which there is most text.
        usual = max(sizes, key=lambda size: sum(n for s, n in sizes.items() if _near(s, size)))
        size = body if body is not None and _near(body, usual, _ALIKE) else usual
        body = None
        alike = [one for one in rest if _near(one.size, usual, _ALIKE)]
        rest = [one for one in rest if not _near(one.size, usual, _ALIKE)]
        for one in alike:
            one.size = size


def _near(size: float, usual: float, difference: float = _NEAR) -> bool:
    return abs(size - usual) <= difference * usual


def _foot(word: Word, box: Box, size: float) -> float:
    """Return the height of the line that a word stands on."""
    return box[1] + (_BELOW * size if _BELOW_THE_LINE.search(word.text) else 0.0)
