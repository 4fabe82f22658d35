"""PDF: the lines of each page with their place and type size, by PDFium."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import closing
from ctypes import byref, c_int, create_string_buffer
from operator import itemgetter
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from classifier.documents.builder import DocumentBuilder
from classifier.documents.pdf_layout import Line, add_pages
from classifier.errors import (
    EmptyDocumentError,
    EncryptedDocumentError,
    UnreadableDocumentError,
)

_LOCK: Final = threading.Lock()  # PDFium may be used by one thread at a time
_FONT_NAME: Final = 128  # bytes that are looked at for "Bold"
_BOLD: Final = (b"bold", b"black", b"heavy", b"semibold", b"demi")
# PDFium puts a mark for a hyphen at the end of a line, and then leaves out the line end.
_ROW: Final = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")
# A text layer is broken when its letters have no known meaning.
_MIN_READABLE: Final = 0.7


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
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                characters += text.count_chars()
                builder.limits.check("max_chars", characters, builder.name, "characters of text")
                pages.append(list(_lines(text, page.get_height())))
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


def _lines(text: Any, height: float) -> Iterator[Line]:
    content = text.get_text_range()
    for match in _ROW.finditer(content):
        row = match[0].strip()
        if not row:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        first, last = (_index(text, content, at) for at in (start, start + len(row) - 1))
        # A raised figure may stand at either end, so the larger type is that of the line.
        boxes = _box(text, first), _box(text, last)
        bottom, size = max(
            ((box[1], round(box[3] - box[1], 1)) for box in boxes), key=itemgetter(1)
        )
        yield Line(
            text=row,
            left=boxes[0][0],
            right=boxes[1][2],
            bottom=bottom,
            size=size,
            bold=_is_bold(text, first) and _is_bold(text, last),
            place=bottom / height if height else 0.0,
        )


def _index(text: Any, content: str, at: int) -> int:
    """Return PDFium's index of a character, which it counts in units of UTF-16."""
    if not content.isascii():
        at = len(content[:at].encode("utf-16-le", errors="surrogatepass")) // 2
    index: int = pdfium.FPDFText_GetCharIndexFromTextIndex(text, at)
    return index


def _box(text: Any, index: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a character with its font's full height."""
    rectangle = pdfium.FS_RECTF()
    if index < 0 or not pdfium.FPDFText_GetLooseCharBox(text, index, byref(rectangle)):
        return 0.0, 0.0, 0.0, 0.0
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def _is_bold(text: Any, index: int) -> bool:
    name = create_string_buffer(_FONT_NAME)
    if index < 0 or not pdfium.FPDFText_GetFontInfo(text, index, name, _FONT_NAME, byref(c_int())):
        return False
    return any(weight in name.value.lower() for weight in _BOLD)


def _check_text(pages: list[list[Line]], name: str) -> None:
    text = "".join(line.text for lines in pages for line in lines)
    letters = sum(character.isalnum() for character in text)
    visible = sum(not character.isspace() for character in text)
    if not letters:
        raise EmptyDocumentError(
            f"{name}: has no text layer, as a scan has none; recognise its text (OCR) first"
        )
    if letters < _MIN_READABLE * visible - 50:
        raise EmptyDocumentError(
            f"{name}: its text layer is unreadable; recognise its text (OCR) anew"
        )
