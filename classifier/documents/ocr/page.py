"""One page as an image, read: from its pixels to its lines."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import Final

import numpy as np

from classifier.documents.ocr import tesseract
from classifier.documents.ocr.hocr import ImagePage, Word, pages_of
from classifier.documents.ocr.lines import lines_of
from classifier.documents.ocr.skew import Pixels, levelled, skew_of
from classifier.documents.page import Frame, Line

_DPI: Final = 300  # what Tesseract was trained on
_POINTS: Final = 72  # an inch
_MAX_PIXELS: Final = 40_000_000  # of a drawn page, a byte each; A3 takes 17 million


def pixels_a_point(width: float, height: float) -> float:
    """Return how many pixels a point takes in an image of a page that is to be read.

    Parameters
    ----------
    width, height : float
        The page, in points.

    Examples
    --------
    >>> round(72 * pixels_a_point(595, 842))
    300
    """
    scale = _DPI / _POINTS
    return scale * min(1.0, sqrt(_MAX_PIXELS / max(width * height * scale**2, 1.0)))


def read_page(
    pixels: Pixels, dpi: int, frame: Frame, program: str, *, seconds: float
) -> list[Line]:
    """Return the lines in an image of a page.

    Parameters
    ----------
    pixels : ndarray of uint8, (height, width)
        The image, in grey.
    dpi : int
        Its pixels an inch.
    frame : Frame
        The page, which the image shows whole.
    program : str
        What :func:`~classifier.documents.ocr.tesseract.find` gave.
    seconds : float
        How long it may take.

    Raises
    ------
    RecognitionError
        When Tesseract fails, or is not done in time.
    """
    slope = skew_of(pixels)
    level, above = levelled(pixels, slope) if slope else (pixels, 0)
    image = b"P5 %d %d 255\n" % (level.shape[1], level.shape[0])
    image += np.ascontiguousarray(level).tobytes()
    hocr = tesseract.recognise(image, program, seconds=seconds, dpi=dpi)
    return [
        one
        for page in pages_of(hocr)[:1]
        for one in lines_of(_as_scanned(page, pixels.shape, slope, above), frame)
    ]


def _as_scanned(page: ImagePage, shape: tuple[int, ...], slope: float, above: int) -> ImagePage:
    """Return what was read with the places that it has in the image before it was levelled."""
    lines = [
        replace(one, words=tuple(_down(w, slope, above) for w in one.words)) for one in page.lines
    ]
    return ImagePage(shape[1], shape[0], tuple(lines))


def _down(word: Word, slope: float, above: int) -> Word:
    left, top, right, bottom = word.box
    down = round(slope * (left + right) / 2) - above
    return replace(word, box=(left, top + down, right, bottom + down))
