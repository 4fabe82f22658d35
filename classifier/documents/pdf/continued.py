"""Tables that run on over the foot of a page.

What begins the next page is of the table at the foot of this one when its columns stand in the same
places. The head of the table, which programs repeat above each part, is text once; a row that was
cut in two is made whole, where each of its cells goes on in the middle of a sentence.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from classifier.documents.page import Line
from classifier.documents.pdf.paragraphs import NOTE_SIZE, Paragraph, runs_on

_Columns = list[tuple[float, float]]  # left and right, from left to right

_LEAST: Final = 2  # columns of a table


def join_tables(pages: list[list[Paragraph]]) -> list[list[Line]]:
    """Make whole the tables that run on, and return the lines of heads that were left out.

    Parameters
    ----------
    pages : list of list of Paragraph
        The paragraphs and the rows of tables of each page; changed in place.

    Returns
    -------
    list of list of Line
        For each page.
    """
    repeated: list[list[Line]] = [[] for _ in pages]
    head: list[Paragraph] = []  # the rows with which the table began
    for number in range(1, len(pages)):
        page, after = pages[number - 1], pages[number]
        foot = _foot(page)
        above = _table(page[: foot + 1][::-1])[::-1]
        if len(above) <= foot or not head:  # it began on this page
            head = list(above)
        columns = _columns(above)
        if len(columns) < _LEAST or not after:
            head = []
            continue
        below = _table(after) or _table(after[1:])
        same = _are_same(columns, _columns(below), above[-1].size)
        if same and after[0].cells:
            for row, other in list(zip(below[:-1], head, strict=False)):
                if _texts(row) != _texts(other):
                    break
                repeated[number] += row.lines
                del after[0]
        # Text that is narrow may stand under the first column without being of the table.
        joined = _join(above[-1], after[0], columns, anywhere=same)
        if joined:
            del after[0]
        if not same and not joined:
            head = []
    return repeated


def _foot(page: list[Paragraph]) -> int:
    """Return the number of the last paragraph above the notes of a page; -1 without one."""
    last = len(page) - 1
    while last > 0 and not page[last].cells and page[last].size < page[last - 1].size * NOTE_SIZE:
        last -= 1
    return last


def _table(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return the rows with which paragraphs begin."""
    return list(takewhile(lambda paragraph: paragraph.cells, paragraphs))


def _columns(rows: list[Paragraph]) -> _Columns:
    """Return the columns of a table, by its rows with the most cells."""
    most = max((len(row.cells) for row in rows), default=0)
    full = [row for row in rows if len(row.cells) == most]
    return [
        (
            min(line.left for row in full for line in row.cells[column]),
            max(line.right for row in full for line in row.cells[column]),
        )
        for column in range(most)
    ]


def _are_same(columns: _Columns, others: _Columns, size: float) -> bool:
    """Tell whether two tables have the same columns: each is in line on one side."""
    return len(columns) == len(others) and all(
        abs(left - other_left) < size or abs(right - other_right) < size
        for (left, right), (other_left, other_right) in zip(columns, others, strict=True)
    )


def _texts(row: Paragraph) -> list[list[str]]:
    return [[line.text for line in cell] for cell in row.cells]


def _column_of(cell: list[Line], columns: _Columns) -> int | None:
    """Return the only column in which a cell stands."""
    left, right = min(line.left for line in cell), max(line.right for line in cell)
    hits = [n for n, (start, end) in enumerate(columns) if left < end and start < right]
    return hits[0] if len(hits) == 1 else None


def _join(row: Paragraph, after: Paragraph, columns: _Columns, *, anywhere: bool) -> bool:
    """Add to a row what it goes on with on the next page, if it does so in each cell there."""
    cells = {_column_of(cell, columns): cell for cell in row.cells}
    if len(cells) < len(row.cells) or None in cells:
        return False
    rests = {_column_of(cell, columns): cell for cell in after.cells or [after.lines]}
    if len(rests) < len(after.cells):
        return False
    if not anywhere and 0 in rests:
        return False
    for column, rest in rests.items():
        cell = cells.get(column)
        if cell is None or abs(cell[0].left - rest[0].left) > row.size:
            return False
        if not runs_on(Paragraph(cell, row.margin), Paragraph(rest, row.margin)):
            return False
    row.cells = [cell + rests.get(column, []) for column, cell in cells.items()]
    row.lines = [line for cell in row.cells for line in cell]
    return True
