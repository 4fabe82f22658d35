"""The rows of a page: what stands beside each other at one height."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from classifier.documents.page import Line

_TOUCHING: Final = 0.3  # times the type size: no wider than a space
_GAP: Final = 0.9  # times the type size: parts of one line may be this far apart
_STRETCHED: Final = 3  # times the type size: the widest space in a justified line
_NEXT_ROW: Final = 2.5  # times the type size to the row above or below
_MARKER_GAP: Final = 6  # times the type size between a marker and its text
# A bullet, a number or a letter that stands before its text: • | 1. | a) | 2.3.1
_MARKER: Final = re.compile(
    r"[•·▪◦●○■□►▶➢✓✔❖–—*o-]|\(?(?:\d{1,2}|([a-z])\1?|[ivx]{2,5})[.)]+|\d{1,2}(?:\.\d{1,2})+\.?",
    re.I,
)


@dataclass(slots=True)
class Chunk:
    """Lines of one height that belong together, from left to right."""

    lines: list[Line]
    first: int  # place of its lines in the order of the file
    last: int
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def text(self) -> str:
        """The text of its lines."""
        return " ".join(line.text for line in self.lines)


Row = list[Chunk]  # from left to right


def continues_row(line: Line, after: Line) -> bool:
    """Tell whether a line, drawn next, goes on where the other ends.

    A marker may stand further from its text than words from each other.
    """
    size = max(line.size, after.size)
    if abs((line.bottom + line.top) - (after.bottom + after.top)) > size:
        return False
    gap = after.left - line.right
    return -1 <= gap < (_MARKER_GAP if _MARKER.fullmatch(line.text) else _GAP) * size


def rows_of(lines: list[Line]) -> list[Row]:
    """Return the rows of a page from above to below.

    Parameters
    ----------
    lines : list of Line
        Upright lines in the order of the file.
    """
    numbered = sorted(enumerate(lines), key=lambda pair: -(pair[1].bottom + pair[1].top))
    heights: list[list[tuple[int, Line]]] = []
    for number, line in numbered:
        if heights and _same_height(heights[-1][0][1], line):
            heights[-1].append((number, line))
        else:
            heights.append([(number, line)])
    rows = [_chunks(sorted(height, key=lambda pair: pair[1].left)) for height in heights]
    return [
        _without_stretches(
            row, [*rows[max(number - 1, 0) : number], *rows[number + 1 : number + 2]]
        )
        for number, row in enumerate(rows)
    ]


def _same_height(line: Line, other: Line) -> bool:
    apart = abs((line.bottom + line.top) - (other.bottom + other.top)) / 2
    return apart < 0.5 * min(line.size, other.size)


def _chunks(height: list[tuple[int, Line]]) -> Row:
    row: Row = []
    for number, line in height:
        before = row[-1] if row else None
        if before is not None and (
            -1 <= line.left - before.right < _TOUCHING * line.size
            or (number == before.last + 1 and continues_row(before.lines[-1], line))
        ):
            _extend(before, Chunk([line], number, number, *_bounds(line), line.size))
        else:
            row.append(Chunk([line], number, number, *_bounds(line), line.size))
    return row


def _bounds(line: Line) -> tuple[float, float, float, float]:
    return line.left, line.bottom, line.right, line.top


def _without_stretches(row: Row, nearby: list[Row]) -> Row:
    """Join what a justified line drew apart: above or below it no gap stands in that place."""
    joined: Row = row[:1]
    for chunk in row[1:]:
        before = joined[-1]
        middle = (before.right + chunk.left) / 2
        bridged = any(
            other.left < before.right and other.right > chunk.left
            for neighbours in nearby
            for other in neighbours
            if other.left < middle < other.right
            and abs(other.bottom - chunk.bottom) < _NEXT_ROW * chunk.size
        )
        close = 0 <= chunk.left - before.right < _STRETCHED * chunk.size
        if bridged and close and chunk.first == before.last + 1:
            _extend(before, chunk)
        else:
            joined.append(chunk)
    return joined


def _extend(chunk: Chunk, by: Chunk) -> None:
    chunk.lines += by.lines
    chunk.first, chunk.last = min(chunk.first, by.first), max(chunk.last, by.last)
    chunk.right = max(chunk.right, by.right)
    chunk.bottom, chunk.top = min(chunk.bottom, by.bottom), max(chunk.top, by.top)
    chunk.size = max(chunk.size, by.size)
