"""The blocks of a page: lines that stand below each other, and its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from classifier.documents.pdf_rows import Chunk, Row
from classifier.documents.pdf_tables import Table, find_tables

_STACKED: Final = 1.8  # times the type size: lines of one block are this close
_NAME: Final = re.compile(r"[^\W\d_]{3,}")  # a word, for telling text from labels and figures
_PROSE_WORDS: Final = 8
_LARGER: Final = 1.1  # times the type size of the text below: a title
_NEAR: Final = 3  # times its type size, from a title to its text
_TURNS: Final = 4  # between two blocks that are drawn line by line
_COLUMN_LINES: Final = 3  # what is shorter is no column of running text


@dataclass(slots=True, eq=False)
class Block:
    """Lines stacked on each other, or a table; lengths in points."""

    rows: list[Row]
    left: float
    bottom: float
    right: float
    top: float
    table: Table | None = None

    @property
    def chunks(self) -> list[Chunk]:
        """Its chunks, from above to below."""
        return [chunk for row in self.rows for chunk in row]

    @property
    def first(self) -> int:
        """The place of its first line in the order of the file."""
        return min(chunk.first for chunk in self.chunks)

    @property
    def last(self) -> int:
        """The place of its last line in the order of the file."""
        return max(chunk.last for chunk in self.chunks)

    @property
    def size(self) -> float:
        """Its largest type size."""
        return max(chunk.size for chunk in self.chunks)

    @property
    def says_something(self) -> bool:
        """Whether it is more than a label or a figure."""
        return sum(len(_NAME.findall(chunk.text)) for chunk in self.chunks[:2]) > 1

    @property
    def is_prose(self) -> bool:
        """Whether it is running text, and no label, figure or heading."""
        names = sum(len(_NAME.findall(chunk.text)) for chunk in self.chunks)
        return self.table is not None or (len(self.rows) > 1 and names >= _PROSE_WORDS)


def blocks_of(rows: list[Row]) -> list[Block]:
    """Return the blocks of a page, from above to below; a table is a block of its own."""
    tables = {table.start: table for table in find_tables(rows)}
    blocks: list[Block] = []
    number = 0
    while number < len(rows):
        table = tables.get(number)
        if table is not None:
            inside = rows[number : table.end]
            blocks.append(Block(inside, *bounds(inside), table))
            number = table.end
            continue
        for chunk in rows[number]:
            above = [block for block in blocks if _stacks(block, chunk)]
            if len(above) == 1 and not any(
                other is not chunk and overlap(above[0], other) for other in rows[number]
            ):
                above[0].rows.append([chunk])
                left, bottom, right, _ = bounds([[chunk]])
                above[0].left = min(above[0].left, left)
                above[0].right = max(above[0].right, right)
                above[0].bottom = min(above[0].bottom, bottom)
            else:
                blocks.append(Block([[chunk]], *bounds([[chunk]])))
        number += 1
    return blocks


def _stacks(block: Block, chunk: Chunk) -> bool:
    if block.table is not None or not overlap(block, chunk):
        return False
    return chunk.size * -0.5 < block.bottom - chunk.top < _STACKED * chunk.size


def overlap(one: Block | Chunk, other: Block | Chunk) -> bool:
    """Tell whether two stand above each other, at least in part."""
    return min(one.right, other.right) - max(one.left, other.left) > 0.5


def bounds(rows: list[Row]) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of some rows."""
    chunks = [chunk for row in rows for chunk in row]
    return (
        min(chunk.left for chunk in chunks),
        min(chunk.bottom for chunk in chunks),
        max(chunk.right for chunk in chunks),
        max(chunk.top for chunk in chunks),
    )


def titles(blocks: list[Block], prose: list[Block]) -> list[Block]:
    """Return the headings of running text: in larger type, right above it or above all."""
    found = []
    highest = max((block.top for block in blocks), default=0.0)
    for block in blocks:
        if block.is_prose or not any(_NAME.search(chunk.text) for chunk in block.chunks):
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
    """Tell whether two blocks are columns beside each other."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    lower = min(one.top - one.bottom, other.top - other.bottom)
    columns = min(len(one.rows), len(other.rows)) >= _COLUMN_LINES
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
