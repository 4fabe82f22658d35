"""The functions of PDFium that are called for each line and each word of a page.

Its bindings check the kind of each argument, which takes as long as the call. Here pointers are
addresses, as numbers; the signatures are those of ``fpdf_text.h``.
"""

from __future__ import annotations

from ctypes import PYFUNCTYPE, c_int, c_ulong, c_void_p, cast
from typing import Any, Final

import pypdfium2.raw as pdfium


def _bare(function: Any, result: Any, *arguments: Any) -> Any:
    return PYFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


_POINTER: Final = c_void_p
_OF_A_CHARACTER: Final = (_POINTER, c_int)  # the text layer, the index of the character

#: (text, index, left, right, bottom, top): of the character itself.
char_box: Final = _bare(pdfium.FPDFText_GetCharBox, c_int, *_OF_A_CHARACTER, *4 * (_POINTER,))
#: (text, index, rectangle): with the full height of its font.
loose_char_box: Final = _bare(pdfium.FPDFText_GetLooseCharBox, c_int, *_OF_A_CHARACTER, _POINTER)
#: (text, index, name, length of name, flags): gives the length of the name that the font has.
font_info: Final = _bare(
    pdfium.FPDFText_GetFontInfo, c_ulong, *_OF_A_CHARACTER, _POINTER, c_ulong, _POINTER
)
#: (text, index, number of characters): gives the number of rectangles that they are drawn in.
count_rects: Final = _bare(pdfium.FPDFText_CountRects, c_int, *_OF_A_CHARACTER, c_int)
#: (text, number of the rectangle, left, top, right, bottom).
get_rect: Final = _bare(pdfium.FPDFText_GetRect, c_int, *_OF_A_CHARACTER, *4 * (_POINTER,))
#: (text, offset in its text, in units of UTF-16): gives the index of the character.
char_index: Final = _bare(pdfium.FPDFText_GetCharIndexFromTextIndex, c_int, *_OF_A_CHARACTER)
