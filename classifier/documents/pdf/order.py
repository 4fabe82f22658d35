"""The reading order of the lines of a page, over columns and tables.

The order of the file is what the author's program wrote, and mostly the order of reading; it is
followed as long as the places of the text do not speak against it. Otherwise blocks of text are
ordered by where they stand: from above to below, and the left column first. Labels in charts and
maps have no order but that of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Final

from classifier.documents.page import Line
from classifier.documents.pdf.blocks import (
    Block,
    are_beside,
    blocks_of,
    goes_on,
    middle,
    overlap,
    take_turns,
    titles,
)
from classifier.documents.pdf.rows import Chunk, continues_row, rows_of

_MAX_BLOCKS: Final = 80  # above it, as on a map or in a chart, there is no order to be found
_UPWARD: Final = 0.3  # share of the steps in a block that may go up in the order of the file


@dataclass(slots=True)
class Region:
    """Lines that are read one after another: a column, or one row of a table."""

    lines: list[Line]
    cells: list[list[Line]] = field(default_factory=list)  # of a row of a table


def arrange(lines: list[Line]) -> list[Region]:
    """Return the regions of a page in the order in which they are read.

    Parameters
    ----------
    lines : list of Line
        The lines of one page in the order of the file.

    Returns
    -------
    list of Region
        Text that runs up or askew comes last.
    """
    upright = [line for line in lines if line.upright]
    askew = [Region([line]) for line in lines if not line.upright]
    if all(_is_below(a, b) or continues_row(a, b) for a, b in pairwise(upright)):
        return [Region(upright), *askew] if upright else askew
    blocks = blocks_of(rows_of(upright))
    text = [block for block in blocks if block.is_prose]
    text += titles(blocks, text)
    ordered = _by_file(blocks) if _is_sound(text) else _by_place(blocks, text)
    return [*_regions(ordered), *askew]


def _by_file(blocks: list[Block]) -> list[Block]:
    """Return the blocks in the order of the file, cut where another was drawn in between."""
    drawn: list[tuple[int, Chunk | None, Block]] = []
    for block in blocks:
        if block.table is not None:
            drawn.append((block.first, None, block))
        else:
            drawn += [(chunk.first, chunk, block) for chunk in block.chunks]
    found: list[Block] = []
    before: Block | None = None
    for _, chunk, block in sorted(drawn, key=lambda one: one[0]):
        if chunk is None:
            found.append(block)
        elif block is before:
            found[-1].add(chunk)
        else:
            found.append(Block([chunk]))
        before = block
    return found


def _by_place(blocks: list[Block], text: list[Block]) -> list[Block]:
    """Return the blocks of text from above to below, labels behind what they follow in the file."""
    groups: list[list[Block]] = []
    for block in sorted(blocks, key=lambda block: block.first):
        if block in text or block.says_something or not groups:
            groups.append([block])
        else:
            groups[-1].append(block)
    heads = [group[0] for group in groups]
    if len(heads) > _MAX_BLOCKS:
        return [block for group in groups for block in group]
    seen = sorted(groups, key=lambda group: (-group[0].top, group[0].left))
    placed: list[Block] = []
    waiting = list(seen)

    def place(group: list[Block]) -> None:
        waiting.remove(group)
        for other in seen:
            if other not in waiting or not _comes_before(other[0], group[0], heads):
                continue
            # A label in the margin comes before the text beside it, and not before that above it.
            if other[0] in text or group[0] not in text or other[0].top > group[0].bottom:
                place(other)
        placed.extend(group)

    while waiting:
        place(waiting[0])
    return placed


def _is_sound(blocks: list[Block]) -> bool:
    """Tell whether blocks of text can be read in the order of the file."""
    drawn = sorted(blocks, key=lambda block: block.first)
    for number, block in enumerate(drawn):
        order = [chunk.first for chunk in block.chunks]
        upward = sum(before > after for before, after in pairwise(order))
        if block.table is None and upward > max(1, _UPWARD * (len(order) - 1)):
            return False  # not from above to below
        for after in drawn[number + 1 :]:
            if block.last > after.first and take_turns(block, after):
                return False  # as the halves of the lines of two columns
            if overlap(block, after) and middle(after) > block.top:
                return False  # drawn later, but above it
            if after.right <= block.left and are_beside(block, after):
                return False  # the right column before the left one
    return True


def _comes_before(one: Block, other: Block, blocks: list[Block]) -> bool:
    """Tell whether a block is read before another, by the rules of Breuel (2003)."""
    if overlap(one, other):
        return middle(one) > middle(other)
    if one.right > other.left:
        return False
    low, high = sorted((middle(one), middle(other)))
    return not any(
        low < middle(between) < high and overlap(between, one) and overlap(between, other)
        for between in blocks
    )


def _regions(blocks: list[Block]) -> Iterator[Region]:
    region: Region | None = None
    before: Block | None = None
    for block in blocks:
        if block.table is not None:
            if region is not None:
                yield region
            region = None
            for cells in block.table.rows:
                yield Region([line for cell in cells for line in cell], cells)
            continue
        lines = list(chain.from_iterable([chunk.lines for chunk in block.chunks]))
        if region is not None and before is not None and goes_on(before, block):
            region.lines += lines
        else:
            if region is not None:
                yield region
            region = Region(lines)
        before = block
    if region is not None:
        yield region


def _is_below(line: Line, after: Line) -> bool:
    return (after.bottom + after.top) / 2 < line.bottom + 0.2 * line.size
