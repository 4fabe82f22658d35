"""How far the lines on a scan lie askew, and an image in which they are level.

Tesseract finds hardly a line on a page that lies askew by two degrees or more.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]  # (height, width): 0 is black, 255 white

_STEEPEST: Final = 0.09  # pixels down a pixel to the right: 5 degrees
_STEP: Final = 0.002
_COARSE: Final = 3  # every third pixel tells as much
_STRIP: Final = 16  # coarse pixels: across so few, a line goes down by no more than its own height
_INK: Final = 128  # darker is ink
_CLEARER: Final = 1.5  # times as sharp; lines of text get 2.6 times as sharp, and more
_LEAST: Final = 0.004  # a quarter of a degree, which Tesseract does not mind


def skew_of(pixels: Pixels) -> float:
    """Return how far lines go down to the right, in pixels a pixel; 0 when they are level.

    Parameters
    ----------
    pixels : ndarray of uint8, (height, width)
        A page.
    """
    ink = pixels[::_COARSE, ::_COARSE] < _INK
    width = ink.shape[1] // _STRIP * _STRIP
    if not width:
        return 0.0
    # How much ink each row has within each strip: (height, strips).
    strips = ink[:, :width].reshape(len(ink), -1, _STRIP).sum(axis=2)
    middles = (np.arange(strips.shape[1]) + 0.5) * _STRIP
    steps = round(_STEEPEST / _STEP)
    slopes = np.arange(-steps, steps + 1) * _STEP
    sharpness = [_sharpness(strips, middles * slope) for slope in slopes]
    best = int(np.argmax(sharpness))
    slope = float(slopes[best])
    if abs(slope) < _LEAST or sharpness[best] <= _CLEARER * sharpness[steps]:
        return 0.0
    return slope


def levelled(pixels: Pixels, slope: float) -> tuple[Pixels, int]:
    """Return an image in which lines of a slope are level, and how many rows were put above.

    What stood at row y of column x stands at row ``y - round(slope * x) + above``.

    Parameters
    ----------
    pixels : ndarray of uint8, (height, width)
        A page.
    slope : float
        From :func:`skew_of`.
    """
    height, width = pixels.shape
    down = np.rint(slope * np.arange(width)).astype(int)
    above = int(max(down.max(), 0))
    result = np.full((height + above - int(min(down.min(), 0)), width), 255, np.uint8)
    edges = [0, *(np.flatnonzero(np.diff(down)) + 1).tolist(), width]
    for left, right in pairwise(edges):
        top = above - int(down[left])
        result[top : top + height, left:right] = pixels[:, left:right]
    return result, above


def _sharpness(strips: NDArray[np.int_], down: NDArray[np.float64]) -> float:
    """Return how much rows of ink and rows of white differ when each strip is moved up."""
    rows = np.zeros(len(strips))
    for number, shift in enumerate(np.rint(down).astype(int).tolist()):
        rows += np.roll(strips[:, number], -shift)
    return float(np.square(np.diff(rows)).sum())
