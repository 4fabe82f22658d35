"""The reading order of the lines of a page: columns, tables, and text drawn twice.

The order of the file is what the author's program wrote, and mostly the order of reading; it is
followed as long as the places of the text do not speak against it. Otherwise blocks of text are
ordered by where they stand: from above to below, and the left column first. Labels in charts and
maps have no order but that of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from classifier.documents.pdf_page import Line
from classifier.documents.pdf_rows import Chunk, Row, continues_row, rows_of
from classifier.documents.pdf_tables import Table, find_tables

_STACKED: Final = 1.8  # times the type size: lines of one block are this close
_COVERED: Final = 0.5  # share of a line under another that makes it the same line
_ALIKE: Final = 0.75  # of recognised text and what it was recognised from
_MAX_BLOCKS: Final = 80  # above it, as on a map or in a chart, there is no order to be found
_NAME: Final = re.compile(r"[^\W\d_]{3,}")  # a word, for telling text from labels and figures
_COLUMN_LINES: Final = 3  # what is shorter is no column of running text


@dataclass(slots=True)
class Region:
    """Lines that are read one after another: a column, or one row of a table."""

    lines: list[Line]
    cells: list[list[Line]] = field(default_factory=list)  # of a row of a table


@dataclass(slots=True, eq=False)
class _Block:
    rows: list[Row]
    left: float
    bottom: float
    right: float
    top: float
    table: Table | None = None

    @property
    def chunks(self) -> list[Chunk]:
        return [chunk for row in self.rows for chunk in row]

    @property
    def first(self) -> int:
        return min(chunk.first for chunk in self.chunks)

    @property
    def last(self) -> int:
        return max(chunk.last for chunk in self.chunks)

    @property
    def says_something(self) -> bool:
        """Whether it is more than a label or a figure."""
        return sum(len(_NAME.findall(chunk.text)) for chunk in self.chunks[:2]) > 1


def arrange(lines: list[Line]) -> list[Region]:
    """Return the regions of a page in the order in which they are read.

    Parameters
    ----------
    lines : list of Line
        The lines of one page in the order of the file.

    Returns
    -------
    list of Region
        With each line once; text that runs up or askew comes last.
    """
    lines = distinct(lines)
    upright = [line for line in lines if line.upright]
    askew = [Region([line]) for line in lines if not line.upright]
    if all(continues_row(a, b) or _is_below(a, b) for a, b in pairwise(upright)):
        return [Region(upright), *askew] if upright else askew
    blocks = _blocks(rows_of(upright))
    if not _is_sound([block for block in blocks if block.says_something]):
        return [*_regions(_by_place(blocks)), *askew]
    return [*_regions(_by_file(blocks)), *askew]


def distinct(lines: list[Line]) -> list[Line]:
    """Return the lines without those that are drawn over another with the same text.

    Programs draw text twice to make it look bold, and put recognised text over real text.
    """
    kept: list[Line] = []
    near: dict[int, list[Line]] = {}  # by height on the page, in steps of five points
    for line in lines:
        step = int((line.bottom + line.top) / 10)
        twin = next((one for one in near.get(step, ()) if _is_same(one, line)), None)
        if twin is not None:
            twin.bold = twin.bold or twin.text == line.text
            continue
        kept.append(line)
        for nearby in (step - 1, step, step + 1):
            near.setdefault(nearby, []).append(line)
    return kept


def _is_same(line: Line, after: Line) -> bool:
    across = min(line.right, after.right) - max(line.left, after.left)
    along = min(line.top, after.top) - max(line.bottom, after.bottom)
    if across < _COVERED * (after.right - after.left) or along < _COVERED * (
        after.top - after.bottom
    ):
        return False
    first, second = ("".join(one.text.lower().split()) for one in (line, after))
    return second in first or SequenceMatcher(None, first, second).ratio() > _ALIKE


def _is_below(line: Line, after: Line) -> bool:
    return (after.bottom + after.top) / 2 < line.bottom + 0.2 * line.size


def _blocks(rows: list[Row]) -> list[_Block]:
    """Stack the chunks of a page to blocks; a table is a block of its own."""
    tables = {table.start: table for table in find_tables(rows)}
    blocks: list[_Block] = []
    number = 0
    while number < len(rows):
        table = tables.get(number)
        if table is not None:
            inside = rows[number : table.end]
            blocks.append(_Block(inside, *_bounds(inside), table))
            number = table.end
            continue
        for chunk in rows[number]:
            above = [block for block in blocks if _stacks(block, chunk)]
            if len(above) == 1 and not any(
                other is not chunk and _overlap(above[0], other) for other in rows[number]
            ):
                above[0].rows.append([chunk])
                left, bottom, right, _ = _bounds([[chunk]])
                above[0].left = min(above[0].left, left)
                above[0].right = max(above[0].right, right)
                above[0].bottom = min(above[0].bottom, bottom)
            else:
                blocks.append(_Block([[chunk]], *_bounds([[chunk]])))
        number += 1
    return blocks


def _stacks(block: _Block, chunk: Chunk) -> bool:
    if block.table is not None or not _overlap(block, chunk):
        return False
    return chunk.size * -0.5 < block.bottom - chunk.top < _STACKED * chunk.size


def _overlap(one: _Block | Chunk, other: _Block | Chunk) -> bool:
    """Tell whether two stand above each other, at least in part."""
    return min(one.right, other.right) - max(one.left, other.left) > 0.5


def _bounds(rows: list[Row]) -> tuple[float, float, float, float]:
    chunks = [chunk for row in rows for chunk in row]
    return (
        min(chunk.left for chunk in chunks),
        min(chunk.bottom for chunk in chunks),
        max(chunk.right for chunk in chunks),
        max(chunk.top for chunk in chunks),
    )


def _by_file(blocks: list[_Block]) -> list[_Block]:
    """Return the blocks in the order of the file, cut where another was drawn in between."""
    drawn: list[tuple[int, Chunk | None, _Block]] = []
    for block in blocks:
        if block.table is not None:
            drawn.append((block.first, None, block))
        else:
            drawn += [(chunk.first, chunk, block) for chunk in block.chunks]
    found: list[_Block] = []
    before: _Block | None = None
    for _, chunk, block in sorted(drawn, key=lambda one: one[0]):
        if chunk is None:
            found.append(block)
        elif block is before:
            found[-1].rows.append([chunk])
        else:
            found.append(_Block([[chunk]], *_bounds([[chunk]])))
        before = block
    for block in found:
        block.left, block.bottom, block.right, block.top = _bounds(block.rows)
    return found


def _by_place(blocks: list[_Block]) -> list[_Block]:
    """Return the blocks from above to below; labels follow what they follow in the file."""
    groups: list[list[_Block]] = []
    for block in sorted(blocks, key=lambda block: block.first):
        if block.says_something or not groups:
            groups.append([block])
        else:
            groups[-1].append(block)
    heads = [group[0] for group in groups]
    if len(heads) > _MAX_BLOCKS:
        return [block for group in groups for block in group]
    seen = sorted(groups, key=lambda group: (-group[0].top, group[0].left))
    placed: list[_Block] = []
    waiting = list(seen)

    def place(group: list[_Block]) -> None:
        waiting.remove(group)
        for other in seen:
            if other in waiting and _comes_before(other[0], group[0], heads):
                place(other)
        placed.extend(group)

    while waiting:
        place(waiting[0])
    return placed


def _is_sound(blocks: list[_Block]) -> bool:
    """Tell whether blocks of text can be read in the order of the file."""
    drawn = sorted(blocks, key=lambda block: block.first)
    for number, block in enumerate(drawn):
        order = [chunk.first for row in block.rows for chunk in row]
        if block.table is None and order != sorted(order):
            return False  # not from above to below
        for after in drawn[number + 1 :]:
            if block.last > after.first and min(len(block.rows), len(after.rows)) > 1:
                return False  # drawn by turns, as the halves of the lines of two columns
            if _overlap(block, after) and _middle(after) > block.top:
                return False  # drawn later, but above it
            if after.right <= block.left and _beside(block, after):
                return False  # the right column before the left one
    return True


def _middle(block: _Block) -> float:
    return (block.bottom + block.top) / 2


def _beside(one: _Block, other: _Block) -> bool:
    """Tell whether two blocks are columns beside each other."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    lower = min(one.top - one.bottom, other.top - other.bottom)
    columns = min(len(one.rows), len(other.rows)) >= _COLUMN_LINES
    return columns and shared > 0.5 * lower


