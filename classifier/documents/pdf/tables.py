"""Tables: rows of a page whose parts stand below each other, and which are drawn row by row.

A table has no mark of its own in a PDF. Its cells stand in columns, as two columns of running
text do; but a table is drawn row by row, and its cells are short.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median
from typing import Final

from classifier.documents.page import Line
from classifier.documents.pdf.rows import Chunk, Row

_MAX_GAP: Final = 2.5  # times the type size, between the rows of a table
_APART: Final = 1.6  # times the usual gap: not of the table any more
_OTHER_TYPE: Final = 0.08  # relative difference in type size
_TIGHT: Final = 0.8  # times the usual gap between rows: another line of the same cell
_MIN_ROWS: Final = 3  # with two columns; two rows are enough when there are more columns
_MAX_WORDS: Final = 25  # of a cell, on average
_MAX_CELL: Final = 120  # words of any cell
_FOREIGN: Final = 1.1  # times its lines: what was drawn between the first and the last of them
_SCATTERED: Final = 1.5  # times its lines, while a table is followed downwards
_AHEAD: Final = 20  # lines of a cell that may be drawn before the next cell of its row
_PROSE_LINES: Final = 4
_MIN_WORDS: Final = 3  # of a line of running text, for most of them
_FULL_WORDS: Final = 5  # and of one that fills its column
_FULL: Final = 0.75  # of the width of the column
_LABEL: Final = re.compile(r"[^\W\d_a-z][^\W\d_]+\s?:?")
_RUNNING: Final = 0.4  # share of lines that begin in lower case in running text


@dataclass(slots=True)
class Table:
    """Rows ``start`` to ``end`` of a page as a table."""

    start: int
    end: int  # exclusive
    rows: list[list[list[Line]]]  # the lines of each cell of each row


@dataclass(slots=True)
class _Column:
    left: float
    right: float


@dataclass(slots=True)
class _Drawn:
    """How scattered rows are in the order of the file."""

    first: int = sys.maxsize
    last: int = -1
    lines: int = 0

    def takes(self, row: Row) -> bool:
        """Take a row, and tell whether it can be of the same table; charts are drawn at random."""
        for chunk in row:
            if chunk.first < self.first:
                self.first = chunk.first
            if chunk.last > self.last:
                self.last = chunk.last
            self.lines += len(chunk.lines)
        return self.last - self.first < _SCATTERED * self.lines + _AHEAD


def find_tables(rows: list[Row]) -> Iterator[Table]:
    """Yield the tables among the rows of a page.

    Parameters
    ----------
    rows : list of Row
        From above to below.
    """
    start = 0
    while start < len(rows):
        if len(rows[start]) < 2:
            start += 1
            continue
        columns: list[_Column] = []
        end = start
        drawn = _Drawn()
        while end < len(rows) and drawn.takes(rows[end]) and _joins(rows, start, end, columns):
            end += 1
        if end < start + 2:
            start += 1
            continue
        groups = _grouped(rows[start:end])
        cell_by_cell = len(groups) > 1 and max(map(len, groups)) > 1
        if not cell_by_cell and _is_prose(rows[start:end], columns):
            start = end
            continue
        end = _trimmed(rows, start, end, columns)
        table = _table(rows[start:end], columns)
        if table:
            yield Table(start, end, table)
        start = end if table else start + 1


def _joins(rows: list[Row], start: int, at: int, columns: list[_Column]) -> bool:
    """Tell whether a row goes on with a table, and widen the columns by it."""
    row = rows[at]
    if at > start:
        if _space(rows[at - 1], row) > _MAX_GAP * max([chunk.size for chunk in row]):
            return False
        hits = [_hits(columns, chunk) for chunk in row]
        if max(map(len, hits)) > 1:
            return False
        if len(row) == 1 and (not hits[0] or _stands_apart(rows[start : at + 1])):
            return False
        if len(row) > 1 and not any(hits):
            return False
    for chunk in row:
        hit = _hits(columns, chunk)
        if not hit:
            columns.append(_Column(chunk.left, chunk.right))
        else:
            hit[0].left = min(hit[0].left, chunk.left)
            hit[0].right = max(hit[0].right, chunk.right)
    return True


def _stands_apart(rows: list[Row]) -> bool:
    """Tell whether the last row is no row of the table above it, but a heading or a note."""
    row, before = rows[-1][0], rows[-2][0]
    spaces = [_space(a, b) for a, b in pairwise(rows)]
    usual = max(median(spaces[:-1]), 1.0) if len(spaces) > 1 else row.size
    other_type = abs(row.size - before.size) > _OTHER_TYPE * before.size
    return other_type or spaces[-1] > _APART * usual + 1


def _hits(columns: list[_Column], chunk: Chunk) -> list[_Column]:
    left, right = chunk.left, chunk.right
    return [one for one in columns if one.left < right and left < one.right]


def _is_in(column: _Column, chunk: Chunk) -> bool:
    return column.left < chunk.right and chunk.left < column.right


def _space(row: Row, after: Row) -> float:
    """Return the height between two rows."""
    if len(row) == len(after) == 1:
        return row[0].bottom - after[0].top
    return min([chunk.bottom for chunk in row]) - max([chunk.top for chunk in after])


def _trimmed(rows: list[Row], start: int, end: int, columns: list[_Column]) -> int:
    """Return the end without the lines of the paragraph below that stand under the first column."""
    leftmost = min(column.left for column in columns)
    while end > start + 1 and len(rows[end - 1]) == 1:
        chunk = rows[end - 1][0]
        drawn_later = chunk.first > max(one.last for row in rows[start : end - 1] for one in row)
        if not drawn_later or chunk.left > leftmost + chunk.size:
            break
        end -= 1
    return end


def _table(rows: list[Row], columns: list[_Column]) -> list[list[list[Line]]]:
    """Return the cells of a table, or nothing when the rows are no table."""
    columns = sorted(columns, key=lambda column: column.left)
    if len(columns) < 2 or not _is_drawn_together(rows):
        return []
    grouped = _grouped(rows)
    if len(grouped) < 2 and _is_numeric(rows):
        grouped = [[row] for row in rows]
    table = [_cells(group, columns) for group in grouped]
    full = [cells for cells in table if len(cells) > 1]
    enough = _MIN_ROWS if len(columns) == 2 and not _are_labelled(table) else 2
    if len(full) < enough or len(full) < len(table) / 2:
        return []
    words = [sum(len(line.text.split()) for line in cell) for cells in table for cell in cells]
    return table if mean(words) <= _MAX_WORDS and max(words) <= _MAX_CELL else []


def _are_labelled(table: list[list[list[Line]]]) -> bool:
    """Tell whether each row is one word and what it is the label of, as "Tijd" and "Locatie"."""
    return all(len(cells) == 2 and _LABEL.fullmatch(cells[0][0].text) for cells in table)


def _is_drawn_together(rows: list[Row]) -> bool:
    """Tell whether nothing else was drawn in between, as is the case with labels in a chart."""
    chunks = [chunk for row in rows for chunk in row]
    drawn = max(chunk.last for chunk in chunks) - min(chunk.first for chunk in chunks) + 1
    return drawn <= _FOREIGN * sum(len(chunk.lines) for chunk in chunks)


def _is_prose(rows: list[Row], columns: list[_Column]) -> bool:
    """Tell whether two columns hold running text: lines that go on, or fill the column."""
    running = 0
    for column in columns:
        left, right = column.left, column.right
        chunks = [
            chunk for row in rows for chunk in row if left < chunk.right and chunk.left < right
        ]
        if len(chunks) < _PROSE_LINES:
            continue
        words = median(chunk.text.count(" ") + 1 for chunk in chunks)
        lower = sum(chunk.text[:1].islower() for chunk in chunks)
        width = median(chunk.right - chunk.left for chunk in chunks)
        full = words >= _FULL_WORDS and width > _FULL * (column.right - column.left)
        running += full or (words >= _MIN_WORDS and lower >= _RUNNING * len(chunks))
    return running >= 2


def _is_numeric(rows: list[Row]) -> bool:
    """Tell whether rows drawn column by column are figures beside what they are of."""
    if len(rows) < _MIN_ROWS or len({len(row) for row in rows}) > 1:
        return False
    named = all(any(map(str.isalpha, row[0].text)) for row in rows)
    figures = [chunk.text[-1:].isdigit() or "%" in chunk.text for row in rows for chunk in row[1:]]
    return named and mean(figures) > 0.7


def _grouped(rows: list[Row]) -> list[list[Row]]:
    """Return the rows of the page by the rows of the table.

    A cell of several lines is drawn before the cell to the right of it.
    """
    groups: list[list[Row]] = [[rows[0]]]
    spaces = [_space(a, b) for a, b in pairwise(rows) if len(b) > 1]
    usual = median(spaces) if spaces else 0.0
    leftmost = min(row[0].left for row in rows)
    last = max(chunk.last for chunk in rows[0])
    for before, row in pairwise(rows):
        wrapped = len(row) == 1 and (
            _space(before, row) < _TIGHT * usual
            or row[0].text[:1].islower()
            or row[0].left > leftmost + row[0].size  # not in the first column
        )
        if wrapped or min(chunk.first for chunk in row) < last:
            groups[-1].append(row)
        else:
            groups.append([row])
        last = max(last, *(chunk.last for chunk in row))
    return groups


def _cells(group: list[Row], columns: list[_Column]) -> list[list[Line]]:
    """Return the lines of each filled cell of a row."""
    cells: list[list[Line]] = [[] for _ in columns]
    for row in group:
        for chunk in row:
            number = next(n for n, column in enumerate(columns) if _is_in(column, chunk))
            cells[number] += chunk.lines
    return [cell for cell in cells if cell]
