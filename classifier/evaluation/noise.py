"""Noise as text recognition makes it: words broken and glued, letters misread, page furniture.

A model that is right on clean text only has learnt the database, not the kind of document. The
noise depends on the seed and the text alone, so that an evaluation can be repeated.
"""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass
from typing import Final

_LINES_ON_PAGE: Final = 45
_LINE: Final = 90  # characters, where a text has no lines of its own
_LONG_WORD: Final = 7  # letters; shorter words are seldom broken over lines
_WORDS: Final = re.compile(r"\S+|\s+")
# What a recogniser takes one for the other; each pair was seen in scans.
_MISREAD: Final = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("i", "l"),
    ("e", "c"),
    ("o", "0"),
    ("ij", "y"),
    ("h", "b"),
    ("t", "f"),
    ("ü", "u"),
)


@dataclass(frozen=True, slots=True)
class Noise:
    """How much of a text is spoilt; each field is a share."""

    glued: float = 0.02  # of the spaces, lost
    split: float = 0.01  # of the words, with a space in them
    hyphenated: float = 0.03  # of the long words, broken over a line
    misread: float = 0.03  # of the words, with a wrong letter


SCAN: Final = Noise()


def scan(text: str, noise: Noise = SCAN, *, seed: int = 0) -> str:
    r"""Return a text as a mediocre scan of it would be read.

    Parameters
    ----------
    text : str
        The text.
    noise : Noise
        How much to spoil.
    seed : int
        Together with the text it settles what is spoilt.

    Returns
    -------
    str
        The spoilt text, with a running header and page numbers.

    Examples
    --------
    >>> scan("Het college verleent geen ontheffing.", Noise(0, 1, 0, 0))
    'H et coll ege verleen t ge en ontheffing .\nPagina 1 van 1'
    """
    digest = hashlib.sha256(f"{seed}\n{text}".encode()).digest()
    chance = random.Random(digest)  # noqa: S311  (noise, not secrets)
    spoilt = "".join(_spoil(match[0], noise, chance) for match in _WORDS.finditer(text))
    return _paged(spoilt)


def _spoil(part: str, noise: Noise, chance: random.Random) -> str:
    if part.isspace():
        return "" if part == " " and chance.random() < noise.glued else part
    if chance.random() < noise.misread:
        found = [pair for pair in _MISREAD if pair[0] in part]
        if found:
            part = part.replace(*chance.choice(found), 1)
    if len(part) > 2 and chance.random() < noise.split:
        at = chance.randrange(1, len(part))
        return f"{part[:at]} {part[at:]}"
    if len(part) >= _LONG_WORD and part.isalpha() and chance.random() < noise.hyphenated:
        at = chance.randrange(3, len(part) - 2)
        return f"{part[:at]}-\n{part[at:]}"
    return part


def _paged(text: str) -> str:
    """Return a text with the furniture of pages between its lines."""
    lines = [
        line[start : start + _LINE]
        for line in text.split("\n")
        for start in range(0, max(len(line), 1), _LINE)
    ]
    header = next((line.strip() for line in lines if line.strip()), "")[:60]
    pages = [
        lines[start : start + _LINES_ON_PAGE] for start in range(0, len(lines), _LINES_ON_PAGE)
    ]
    return "\n".join(
        "\n".join([*([header] if number > 1 else []), *page, f"Pagina {number} van {len(pages)}"])
        for number, page in enumerate(pages, start=1)
    )
