"""Telling a page number from another header or footer."""

from __future__ import annotations

import re
from typing import Final

from classifier.documents.document import FurnitureKind

# A number with what word processors put around it: "Pagina 2 van 5", "- 2 -", "2/5".
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:(?:pagina|pag\.?|blad(?:zijde)?|page|p\.)\s*)?\d{0,4}\W*(?:(?:van|of)\W*)?\d{0,4}\W*",
    re.I,
)
_MAX_PAGE_NUMBER: Final = 40  # characters


def furniture_kind(text: str, kind: FurnitureKind) -> FurnitureKind:
    """Return what a line of a header or footer is: a page number, or what it was called.

    >>> furniture_kind("Pagina 2 van 5", "footer"), furniture_kind("Gemeente Elzerade", "header")
    ('page_number', 'header')
    """
    short = len(text) < _MAX_PAGE_NUMBER
    return "page_number" if short and _PAGE_NUMBER.fullmatch(text) else kind
