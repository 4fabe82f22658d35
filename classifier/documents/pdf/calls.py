"""The functions of PDFium that are called for each line and each word of a page.

Its bindings check the kind of each argument, which takes three times as long as the call: 0.7
microseconds for the box of a character, against 0.2 as it is done here, with arguments that are
made once. A page asks for some hundreds of boxes, so that a third of the time that a PDF takes
would go there. The signatures are those of ``fpdf_text.h``; the caller holds
:data:`~classifier.documents.pdf.reading.LOCK`, since the room for the answers is shared.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from ctypes import (
    PYFUNCTYPE,
    byref,
    c_char,
    c_double,
    c_float,
    c_int,
    c_ulong,
    c_ushort,
    c_void_p,
    cast,
    create_string_buffer,
)
from itertools import islice
from typing import Any, Final

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from classifier.documents.page import Boxes

_ROOM: Final = 1024  # boxes that are asked for at once
_FONT_NAME: Final = 128  # bytes


def _bare(function: Any, result: Any = c_int) -> Any:
    return PYFUNCTYPE(result)(cast(function, c_void_p).value or 0)


_close: Final = _bare(pdfium.FPDFText_ClosePage, None)
_count_chars: Final = _bare(pdfium.FPDFText_CountChars)
_text: Final = _bare(pdfium.FPDFText_GetText)
_text_index: Final = _bare(pdfium.FPDFText_GetTextIndexFromCharIndex)
_char_box: Final = _bare(pdfium.FPDFText_GetCharBox, None)
_loose_char_box: Final = _bare(pdfium.FPDFText_GetLooseCharBox, None)
_font_info: Final = _bare(pdfium.FPDFText_GetFontInfo, c_ulong)
_char_index: Final = _bare(pdfium.FPDFText_GetCharIndexFromTextIndex)

_EXACT_ANSWERS: Final = (c_double * (4 * _ROOM))()
_LOOSE_ANSWERS: Final = (c_float * (4 * _ROOM))()
_EXACT_BOXES: Final = np.ctypeslib.as_array(_EXACT_ANSWERS).reshape(_ROOM, 4)
_LOOSE_BOXES: Final = np.ctypeslib.as_array(_LOOSE_ANSWERS).reshape(_ROOM, 4)
# PDFium is given the places of left, right, bottom and top apart, and that of a whole rectangle.
_SIDES: Final = [
    [byref(_EXACT_ANSWERS, 8 * (4 * n + side)) for n in range(_ROOM)] for side in (0, 2, 1, 3)
]
_RECTANGLES: Final = [byref(_LOOSE_ANSWERS, 16 * n) for n in range(_ROOM)]
_FONT_ANSWER: Final = create_string_buffer(_FONT_NAME)
_FONT_ARGUMENTS: Final = byref(_FONT_ANSWER), c_ulong(_FONT_NAME), byref(c_int())


def open_text(page: Any) -> Any:
    """Return the address of the text layer of a page, for the functions below.

    Raises
    ------
    pypdfium2.PdfiumError
        When it cannot be read.
    """
    text = pdfium.FPDFText_LoadPage(page.raw)
    if not text:
        raise pypdfium2.PdfiumError("no text page")
    # Ready to be handed over: PDFium's bindings would look at it anew in each call.
    return byref(c_char.from_address(cast(text, c_void_p).value or 0))


def close_text(text: Any) -> None:
    """Close a text layer, before its page."""
    _close(text)


def count_chars(text: Any) -> int:
    """Return how many characters a text layer has in the file."""
    return max(int(_count_chars(text)), 0)


def content_of(text: Any, count: int) -> str:
    """Return the text of a layer that has so many characters in the file.

    Raises
    ------
    PdfiumError
        When PDFium gives no text.
    """
    first, last = 0, count - 1
    # PDFium leaves some characters out of the text; at its ends, it must not be asked for these.
    while first <= last and (start := int(_text_index(text, first))) < 0:
        first += 1
    while first <= last and (end := int(_text_index(text, last))) < 0:
        last -= 1
    if first > last:
        return ""
    room = (c_ushort * (end - start + 2))()  # and a null behind it
    units = int(_text(text, first, last - first + 1, byref(room)))
    if not 0 < units <= len(room):
        raise pypdfium2.PdfiumError("no text in the text layer")
    return bytes(room)[: 2 * (units - 1)].decode("utf-16-le", errors="ignore")


def char_boxes(texts: Iterator[Any], indices: Sequence[int]) -> Boxes:
    """Return the boxes of characters in the file, by layer and index; zeros for one without."""
    found = np.empty((len(indices), 4))
    for start in range(0, len(indices), _ROOM):
        some = indices[start : start + _ROOM]
        _EXACT_BOXES[: len(some)] = 0
        deque(map(_char_box, islice(texts, len(some)), some, *_SIDES), maxlen=0)
        found[start : start + len(some)] = _EXACT_BOXES[: len(some)]
    return found


def loose_char_boxes(texts: Iterator[Any], indices: Sequence[int]) -> Boxes:
    """Return the boxes of characters with the full height of their font, likewise."""
    found = np.empty((len(indices), 4))
    for start in range(0, len(indices), _ROOM):
        some = indices[start : start + _ROOM]
        _LOOSE_BOXES[: len(some)] = 0
        deque(map(_loose_char_box, islice(texts, len(some)), some, _RECTANGLES), maxlen=0)
        found[start : start + len(some)] = _LOOSE_BOXES[: len(some), [0, 3, 2, 1]]
    return found


def font_names(texts: Iterator[Any], indices: Sequence[int]) -> Iterator[bytes]:
    """Yield the names of the fonts of characters; empty for one without or with an endless one."""
    for text, index in zip(texts, indices, strict=True):
        length: int = _font_info(text, index, *_FONT_ARGUMENTS)
        yield _FONT_ANSWER.value if 0 < length <= _FONT_NAME else b""


def char_index(text: Any, units: int) -> int:
    """Return the index of the character at an offset in the text, in units of UTF-16."""
    return max(int(_char_index(text, units)), 0)
