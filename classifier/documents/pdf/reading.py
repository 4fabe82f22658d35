"""PDF: the lines of each page with their place and type size, by PDFium."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from classifier.documents.builder import DocumentBuilder
from classifier.documents.ocr.recognition import recognised
from classifier.documents.ocr.skew import Pixels
from classifier.documents.ocr.tesseract import RecognitionError
from classifier.documents.ocr.text_layer import Quality
from classifier.documents.page import Frame, Line
from classifier.documents.pdf.layout import add_pages
from classifier.documents.pdf.scan import image_of
from classifier.documents.pdf.sheets import frame_of, sheets_of
from classifier.errors import EncryptedDocumentError, UnreadableDocumentError

LOCK: Final = threading.Lock()  #: PDFium may be used by one thread at a time


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
    NeedsOcrError
        When the file has no text layer, or an unreadable one, as a scan has, and OCR is not
        allowed or not installed.
    TooLargeDocumentError
        When it has more than ``limits.max_pages``.
    TimedOutDocumentError
        When a limit of OCR left no page with text.
    UnreadableDocumentError
        When the file is damaged, or so many of its pages that no text is left. A page that is
        damaged among others is a warning.
    """
    with LOCK, closing(open_pdf(content, builder.name)) as document:
        builder.limits.check("max_pages", len(document), builder.name, "pages")
        builder.property_title = document.get_metadata_value("Title")
        pages: list[list[Line]] = []
        qualities: list[Quality | None] = []
        for lines, quality in sheets_of(document, builder.limits, builder.name):
            pages.append(lines)
            qualities.append(quality)

    def image(number: int) -> tuple[Pixels, int, Frame]:
        # Opened anew, so that others may read while Tesseract works on a page.
        try:
            with (
                LOCK,
                closing(open_pdf(content, builder.name)) as document,
                closing(document[number - 1]) as page,
            ):
                return *image_of(page), frame_of(page, number)
        except pypdfium2.PdfiumError as error:
            raise RecognitionError("it is damaged") from error

    add_pages(recognised(pages, qualities, image, builder), builder)


def open_pdf(content: bytes, name: str) -> Any:
    """Return a file as a :class:`pypdfium2.PdfDocument`, which the caller closes.

    Raises
    ------
    EncryptedDocumentError
        When it is protected by a password.
    UnreadableDocumentError
        When it is damaged.
    """
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedDocumentError.by_password(name) from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise EncryptedDocumentError(
                f"{name}: protected in a way that is not supported; save it without protection"
            ) from error
        raise UnreadableDocumentError(
            f"{name}: damaged PDF ({error}); get the file anew from its source"
        ) from error


def open_page(document: Any, number: int, name: str) -> Any:
    """Return a page by its number from 0, which the caller closes.

    Raises
    ------
    UnreadableDocumentError
        When it is damaged.
    """
    try:
        return document[number]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocumentError(
            f"{name}: page {number + 1} is damaged; get the file anew from its source"
        ) from error
