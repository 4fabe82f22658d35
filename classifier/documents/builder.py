"""Composing a Document from blocks: the one place where offsets are computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from classifier.documents import plain_titles, titles
from classifier.documents.attaching import Attachments
from classifier.documents.characters import one_line
from classifier.documents.document import (
    Block,
    BlockKind,
    Box,
    Document,
    Furniture,
    FurnitureKind,
    Place,
)
from classifier.documents.limits import Limits
from classifier.errors import EmptyDocumentError

#: Whether text is read in images of pages: where the text layer will not do, always, or never.
OcrMode = Literal["auto", "always", "never"]

_BETWEEN: Final = "\n\n"
_PLAIN: Final = ("text/plain", "text/markdown")  # formats without a layout


@dataclass(slots=True)
class Piece:
    """The part of a block's text that stands on one line of a page."""

    text: str  # with the space that parts it from the next piece, if any
    page: int  # 1-based
    box: Box | None  # as in Place
    turn: int = 0  # likewise
    edges: tuple[int, ...] = ()  # likewise


class DocumentBuilder:
    """Collects the blocks of one document in reading order.

    Parameters
    ----------
    name : str
        The document, for error messages.
    limits : Limits
        How much text may be collected.
    ocr : {"auto", "always", "never"}
        Whether formats may read text in images.
    """

    def __init__(self, name: str, limits: Limits, ocr: OcrMode = "auto") -> None:
        self.name = name
        self.limits = limits
        self.ocr = ocr
        self.property_title = ""  # from the document's properties; often junk
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._places: list[Place] = []
        self._furniture: list[Furniture] = []
        self._attachments = Attachments(name, limits)
        self._warnings: dict[str, None] = {}
        self._metadata: dict[str, str] = {}
        self._position = 0
        self._page: int | None = None

    @property
    def n_blocks(self) -> int:
        """How many blocks there are by now."""
        return len(self._blocks)

    def start_page(self) -> None:
        """Begin the next page; without a call the document has no pages."""
        self._page = (self._page or 0) + 1

    def add(
        self, kind: BlockKind, text: str, *, level: int = 0, pieces: Sequence[Piece] = ()
    ) -> None:
        """Add one block; its text is brought on one line, and an empty one is left out.

        Parameters
        ----------
        kind : {"heading", "paragraph", "list_item", "table_row"}
            What the block is.
        text : str
            Its text, as the format gave it.
        level : int
            The depth of a heading or of a list item, from 1.
        pieces : sequence of Piece
            The same text by lines, when it is known where they stand. They may lie on several
            pages; the block gets the page of the first.

        Raises
        ------
        TooLargeDocumentError
            When the text grows over ``limits.max_chars``.
        """
        line = one_line(text)
        if not line:
            return
        start = self._position
        self._position += len(line) + len(_BETWEEN)
        if start + len(line) > self.limits.max_chars:
            self.limits.check("max_chars", start + len(line), self.name, "characters of text")
        self._parts.append(line)
        page = pieces[0].page if pieces else self._page
        self._blocks.append(Block(kind, start, start + len(line), level, page))
        if pieces:
            self._place(pieces, start, start + len(line), clean=line == text)

    def _place(self, pieces: Sequence[Piece], start: int, end: int, *, clean: bool) -> None:
        for piece in pieces:
            line = piece.text.rstrip() if clean else one_line(piece.text)
            # Characters that combine over two lines may make the whole shorter than its pieces.
            stop = min(start + len(line), end)
            if start < stop:
                edges = piece.edges if clean else ()
                self._places.append(Place(start, stop, piece.page, piece.box, piece.turn, edges))
            start = stop + (line != "" and piece.text[-1].isspace())

    def add_furniture(self, kind: FurnitureKind, text: str, *, page: int | None = None) -> None:
        """Keep what stands on the pages but is no part of the text; an empty one is left out.

        Parameters
        ----------
        kind : {"header", "footer", "page_number", "repeated"}
            What it is.
        text : str
            Its text, as the format gave it.
        page : int, optional
            1-based; by default the page at hand.
        """
        line = one_line(text)
        if line:
            self._furniture.append(Furniture(kind, line, self._page if page is None else page))

    def attach(self, name: str, content: bytes) -> None:
        """Keep a file that came with the document; see :meth:`Attachments.add`."""
        self._attachments.add(name, content)

    def warn(self, line: str) -> None:
        """Keep what could not be read of the document although other text was, with the remedy.

        Parameters
        ----------
        line : str
            In English, without the name of the document; the same line counts once.
        """
        self._warnings[one_line(line)] = None

    def describe(self, name: str, value: str) -> None:
        """Keep what the source says about the document; an empty value is left out.

        Parameters
        ----------
        name : str
            A name in ``Document.metadata``, such as ``"type"``; its first value is kept.
        value : str
            As the source has it.
        """
        line = one_line(value)
        if line:
            self._metadata.setdefault(name, line)

    def add_row(self, cells: list[str], *, page: int | None = None) -> None:
        """Add a row of a table; a row with one filled cell is a paragraph.

        >>> builder = DocumentBuilder("tabel", Limits())
        >>> builder.add_row(["Termijn", "", "acht weken"])
        >>> builder.build().text
        'Termijn | acht weken'
        """
        filled = [line for line in map(one_line, cells) if line]
        text = " | ".join(filled)
        pieces = () if page is None else (Piece(text, page, None),)
        self.add("table_row" if len(filled) > 1 else "paragraph", text, pieces=pieces)

    def build(
        self, *, source: str = "", media_type: str = "text/plain", sha256: str = ""
    ) -> Document:
        """Return the document.

        Parameters
        ----------
        source, media_type, sha256 : str
            As in :class:`Document`.

        Returns
        -------
        Document
            With the text, the blocks, the pages and the title.

        Raises
        ------
        EmptyDocumentError
            When no block holds a letter or a digit.
        """
        text = _BETWEEN.join(self._parts)
        if not any(character.isalnum() for character in text):
            raise EmptyDocumentError(
                f"{self.name}: holds no text; check that this is the right file"
            )
        naming = plain_titles if media_type in _PLAIN else titles
        title, span = naming.title_of(text, self._blocks, self.property_title)
        return Document(
            text=text,
            blocks=tuple(self._blocks),
            title=title,
            title_span=span,
            pages=self._pages(),
            source=source,
            media_type=media_type,
            sha256=sha256,
            furniture=tuple(self._furniture),
            places=tuple(self._places),
            attachments=self._attachments.all(),
            warnings=tuple(self._warnings),
            metadata=tuple(self._metadata.items()),
        )

    def _pages(self) -> tuple[tuple[int, int], ...]:
        """Return the span of each page: its lines or blocks, where two share a row those left."""
        spans: dict[int, tuple[int, int]] = {}
        for part in self._places or self._blocks:
            if part.page is not None:
                spans[part.page] = (spans.get(part.page, (part.start, 0))[0], part.end)
        pages: list[tuple[int, int]] = []
        position = 0
        for number in range(1, max(self._page or 0, *spans, 0) + 1):
            start, end = spans.get(number, (position, position))
            start, position = max(start, position), max(end, position)
            pages.append((start, position))
        return tuple(pages)
