"""Text that a PDF page holds twice.

Programs draw text twice to make it look bold, and put recognised text over real text.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from classifier.documents.page import Line

_COVERED: Final = 0.5  # share of a line under another that makes it the same line
_ALIKE: Final = 0.75  # of recognised text and what it was recognised from


def distinct(lines: list[Line]) -> list[Line]:
    """Return the lines of a page without those that are drawn over another with the same text.

    Parameters
    ----------
    lines : list of Line
        The lines of one page; one with a twin is taken to be bold.
    """
    if all(b.bottom + b.top < 2 * a.bottom for a, b in pairwise(lines)):
        return lines  # each below the one before it
    kept: list[Line] = []
    near: dict[int, list[Line]] = {}  # by height on the page, in steps of five points
    for line in lines:
        step = int((line.bottom + line.top) / 10)
        left, right = line.left, line.right
        for one in near.get(step, ()):
            # Most stand beside each other; this is told first, for speed.
            if one.left < right and left < one.right and _is_same(one, line):
                one.bold = one.bold or one.text == line.text
                break
        else:
            kept.append(line)
            for nearby in (step - 1, step, step + 1):
                near.setdefault(nearby, []).append(line)
    return kept


def _is_same(line: Line, after: Line) -> bool:
    across = min(line.right, after.right) - max(line.left, after.left)
    if across < _COVERED * (after.right - after.left):
        return False
    along = min(line.top, after.top) - max(line.bottom, after.bottom)
    if along < _COVERED * (after.top - after.bottom):
        return False
    first, second = ("".join(one.text.lower().split()) for one in (line, after))
    return second in first or SequenceMatcher(None, first, second).ratio() > _ALIKE
