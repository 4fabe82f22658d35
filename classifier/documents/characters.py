"""The characters that a document's text may hold.

Text is shown to lawyers, printed on terminals and matched by cue phrases, so what cannot be seen
is taken out: control characters (also ESC), zero-width characters and those that turn the
reading direction, all of which can hide or forge words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: What PDF writers leave at the end of a line where a word was broken.
LINE_END_HYPHENS: Final = "\u00ad\u0002\ufffe"

# Word's Symbol and Wingdings bullets, which have no Unicode meaning.
_BULLETS: Final = {0xF0B7, 0xF0A7, 0xF0D8, 0xF0A8, 0xF0FC, 0xF06E, 0xF0E8, 0xF02D, 0xF071}

# Letters drawn as one, hyphens that look like any other, and quotes as typewriters and fonts had
# them; the usual typographic quotes stay.
_PLAIN: Final = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st", "\u0132": "IJ", "\u0133": "ij",
    "\u2010": "-", "\u2011": "-",
    "\u02bc": "’", "\u201b": "‘", "\u00b4": "’", "\u2032": "’", "\u201f": "“", "\u2033": "”",
}  # fmt: skip


# Text that stays as it is, which most is; to translate it would look at each character apart. The
# characters of ASCII are told at once, the others by a pattern, which takes much longer.
_STAYING_ASCII: Final = b"\n" + bytes(range(0x20, 0x7F))
_STAYS: Final = re.compile(
    r"[\u00a1-\u00ac\u00ae-\u00b3\u00b5-\u0131\u0134-\u017f"
    r"\u2013\u2014\u2018\u2019\u201c-\u201e\u2022\u2026\u20ac]*"
)

# To put marks in order takes the square of their number: hours for a megabyte on one letter. No
# writing puts 30 on a letter (Unicode calls text without more "stream-safe").
_MOST_MARKS: Final = 30
_MANY_MARKS: Final = re.compile(rf"[^\w\x00-\x7f]{{{_MOST_MARKS + 1},}}")


class _Replacements(dict[int, str]):
    """A translation table that fills itself with the characters it meets."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in _PLAIN:
            replacement = _PLAIN[character]
        elif character in "\n\u2028\u2029\x0b\x0c\x85":
            replacement = "\n"
        elif character == "\t" or category == "Zs":
            replacement = " "
        elif code in _BULLETS:
            replacement = "•"
        elif category in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            replacement = ""
        else:
            replacement = character
        self[code] = replacement
        return replacement


_REPLACEMENTS: Final = _Replacements()


def _stays(text: str) -> bool:
    """Return whether it is plain at a glance that a text needs no cleaning."""
    others = text.encode("utf-8", "surrogatepass").translate(None, _STAYING_ASCII)
    return not others or _STAYS.fullmatch(others.decode("utf-8", "surrogatepass")) is not None


def clean(text: str) -> str:
    r"""Return the text in NFC, with plain spaces, newlines and letters and nothing invisible.

    >>> clean("cafe\u0301\u00a0\u202e42\x1b[0m\r\n")
    'café 42[0m\n'
    """
    if _stays(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _MANY_MARKS.sub(_fewer_marks, text.translate(_REPLACEMENTS))
    return unicodedata.normalize("NFC", text)


def _fewer_marks(match: re.Match[str]) -> str:
    """Return signs without the marks that are too many on one letter."""
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    r"""Return the cleaned text on one line, without spaces around it.

    >>> one_line("  Artikel\u00a04\n Horen ")
    'Artikel 4 Horen'
    """
    if "  " not in text and "\n" not in text and _stays(text):
        return text.strip()
    return " ".join(clean(text).split())
