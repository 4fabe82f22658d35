"""From the text of a document back to the elements of a DOCX file that its characters come from."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from classifier.documents.characters import clean
from classifier.documents.document import Block, Document
from classifier.documents.docx.walk import Origin, pieces

_PARTS_CELLS: Final = "|"  # put between the cells of a row, and no character of theirs


class Spot(NamedTuple):
    """A character in the file."""

    leaf: etree._Element  # the element that gives it
    offset: int  # which of the characters of that element


class Origins:
    """Where the text of a document comes from.

    Parameters
    ----------
    document : Document
        As it was read.
    origins : sequence of Origin
        From reading the same file.
    """

    def __init__(self, document: Document, origins: Sequence[Origin]) -> None:
        self._document = document
        self._origins = [origin for origin in origins if origin.blocks]
        self._spots: dict[int, dict[int, Spot]] = {}  # of blocks: by the offset in the text

    def spots(self, start: int, end: int) -> list[Spot]:
        """Return where a span of the text stands, by the characters that are no space.

        Parameters
        ----------
        start, end : int
            Offsets into the text; ``end`` is exclusive.

        Returns
        -------
        list of Spot
            In the order of the text. The number of a paragraph and what parts cells stand nowhere
            in the file; in a note, all stands where the text refers to it.
        """
        found: list[Spot] = []
        for number in self._blocks(start, end):
            spots = self._of_block(number)
            found += (spot for offset, spot in spots.items() if start <= offset < end)
        return found

    def near(self, start: int) -> Iterator[list[Spot]]:
        """Yield where the block with an offset stands, those before it, and those after it."""
        at = self._blocks(0, start + 1).stop
        for number in (*range(at - 1, -1, -1), *range(at, len(self._document.blocks))):
            yield list(self._of_block(number).values())

    def _blocks(self, start: int, end: int) -> range:
        blocks = self._document.blocks
        first = bisect_right(blocks, start, key=lambda block: block.end)
        return range(first, bisect_right(blocks, end - 1, key=lambda block: block.start))

    def _of_block(self, number: int) -> dict[int, Spot]:
        if number not in self._spots:
            place = bisect_right(self._origins, number, key=lambda one: one.blocks.start) - 1
            self._align(self._origins[place])
        return self._spots[number]

    def _align(self, origin: Origin) -> None:
        """Find the letters of blocks among those of the paragraphs that they were read from."""
        given = list(_given(origin))
        letters = "".join(letter for letter, _ in given)
        position = 0
        for number in origin.blocks:
            block = self._document.blocks[number]
            shown = list(_shown(self._document.text, block))
            # What is left out between blocks is the sign before an item of a list.
            at = letters.find("".join(letter for letter, _ in shown), position)
            spots: dict[int, Spot] = {}
            if at >= 0:
                position = at + len(shown)
                for (_, offset), (_, spot) in zip(shown, given[at:position], strict=True):
                    if spot is not None:
                        spots.setdefault(offset, spot)
            self._spots[number] = spots


def _given(origin: Origin) -> Iterator[tuple[str, Spot | None]]:
    """Yield the letters of paragraphs, with their spots."""
    noted = None if origin.reference is None else Spot(origin.reference, 0)
    for part in origin.parts:
        if isinstance(part, str):
            yield from ((letter, None) for character in part for letter in _letters(character))
            continue
        for leaf, text in pieces(part):
            for index, character in enumerate(text):
                for letter in _letters(character):
                    yield letter, noted or Spot(leaf, index)


def _shown(text: str, block: Block) -> Iterator[tuple[str, int]]:
    """Yield the letters of a block, with their offsets in the text."""
    for offset in range(block.start, block.end):
        for letter in _letters(text[offset]):
            yield letter, offset


@lru_cache(maxsize=10_000)
def _letters(character: str) -> str:
    """Return what a character and its cleaned form have in common: no spaces, no accents."""
    parts = unicodedata.normalize("NFD", clean(character))
    return "".join(
        part
        for part in parts
        if not part.isspace() and not unicodedata.combining(part) and part != _PARTS_CELLS
    )
