"""The rows of a page: what stands beside each other at one height."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
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
        if len(self.lines) == 1:
            return self.lines[0].text
        return " ".join([line.text for line in self.lines])


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
    middles = [line.bottom + line.top for line in lines]  # times two
    rows: list[Row] = []
    height: list[tuple[float, int]] = []  # left and number of each line of a row
    first, size = 0.0, 0.0  # of its first line: the middle and the type size
    for number in sorted(range(len(lines)), key=middles.__getitem__, reverse=True):
        line = lines[number]
        if height and first - middles[number] < min(size, line.size):
            height.append((line.left, number))
        else:
            if height:
                rows.append(_chunks(height, lines))
            first, size = middles[number], line.size
            height = [(line.left, number)]
    if height:
        rows.append(_chunks(height, lines))
    return [
        row
        if len(row) == 1
        else _without_stretches(
            row, [*rows[max(number - 1, 0) : number], *rows[number + 1 : number + 2]]
        )
        for number, row in enumerate(rows)
    ]


def _chunks(height: list[tuple[float, int]], lines: list[Line]) -> Row:
    if len(height) == 1:
        number = height[0][1]
        return [_chunk(lines[number], number)]
    row: Row = []
    height.sort(key=itemgetter(0))
    for _, number in height:
        line = lines[number]
        before = row[-1] if row else None
        if before is not None and (
            -1 <= line.left - before.right < _TOUCHING * line.size
            or (number == before.last + 1 and continues_row(before.lines[-1], line))
        ):
            _extend(before, _chunk(line, number))
        else:
            row.append(_chunk(line, number))
    return row


def _chunk(line: Line, number: int) -> Chunk:
    sides = line.left, line.bottom, line.right, line.top
    return Chunk([line], number, number, *sides, line.size)


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
