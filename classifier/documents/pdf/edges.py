"""Cells of a table at the head or the foot of a page, which look like running headers and footers.

A table that runs on over pages repeats its head on each, and its columns often repeat a word, in
the same places as a running header would be. But they stand in columns with the rows beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from classifier.documents.page import Line
from classifier.documents.pdf.rows import Row, rows_of

_ZONE: Final = 0.25  # share of the height at the head and at the foot that is looked at
_ROWS: Final = 2  # more that must stand in the same columns
_IN_LINE: Final = 1.5  # points
_GAP: Final = 2.5  # times the type size, between rows of a table


def cells_at_the_edges(lines: list[Line], kinds: Mapping[int, object]) -> Iterable[Line]:
    """Yield the lines taken for furniture that are cells of a table.

    Parameters
    ----------
    lines : list of Line
        The lines of one page.
    kinds : mapping of int to object
        Has the identities of the lines that are taken for furniture.
    """
    zones = (
        [line for line in lines if line.upright and line.place > 1 - _ZONE],
        [line for line in lines if line.upright and line.place < _ZONE],
    )
    for inward, zone in zip((1, -1), zones, strict=True):
        if not any(id(line) in kinds for line in zone):
            continue
        rows = rows_of(zone)[::inward]
        for at, row in enumerate(rows[: len(rows) - _ROWS]):
            table = rows[at : at + 1 + _ROWS]
            if (
                any(id(line) in kinds for chunk in row for line in chunk.lines)
                and all(_has_text(other, kinds) for other in table[1:])
                and all(_are_in_columns(*pair) for pair in pairwise(table))
            ):
                yield from (line for chunk in row for line in chunk.lines if id(line) in kinds)


def _has_text(row: Row, kinds: Mapping[int, object]) -> bool:
    return any(id(line) not in kinds for chunk in row for line in chunk.lines)


def _are_in_columns(row: Row, other: Row) -> bool:
    """Tell whether at least two parts of two rows stand above each other, close by."""
    size = max(chunk.size for chunk in row)
    apart = max(row[0].bottom - other[0].top, other[0].bottom - row[0].top)
    shared = sum(any(abs(chunk.left - beside.left) < _IN_LINE for beside in other) for chunk in row)
    return apart < _GAP * size and shared > 1
