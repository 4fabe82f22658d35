"""The pages of a PDF file, some at a time: their lines, and how far their text can be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from classifier.documents.limits import Limits
from classifier.documents.ocr.text_layer import Quality
from classifier.documents.page import Frame, Line
from classifier.documents.pdf import calls
from classifier.documents.pdf.lines import TextLayer, lines_of
from classifier.documents.pdf.scan import page_quality

#: The lines of a page, and how far its text layer can be trusted; None when it is damaged.
Sheet = tuple[list[Line], Quality | None]

# What is open in PDFium at once takes memory, but its words are looked at together.
_PAGES: Final = 16
_WEIGHT: Final = 40_000  # characters and drawn objects of these pages


def sheets_of(document: Any, limits: Limits, name: str) -> Iterator[Sheet]:
    """Yield what each page of a file holds.

    Parameters
    ----------
    document : pypdfium2.PdfDocument
        The file.
    limits : Limits
        How many characters it may have.
    name : str
        What to call it in messages.

    Raises
    ------
    TooLargeDocumentError
        When it has more characters.
    """
    number = characters = 0
    n_pages = len(document)
    while number < n_pages:
        layers: list[TextLayer] = []
        open_pages: list[Any] = []  # None for one that is damaged
        weight = 0
        with ExitStack() as opened:
            while number < n_pages and len(open_pages) < _PAGES and weight < _WEIGHT:
                number += 1
                try:
                    page = opened.enter_context(closing(document[number - 1]))
                    text = calls.open_text(page)
                    opened.callback(calls.close_text, text)
                    count = calls.count_chars(text)
                    characters += count
                    limits.check("max_chars", characters, name, "characters of text")
                    content = calls.content_of(text, count)
                    layer = TextLayer(text, content, frame_of(page, number), count == len(content))
                    weight += count + pdfium.FPDFPage_CountObjects(page.raw)
                except pypdfium2.PdfiumError:
                    open_pages.append(None)
                else:
                    layers.append(layer)
                    open_pages.append(page)
            # Not in between: PDFium drives what Python works with out of the processor's cache.
            contents = iter([layer.content for layer in layers])
            qualities = [page and page_quality(page, next(contents)) for page in open_pages]
            lines = iter(lines_of(layers))
        yield from (([], None) if one is None else (next(lines), one) for one in qualities)


def frame_of(page: Any, number: int) -> Frame:
    """Return the frame of a :class:`pypdfium2.PdfPage`, by its number from 1."""
    return Frame(number, page.get_bbox(), page.get_rotation())
