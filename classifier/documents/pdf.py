"""PDF: the lines of each page with their place and type size, by PDFium."""

from __future__ import annotations

import re
import threading
from contextlib import closing
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from classifier.documents.builder import DocumentBuilder
from classifier.documents.pdf_layout import add_pages
from classifier.documents.pdf_lines import lines_of
from classifier.documents.pdf_page import Frame, Line
from classifier.errors import (
    EmptyDocumentError,
    EncryptedDocumentError,
    UnreadableDocumentError,
)

_LOCK: Final = threading.Lock()  # PDFium may be used by one thread at a time
# A text layer is broken when its letters have no known meaning.
_MIN_READABLE: Final = 0.7
_SIGNS: Final = re.compile(r"[\W_]+")


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of a PDF file, page by page.

    Parameters
    ----------
    content : bytes
        The file.
    builder : DocumentBuilder
        Takes the blocks.

    Raises
    ------
    EncryptedDocumentError
        When the file is protected by a password.
    EmptyDocumentError
        When the file has no text layer, or an unreadable one, as a scan has.
    UnreadableDocumentError
        When the file is damaged.
    """
    with _LOCK, closing(_open(content, builder.name)) as document:
        builder.limits.check("max_pages", len(document), builder.name, "pages")
        builder.property_title = document.get_metadata_value("Title")
        pages: list[list[Line]] = []
        characters = 0
        for number in range(len(document)):
            with (
                closing(_page(document, number, builder.name)) as page,
                closing(page.get_textpage()) as text,
            ):
                characters += text.count_chars()
                builder.limits.check("max_chars", characters, builder.name, "characters of text")
                pages.append(_lines(page, text, number + 1))
    _check_text(pages, builder.name)
    add_pages(pages, builder)


def _open(content: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedDocumentError(
                f"{name}: protected by a password; save it without one"
            ) from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise EncryptedDocumentError(
                f"{name}: protected in a way that is not supported; save it without protection"
            ) from error
        raise UnreadableDocumentError(
            f"{name}: damaged PDF ({error}); get the file anew from its source"
        ) from error


def _page(document: Any, number: int, name: str) -> Any:
    try:
        return document[number]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocumentError(
            f"{name}: page {number + 1} is damaged; get the file anew from its source"
        ) from error


def _lines(page: Any, text: Any, number: int) -> list[Line]:
    """Return the lines of a page in the order of the file."""
    frame = Frame(number, page.get_bbox(), page.get_rotation())
    return lines_of(text, frame)


def _check_text(pages: list[list[Line]], name: str) -> None:
    text = "".join(line.text for lines in pages for line in lines)
    letters = len(_SIGNS.sub("", text))
    visible = len("".join(text.split()))
    if not letters:
        raise EmptyDocumentError(
            f"{name}: has no text layer, as a scan has none; recognise its text (OCR) first"
        )
    if letters < _MIN_READABLE * visible - 50:
        raise EmptyDocumentError(
            f"{name}: its text layer is unreadable; recognise its text (OCR) anew"
        )
