"""What the name of a paragraph style tells, in Word, LibreOffice and house styles."""

from __future__ import annotations

import re
from typing import Final

_HEADING: Final = re.compile(r"(?:heading|kop(?!tekst|ie)|tussenkop)[\s_]*([1-9])?", re.I)
_TITLE: Final = re.compile(r"title|titel", re.I)
_LIST: Final = re.compile(r"(?:list|lijst|opsom)\w*\D*([1-9])?", re.I)
_CONTENTS: Final = re.compile(r"(?:toc|inhopg|contents|table of figures)\b(?!\s*heading)", re.I)


def heading_level(name: str) -> int:
    """Return the level of the headings of a style, 0 for a style of something else.

    >>> [heading_level(name) for name in ("Kop 2 Gemeente", "Titel", "Koptekst", "Body Text")]
    [2, 1, 0, 0]
    """
    match = _HEADING.match(name)
    if match:
        return int(match[1] or 1)
    return int(_TITLE.fullmatch(name) is not None)


def list_level(name: str) -> int:
    """Return the depth of the list items of a style, 0 for a style of something else.

    >>> [list_level(name) for name in ("List Bullet 2", "Lijstalinea", "Standaard")]
    [2, 1, 0]
    """
    match = _LIST.match(name)
    return int(match[1] or 1) if match else 0


def is_contents(name: str) -> bool:
    """Return whether a style is that of a line in a table of contents.

    >>> is_contents("toc 1"), is_contents("TOC Heading")
    (True, False)
    """
    return _CONTENTS.match(name) is not None
