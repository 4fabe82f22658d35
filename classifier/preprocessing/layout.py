"""The layout that the rule components share: blocks by offset, and tokens by offset.

``Doc._.blocks``, ``Doc._.title_span`` and ``Doc._.plain_text`` carry what reading found. A text
that was given to the pipeline bare has no blocks; it is then split by its blank lines.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from classifier.documents.document import Block, BlockKind

Ints = npt.NDArray[np.int64]

_BLANK_LINE: Final = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_NEWLINE: Final = re.compile(r"\n\s*")
# "- ", "• ", "1. ", "2) ", "a. ", "(b) ", "iv. ": what opens an item of a list at a line's start.
LIST_MARKER: Final = r"(?:[-–—*•·▪◦o]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)°])[ \t]"
_ITEM: Final = re.compile(rf"[ \t]*{LIST_MARKER}")
_ITEM_LINE: Final = re.compile(rf"\n(?=[ \t]*{LIST_MARKER})")


def register() -> None:
    """Make the extensions that carry the layout known to spaCy; it may be called twice."""
    if not Doc.has_extension("blocks"):
        Doc.set_extension("blocks", default=())
    if not Doc.has_extension("title_span"):
        Doc.set_extension("title_span", default=None)
    if not Doc.has_extension("plain_text"):
        Doc.set_extension("plain_text", default=None)


def text_of(doc: Doc) -> str:
    """Return the text of a doc; spaCy puts it together from all tokens each time it is asked."""
    text: str | None = doc._.plain_text
    if text is None:
        text = doc._.plain_text = doc.text
    return text


def blocks_of(doc: Doc) -> tuple[Block, ...]:
    """Return the blocks that reading found, or else those that blank lines tell."""
    blocks: tuple[Block, ...] = doc._.blocks
    if not blocks:
        blocks = doc._.blocks = blocks_of_text(text_of(doc))
    return blocks


def blocks_of_text(text: str) -> tuple[Block, ...]:
    r"""Split a bare text into paragraphs and list items.

    Blank lines part the paragraphs; where there are none, every line is one. Within a paragraph a
    line that opens with a list marker begins an item; other lines are wrapped lines.

    >>> [(b.kind, b.start, b.end) for b in blocks_of_text("Neem mee:\n- pas\n- foto\n\nSlot.")]
    [('paragraph', 0, 9), ('list_item', 10, 15), ('list_item', 16, 22), ('paragraph', 24, 29)]
    """
    separator = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _NEWLINE
    blocks: list[Block] = []
    for start, end in _between(separator, text, 0, len(text)):
        for first, last in _between(_ITEM_LINE, text, start, end):
            kind: BlockKind = "list_item" if _ITEM.match(text, first) else "paragraph"
            blocks.append(Block(kind, *_trimmed(text, first, last)))
    return tuple(block for block in blocks if block.start < block.end)


def _between(separator: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of ``text[start:end]`` that the separator leaves."""
    stretches = []
    for match in separator.finditer(text, start, end):
        stretches.append((start, match.start()))
        start = match.end()
    return [*stretches, (start, end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def token_starts(doc: Doc) -> Ints:
    """Return the offset in characters of each token, in order."""
    starts: Ints = doc.to_array(["IDX"]).astype(np.int64).reshape(-1)
    return starts


def tokens_at(starts: Ints, offsets: list[int] | Ints) -> Ints:
    """Return for each offset the index of the first token that starts there or later."""
    return np.searchsorted(starts, np.asarray(offsets, dtype=np.int64), side="left")
