"""Which of the old one-byte encodings a Dutch text is in, by what its characters would be.

A free guess sees Hungarian or Cyrillic in a short Dutch text, so only the encodings in which
Dutch texts come are weighed: a letter with an accent belongs in a word, a quotation mark at the
edge of one, and most other characters nowhere.
"""

from __future__ import annotations

import re
from typing import Final

# In the order in which they win a tie. CP858 is CP850 with the euro sign.
_CANDIDATES: Final = ("cp1252", "iso8859-15", "mac_roman", "cp858")
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
_MOST: Final = 5_000  # characters that are weighed
_COMMON: Final = "éëïöüè"
_ACCENTED: Final = "áàâäåæçêíìîñóòôøõúùûßœšž"
_QUOTES: Final = "‘’“”„‚–—…•"
_SIGNS: Final = "°§½¼¾²³·«»©®™±µ×÷¡¿\u00a0\u00ad"


def likeliest(sample: bytes) -> str:
    """Return the codec in which a sample reads best as Dutch.

    Parameters
    ----------
    sample : bytes
        Text that is no UTF-8.

    >>> likeliest("financiële coördinatie".encode("cp850"))
    'cp858'
    """
    return max(_CANDIDATES, key=lambda codec: _score(sample.decode(codec, errors="replace")))


def _score(text: str) -> float:
    score = 0.0
    for count, match in enumerate(_BEYOND.finditer(text)):
        if count >= _MOST:
            break
        place = match.start()
        score += _worth(
            match[0], text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
        )
    return score


def _worth(sign: str, before: str, after: str) -> float:
    """Return how well a character fits between its neighbours; no fit is below zero."""
    inside = before.isalpha() and after.isalpha()
    beside = before.isalpha() or after.isalpha()
    if sign in _COMMON:
        return 3 if beside else 0
    if sign in _ACCENTED:
        return 1 if beside else -1
    if sign.lower() in _COMMON + _ACCENTED:  # a capital does not follow a small letter
        return -3 if before.islower() else 1 if after.isalpha() else -1
    if sign in _QUOTES:
        return (1 if sign == "’" else -2) if inside else 2
    if sign == "€":
        return -2 if inside else 2
    if sign in _SIGNS:
        return -2 if inside else 0.5
    return -3
