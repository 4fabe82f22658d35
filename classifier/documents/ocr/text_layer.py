"""Whether the text layer of a page says what is seen on it.

A layer may be missing, as on a scan, or lie: with the spaces lost between its words, or with
codes of a font where letters should be. The measures need no word list of the subject; the
figures beside them are of 125 pages of municipal PDFs whose layers are sound, and of 29,000
pieces of some 2,000 characters of Dutch regulations, the hardest of which are tables of codes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

#: "few": too little text to tell, or to be the text of a page; "glued": words run together;
#: "garbled": letters without meaning.
Quality = Literal["sound", "few", "glued", "garbled"]

# A page of text holds 1,000 letters and more, what is stamped on a scan some dozens, a page with
# a heading and charts 250 and more.
_FEW: Final = 200  # letters and digits
# Dutch joins words to long ones, but not often: on sound pages at most 2 % of the letters stand in
# words this long, with all spaces lost 60 %. With each second space lost the words are as long as
# Dutch allows, but all of them: 9 letters and more on nine pages of ten, at most 8.3 on sound ones.
# Of the pieces of regulations one in 200 is taken for glued: lists of trades, goods and norms.
_LONG: Final = 25  # letters
_GLUED: Final = 0.1  # share of the letters
_LONG_ON_AVERAGE: Final = 9  # letters
# With fillers and lines to write on set aside, at least 93 % of what sound pages show are letters
# and digits; a layer of codes has signs all over.
_LEGIBLE: Final = 0.6
_MOSTLY_LETTERS: Final = 0.85  # without digits, fillers and addresses: then the rest is no matter
# Fonts for bullets have signs without a meaning, at most 1 % on sound pages.
_UNKNOWN: Final = 0.2
# Every running text is full of the words of _FUNCTION, 7 % at the least in the agendas. Tables and
# lists may have none of them, but their words do have vowels: 36 to 47 % of the letters. A layer
# with other letters has neither; of pages with letters swapped at random four in five are found, of
# the pieces of regulations one in 700 is taken for such a page.
_FEW_FUNCTION: Final = 0.03  # share of the words
_VOWEL_SHARE: Final = (0.34, 0.52)
_ENOUGH_WORDS: Final = 40
_FUNCTION: Final = frozenset(
    word
    for words in (  # of Dutch, and of the languages that Dutch authorities send along
        "aan als bij dat de deze die dit door een en er het in is met naar niet of om ook op over",
        "te tot uit van voor worden wordt zijn and for of the to das der die und au des et la les",
    )
    for word in words.split()
)
_VOWELS: Final = frozenset("aeiouy")

_ADDRESS: Final = re.compile(r"www\.|https?:|@")
_SPACE: Final = re.compile(r"\s")
_FILLER: Final = re.compile(r"([._\-·…—– ])\1{2,}|(?:\. ){3,}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CODES: Final = 0x10000  # that are known apart
_UNUSUAL: Final = re.compile(r"[^\r\n\t\x20-\x7e\u00a0-\u017f\u2010-\u2027\u20ac]")
_LETTERS: Final = np.zeros(_CODES, bool)
for _match in _WORD.finditer("".join(map(chr, range(_CODES)))):
    _LETTERS[slice(*_match.span())] = True
_LINE_ENDS: Final = "\r\n\t\x02\ufffe"  # PDFium marks broken words with the last two


def quality(text: str) -> Quality:
    """Return how far a text layer can be trusted.

    Parameters
    ----------
    text : str
        The text layer of one page, as it is in the file.

    Examples
    --------
    >>> quality("Het college verleent geen ontheffing voor een terras. " * 10)
    'sound'
    >>> quality("Hetcollegeverleentgeenontheffing vooreenterras. " * 10)
    'glued'
    >>> quality("Pagina 3 van 12")
    'few'
    """
    words = _without_addresses(text)
    lengths = _lengths(words)
    total = int(lengths.sum())
    visible = len(text) - sum(map(text.count, " \r\n\t"))
    if total < max(_FEW, _MOSTLY_LETTERS * visible):
        # Most pages are legible by their letters alone; here it takes a closer look.
        shown = "".join(_FILLER.sub("", text).split())
        unknown = sum(map(_is_unknown, _UNUSUAL.findall(text)))
        if len(shown) >= _FEW and unknown > _UNKNOWN * len(shown):
            return "garbled"
        letters = sum(map(str.isalnum, shown))
        if letters < _FEW:
            return "garbled" if len(shown) - letters >= _FEW else "few"
        if letters < _LEGIBLE * len(shown):
            return "garbled"
    long = int(lengths[lengths > _LONG].sum())
    if long > _GLUED * total or total > _LONG_ON_AVERAGE * len(lengths):
        return "glued"
    # Most pages have enough of these words at their head, with spaces around; this is told at once.
    head = words[: len(words) // 4].rpartition(" ")[0].split()
    if sum(map(_FUNCTION.__contains__, head)) >= max(_FEW_FUNCTION * len(lengths), 1):
        return "sound"
    return "garbled" if _has_other_letters(_WORD.findall(words)) else "sound"


def _lengths(text: str) -> NDArray[np.intp]:
    """Return how many letters each word of a text has."""
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.dtype("<u2"))
    if len(codes) > len(text):  # it has characters of two units, which the table has not
        return np.array([len(word) for word in _WORD.findall(text)], np.intp)
    letters = np.zeros(len(text) + 2, bool)
    letters[1:-1] = _LETTERS[codes]
    ends = (letters[1:] != letters[:-1]).nonzero()[0]
    lengths: NDArray[np.intp] = ends[1::2] - ends[::2]
    return lengths


def _without_addresses(text: str) -> str:
    """Return a text without the words that are addresses of pages or of mail."""
    parts: list[str] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        if match.start() >= at:
            before = text[at : match.start()]
            if before and not before[-1].isspace():
                before = before[: -len(before.rsplit(None, 1)[-1])]
            parts.append(before)
            end = _SPACE.search(text, match.end())
            at = end.start() if end else len(text)
    return "".join([*parts, text[at:]]) if parts else text


def _has_other_letters(words: list[str]) -> bool:
    """Tell whether the letters of words stand for other letters."""
    lower = [word.lower() for word in words if len(word) > 1]
    if len(lower) < _ENOUGH_WORDS:
        return False
    if sum(word in _FUNCTION for word in lower) >= _FEW_FUNCTION * len(lower):
        return False
    letters = "".join(lower)
    plain = unicodedata.normalize("NFD", letters)  # an e with an accent is a vowel too
    least, most = _VOWEL_SHARE
    return not least <= sum(map(_VOWELS.__contains__, plain)) / len(letters) <= most


def _is_unknown(character: str) -> bool:
    """Tell whether a character is one that a font has, and Unicode has not."""
    if character.isascii():
        return character < " " and character not in _LINE_ENDS
    return character == "\ufffd" or (
        character not in _LINE_ENDS and unicodedata.category(character) in {"Co", "Cc", "Cn"}
    )
