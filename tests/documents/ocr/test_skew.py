from __future__ import annotations

import math

import numpy as np
import pytest

from classifier.documents.ocr.skew import levelled, skew_of

LINES = range(150, 1300, 40)


def page(slope: float, *, noise: float = 0.0) -> np.ndarray:
    """Return a page with lines of words that go down to the right."""
    random = np.random.default_rng(1)
    pixels = np.full((1500, 1200), 255, np.uint8)
    for row in LINES:
        for left in range(120, 1060, 70):
            for column in range(left, left + 55):
                at = round(row + slope * column)
                pixels[at : at + 16, column] = 0
    pixels[random.random(pixels.shape) < noise] = 0
    return pixels


@pytest.mark.parametrize("degrees", [-5, -2.5, -0.6, 0.6, 1.3, 5])
@pytest.mark.parametrize("noise", [0.0, 0.02])
def test_lines_askew_are_measured_and_levelled(degrees: float, noise: float) -> None:
    slope = math.tan(math.radians(degrees))
    pixels = page(slope, noise=noise)
    found = skew_of(pixels)
    assert found == pytest.approx(slope, abs=0.002)
    level, above = levelled(pixels, found)
    assert skew_of(level) == 0
    for column in (150, 600, 1000):  # each pixel is where it is said to be
        down = round(found * column)
        moved = level[above - down : above - down + 1500, column]
        assert (moved == pixels[:, column]).all()


@pytest.mark.parametrize(
    "pixels",
    [
        page(0.0),
        page(0.002),  # which Tesseract does not mind
        np.full((800, 600), 255, np.uint8),
        np.zeros((800, 600), np.uint8),
        np.zeros((1, 1), np.uint8),
        np.zeros((40, 20), np.uint8),
        np.random.default_rng(2).integers(0, 255, (900, 700), dtype=np.uint8),
    ],
    ids=["level", "nearly", "white", "black", "a pixel", "tiny", "noise"],
)
def test_what_needs_no_levelling(pixels: np.ndarray) -> None:
    assert skew_of(pixels) == 0
