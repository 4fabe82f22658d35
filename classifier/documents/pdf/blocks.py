"""The blocks of a page: lines that stand below each other, and its tables."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from classifier.documents.pdf.rows import Chunk, Row
from classifier.documents.pdf.tables import Table, find_tables

_STACKED: Final = 1.8  # times the type size: lines of one block are this close
_OTHER_SIZE: Final = 1.15  # times the type size: a heading or a label
_NAME: Final = re.compile(r"[^\W\d_]{3,}")  # a word, for telling text from labels and figures
_PROSE_WORDS: Final = 8
_WORD_LENGTH: Final = 4  # letters on average: the months under a chart are shorter
_LARGER: Final = 1.1  # times the type size of the text below: a title
_NEAR: Final = 3  # times its type size, from a title to its text
_TURNS: Final = 4  # between two blocks that are drawn line by line
_SAME_HEAD: Final = 2  # times the type size: columns that begin at one height
_COLUMN_LINES: Final = 3  # what is shorter is no column of running text


class Block:
    """Lines stacked on each other, or a table; lengths in points.

    Parameters
    ----------
    chunks : list of Chunk
        Its lines from above to below; they may not be none.
    table : Table, optional
        The table that they are.
    """

    __slots__ = ("bottom", "chunks", "first", "last", "left", "right", "size", "table", "top")

    def __init__(self, chunks: list[Chunk], table: Table | None = None) -> None:
        head = chunks[0]
        self.chunks = [head]
        self.table = table
        self.left, self.bottom, self.right, self.top = head.left, head.bottom, head.right, head.top
        self.first, self.last = head.first, head.last  # in the order of the file
        self.size = head.size  # the largest
        for chunk in chunks[1:]:
            self.add(chunk)

    def add(self, chunk: Chunk) -> None:
        """Add what stands below."""
        self.chunks.append(chunk)
        # Written out, for it is done for each line.
        if chunk.left < self.left:
            self.left = chunk.left
        if chunk.right > self.right:
            self.right = chunk.right
        if chunk.bottom < self.bottom:
            self.bottom = chunk.bottom
        if chunk.top > self.top:
            self.top = chunk.top
        if chunk.first < self.first:
            self.first = chunk.first
        if chunk.last > self.last:
            self.last = chunk.last
        if chunk.size > self.size:
            self.size = chunk.size

    @property
    def says_something(self) -> bool:
        """Whether it is more than a label or a figure."""
        return sum(len(_NAME.findall(chunk.text)) for chunk in self.chunks[:2]) > 1

    @property
    def is_prose(self) -> bool:
        """Whether it is running text, and no label, figure or heading."""
        if self.table is not None:
            return True
        if len(self.chunks) < 2:
            return False
        findall = _NAME.findall
        names = [found for one in self.chunks if len(found := findall(one.text)) > 1]
        if 2 * len(names) <= max(len(self.chunks), 3):
            return False
        words = sum(map(len, names))
        letters = sum([len(word) for found in names for word in found])
        return words >= _PROSE_WORDS and letters > _WORD_LENGTH * words


def blocks_of(rows: list[Row]) -> list[Block]:
    """Return the blocks of a page, from above to below; a table is a block of its own."""
    tables = {table.start: table for table in find_tables(rows)}
    blocks: list[Block] = []
    within_reach: list[Block] = []
    number = 0
    while number < len(rows):
        row = rows[number]
        table = tables.get(number)
        if table is not None:
            inside = [chunk for row in rows[number : table.end] for chunk in row]
            blocks.append(Block(inside, table))
            number = table.end
            continue
        reach = max([chunk.top + _STACKED * chunk.size for chunk in row])
        within_reach = [block for block in within_reach if block.bottom < reach]
        for chunk in row:
            left, right = chunk.left + 0.5, chunk.right - 0.5
            above = [
                block
                for block in within_reach
                if block.left < right and left < block.right and _stacks(block, chunk)
            ]
            alone = len(above) == 1 and (
                len(row) == 1
                or not any(other is not chunk and overlap(above[0], other) for other in row)
            )
            if alone:
                above[0].add(chunk)
            else:
                block = Block([chunk])
                blocks.append(block)
                within_reach.append(block)
        number += 1
    return blocks


def _stacks(block: Block, chunk: Chunk) -> bool:
    """Tell whether a chunk that stands under a block goes on with it."""
    gap, size = block.bottom - chunk.top, block.chunks[-1].size
    if not size / _OTHER_SIZE < chunk.size < size * _OTHER_SIZE:
        return False
    return -0.5 * chunk.size < gap < _STACKED * chunk.size


def overlap(one: Block | Chunk, other: Block | Chunk) -> bool:
    """Tell whether two stand above each other, at least in part."""
    return one.left + 0.5 < other.right and other.left + 0.5 < one.right


def titles(blocks: list[Block], prose: list[Block]) -> list[Block]:
    """Return the headings of running text: in larger type, right above it or above all."""
    found = []
    highest = max((block.top for block in blocks), default=0.0)
    for block in blocks:
        if block in prose or not any(_NAME.search(chunk.text) for chunk in block.chunks):
            continue
        for below in prose:
            gap = block.bottom - below.top
            near = block.top == highest or -1 < gap < _NEAR * block.size
            if near and block.size > _LARGER * below.chunks[0].size and overlap(block, below):
                found.append(block)
                break
    return found


def middle(block: Block) -> float:
    """Return the height at which a block has its middle."""
    return (block.bottom + block.top) / 2


def are_beside(one: Block, other: Block) -> bool:
    """Tell whether two blocks are columns that begin beside each other."""
    if abs(one.top - other.top) > _SAME_HEAD * one.size:
        return False
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    lower = min(one.top - one.bottom, other.top - other.bottom)
    columns = min(len(one.chunks), len(other.chunks)) >= _COLUMN_LINES
    return columns and shared > 0.5 * lower


def take_turns(block: Block, other: Block) -> bool:
    """Tell whether two blocks were drawn line by line in turn."""
    drawn = sorted(
        [(chunk.first, True) for chunk in block.chunks]
        + [(chunk.first, False) for chunk in other.chunks]
    )
    turns = sum(a[1] != b[1] for a, b in pairwise(drawn))
    return turns >= _TURNS


def goes_on(block: Block, after: Block) -> bool:
    """Tell whether a block is further down in the same column."""
    shared = min(block.right, after.right) - max(block.left, after.left)
    narrow = min(block.right - block.left, after.right - after.left)
    return after.top < block.bottom + 1 and shared > 0.5 * narrow
