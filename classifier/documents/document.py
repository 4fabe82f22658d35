"""What reading gives: a text whose parts are known by their offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "table_row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the layout.

    ``text[start:end]`` of its document is the block's text, without the blank lines around it.
    """

    kind: BlockKind
    start: int  # offset in characters into Document.text
    end: int  # exclusive
    level: int = 0  # depth of a heading (1 is highest) or of a list item (1 is outermost)
    page: int | None = None  # 1-based; None when the format has no pages


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its text, and where the parts of the text stand.

    All offsets are in characters and point into ``text``. Blocks are in reading order, do not
    overlap and never lie over two pages.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""  # one line; "" when none was found
    title_span: tuple[int, int] | None = None  # where the title stands in text, if it does
    pages: tuple[tuple[int, int], ...] = ()  # (start, end) a page; () without pages
    source: str = ""  # the path as given, "-" for standard input, an id from a data set
    media_type: str = "text/plain"
    sha256: str = ""  # of the bytes that were read, in hexadecimal

    def page_at(self, offset: int) -> int | None:
        """Return the 1-based page of an offset, or None when the format has no pages.

        >>> Document("een twee", (), pages=((0, 3), (4, 8))).page_at(5)
        2
        """
        for number, (start, end) in enumerate(self.pages, start=1):
            if start <= offset < end:
                return number
        return None
