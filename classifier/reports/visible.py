"""Text from outside on a terminal: what could steer the terminal is shown, not done."""

from __future__ import annotations

import unicodedata
from typing import Final

# Controls, formats (zero-width, reading direction), halves of pairs, private and unassigned
# characters, and the separators of lines and paragraphs.
_HIDDEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    r"""Return the text on one line, with every character that cannot be seen written as an escape.

    >>> visible("nota\x1b[31m\n\u202eter")
    'nota\\x1b[31m \\u202eter'
    """
    if text.isprintable():
        return text
    spaced = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in _HIDDEN
        else character
        for character in spaced
    )
