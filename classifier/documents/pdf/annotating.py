"""A copy of a PDF with highlights and notes, by PDFium; what is given is never changed."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import closing
from ctypes import byref, c_ushort
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from classifier.documents.document import Box, Place
from classifier.documents.page import around
from classifier.documents.pdf.reading import LOCK, open_page, open_pdf
from classifier.errors import UnreadableDocumentError

Colour = tuple[int, int, int]  # red, green, blue: 0 to 255

_OPACITY: Final = 128  # of 255: the words stay legible where highlights overlap
# The corners of a highlight are upper left, upper right, lower left and lower right, as the words
# are read. By how the page is turned: which sides of the box (left, bottom, right, top) they have.
_CORNERS: Final = {
    0: ((0, 3), (2, 3), (0, 1), (2, 1)),
    90: ((0, 1), (0, 3), (2, 1), (2, 3)),
    180: ((2, 1), (0, 1), (2, 3), (0, 3)),
    270: ((2, 3), (2, 1), (0, 3), (0, 1)),
}


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words to highlight, with a note."""

    places: tuple[Place, ...]  # from Document.locate; those without a box are passed over
    colour: Colour
    note: str  # plain text; lines end in a newline


def annotated(content: bytes, highlights: Iterable[Highlight], *, author: str, name: str) -> bytes:
    """Return a copy of a PDF file with highlights.

    Parameters
    ----------
    content : bytes
        The file.
    highlights : iterable of Highlight
        One over several pages becomes an annotation on each of them, with the same note.
    author : str
        Who made the notes, as a reader of PDF files shows it.
    name : str
        What to call the file in messages.

    Raises
    ------
    EncryptedDocumentError
        When the file is protected by a password.
    UnreadableDocumentError
        When the file is damaged.
    """
    by_page: dict[int, list[tuple[Highlight, list[Place]]]] = {}
    for highlight in highlights:
        pages: dict[int, list[Place]] = {}
        for place in highlight.places:
            if place.box is not None:
                pages.setdefault(place.page, []).append(place)
        for page, places in pages.items():
            by_page.setdefault(page, []).append((highlight, places))
    stream = io.BytesIO()
    with LOCK, closing(open_pdf(content, name)) as document:
        for number, some in by_page.items():
            with closing(open_page(document, number - 1, name)) as page:
                for highlight, places in some:
                    _add(page, highlight, places, author)
        try:
            document.save(stream)
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocumentError(
                f"{name}: no copy of it can be written ({error}); save it anew from its source"
            ) from error
    return stream.getvalue()


def _add(page: Any, highlight: Highlight, places: list[Place], author: str) -> None:
    annotation = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_HIGHLIGHT)
    try:
        boxes: list[Box] = []
        for place in places:
            if place.box is not None:
                boxes.append(place.box)
                corners = [place.box[side] for pair in _CORNERS[place.turn] for side in pair]
                points = pdfium.FS_QUADPOINTSF(*corners)
                pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, byref(points))
        left, bottom, right, top = around(boxes)
        pdfium.FPDFAnnot_SetRect(annotation, byref(pdfium.FS_RECTF(left, top, right, bottom)))
        kind = pdfium.FPDFANNOT_COLORTYPE_Color
        pdfium.FPDFAnnot_SetColor(annotation, kind, *highlight.colour, _OPACITY)
        pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
        _set(annotation, b"T", author)
        _set(annotation, b"Contents", highlight.note)
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _set(annotation: Any, key: bytes, value: str) -> None:
    encoded = value.encode("utf-16-le", errors="replace") + b"\0\0"
    units = (c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)
    pdfium.FPDFAnnot_SetStringValue(annotation, key, units)