def _comes_before(one: _Block, other: _Block, blocks: list[_Block]) -> bool:
    """Tell whether a block is read before another, by the rules of Breuel (2003)."""
    if _overlap(one, other):
        return _middle(one) > _middle(other)
    if one.right > other.left:
        return False
    low, high = sorted((_middle(one), _middle(other)))
    return not any(
        low < _middle(between) < high and _overlap(between, one) and _overlap(between, other)
        for between in blocks
    )


def _regions(blocks: list[_Block]) -> Iterator[Region]:
    region: Region | None = None
    before: _Block | None = None
    for block in blocks:
        if block.table is not None:
            if region is not None:
                yield region
            region = None
            for cells in block.table.rows:
                yield Region([line for cell in cells for line in cell], cells)
            continue
        lines = [line for row in block.rows for chunk in row for line in chunk.lines]
        if region is not None and before is not None and _goes_on(before, block):
            region.lines += lines
        else:
            if region is not None:
                yield region
            region = Region(lines)
        before = block
    if region is not None:
        yield region


def _goes_on(block: _Block, after: _Block) -> bool:
    """Tell whether a block is further down in the same column."""
    shared = min(block.right, after.right) - max(block.left, after.left)
    narrow = min(block.right - block.left, after.right - after.left)
    return after.top < block.bottom + 1 and shared > 0.5 * narrow
