"""What a line of text says about its place in the layout.

Formats without markup (plain text, PDF) and documents typed without styles show headings and
lists by form alone: a number, a dash, capitals, a missing full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import Final

from classifier.documents.characters import LINE_END_HYPHENS

# • and – may touch their text; a hyphen, star or o is a bullet only with a space after it.
_BULLET: Final = re.compile(
    r"(?:[•·▪◦●○■□►▶➢✓✔❖]\s*|[–—](?:\s+|(?=[^\W\d_]))|[-*o]\s+|§\s+(?!\d))(?=\S)"
)
# 1. | 12) | 1.) | a. | bb. | (a) | iv. | 1° | 2º. | (A)
_ORDINAL: Final = re.compile(
    r"(?:\(?(?:\d{1,3}|([a-z])\1?|[ivx]{2,5})(?:\.\)|[.)])|\d{1,2}[°º]\.?|\([A-Z]\))\s+(?=\S)"
    # The statute database loses the space: a.regeling: | 1.krachtens
    r"|(?:\d{1,2}|[a-z])\.(?=[^\W\d_A-Z]{3})"
)
# 3.2 | § 4 | B1/4.5 | IV. | 3 before a capital
_NUMBER: Final = re.compile(
    r"(?:§\s*)?(?:\d{1,3}(?:\.\d{1,3}){0,5}\.?|[A-Z]\d{1,2}(?:[./]\d{1,2})*|[IVX]{1,5}\.)\s+"
    r"(?=[^\W\d_a-z]|[‘'\"“(])"
)
_DIVISION: Final = re.compile(
    r"(deel|boek|hoofdstuk|titel|bijlage|afdeling|paragraaf|artikel|stap)\s+"
    r"(?:\d[\w.:/-]*|[IVX]+\b|[A-Z]\d*\b)(?=[.:]?$|[.:]?\s+(?-i:[^\W\d_a-z]|[‘'\"“(–-]))",
    re.I,
)
_DIVISION_LEVELS: Final = {"afdeling": 2, "paragraaf": 3, "artikel": 3, "stap": 3}  # others: 1
_CLOSED: Final = (".", ";", ",", ":", "…")
_SENTENCE_ENDS: Final = (".", ":", ";", "?", "!", "…")
_CLOSING: Final = ")]'\"’”»"  # may stand behind the sign that ends a sentence
_TAIL: Final = 30  # characters at the end of a line that tell how it ends
_MAX_HEADING_CHARS: Final = 120
_MAX_HEADING_WORDS: Final = 15
# A number at the start of a line that only continues "artikel", "en" and the like is no marker.
_REFERS_ON: Final = re.compile(
    r"(?:\b(?:artikel|artikelen|lid|leden|onder|onderdeel|nummer|nr|nrs|hoofdstuk|paragraaf|bijlage"
    r"|en|of|tot|van|op|de|het|met|per|in)|\()\.?$",
    re.I,
)
# Most lines begin with a word that is no marker and no division, be it with a capital; and they are
# not all in capitals. This is told first, for speed.
_PLAIN_WORD: Final = re.compile(
    r"(?!(?i:deel|boek|hoofdstuk|titel|bijlage|afdeling|paragraaf|artikel|stap))"
    r"(?:[a-z]{2,}(?![.)\w])|[A-Z][a-z])"
)
_MAY_BREAK: Final = f"-{LINE_END_HYPHENS}"  # ends a line in the middle of a word
_SUSPENDED: Final = frozenset(
    {"en", "of", "dan", "tot", "noch", "maar", "als", "resp.", "c.q.", "e/o"}
)
_WORD: Final = re.compile(r"[\w-]+")
_LAST_WORD: Final = re.compile(r"[\w-]+$")
_MAX_WORD: Final = 80  # characters that are looked at for a word at the end of a line
# Vowels that would be read as one sound keep a hyphen between them: zee-egel, Woo-instructie.
_VOWEL_CLASH: Final = re.compile(r"a[aeiu]|e[eiu]|i[eij]|o[eiou]|u[iu]")


def bullet_end(line: str) -> int:
    """Return where the text after a leading bullet begins; 0 without a bullet.

    >>> bullet_end("- een verzoek"), bullet_end("een verzoek")
    (2, 0)
    """
    match = _BULLET.match(line)
    return match.end() if match else 0


def ordinal_end(line: str) -> int:
    """Return where the text after the number or letter of a list item begins; 0 without one.

    >>> [ordinal_end(line) for line in ("a. het verzoek", "1° ter zitting", "3.2 Horen", "o.a. zo")]
    [3, 3, 0, 0]
    """
    match = _ORDINAL.match(line)
    return match.end() if match else 0


def starts_block(line: str, before: str) -> bool:
    """Return whether a line begins something new, whatever stands before it on the page.

    Parameters
    ----------
    line : str
        The line.
    before : str
        The line before it: after "artikel" a number is no marker.
    """
    if _PLAIN_WORD.match(line):
        return False
    if bullet_end(line):
        return True
    if not ordinal_end(line) and not heading_level(line):
        return False
    return _REFERS_ON.search(before[-_TAIL:]) is None


def ends_sentence(line: str) -> bool:
    """Return whether a line ends as a sentence or an introduction to a list does.

    >>> ends_sentence("Dit is beleid.)"), ends_sentence("Dit is")
    (True, False)
    """
    return line[-_TAIL:].rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def fits_heading(line: str) -> bool:
    """Return whether a line is short and open enough to be a heading, when it stands apart.

    >>> fits_heading("Horen van de aanvrager"), fits_heading("Wij horen de aanvrager.")
    (True, False)
    """
    return (
        len(line) <= _MAX_HEADING_CHARS
        and not line.endswith(_CLOSED)
        and len(line.split()) <= _MAX_HEADING_WORDS
        and not line[:1].islower()
        and any(map(str.isalpha, line))
        # As in a table of contents.
        and not ("...." in line or ". . . . " in line or "……" in line)
    )


def heading_level(line: str) -> int:
    """Return the level of a heading that shows itself by number, division or capitals; else 0.

    >>> [heading_level(line) for line in ("3.2 Horen", "Artikel 4.", "INLEIDING", "Horen")]
    [2, 3, 1, 0]
    """
    if _PLAIN_WORD.match(line):
        return 0
    division = _DIVISION.match(line)
    if division:
        bare = division.end() >= len(line.rstrip(" .:"))
        if bare or fits_heading(line):
            return _DIVISION_LEVELS.get(division[1].lower(), 1)
        return 0
    if not fits_heading(line):
        return 0
    number = _NUMBER.match(line)
    # "3. Horen" may be an item of a list as well, so its surroundings decide.
    if number and not ordinal_end(line):
        return 1 + sum(number[0].rstrip(". ").count(mark) for mark in "./")
    return 1 if line.isupper() and sum(map(str.isalpha, line)) >= 4 else 0


def join(lines: Iterable[str], words: Set[str] = frozenset()) -> str:
    r"""Return the lines of one paragraph as running text, broken words made whole.

    Parameters
    ----------
    lines : iterable of str
        Lines, possibly ending in a hyphen or one of the marks that PDF writers put for one.
    words : set of str
        The words of the whole document in lower case: a spelling found there decides.

    >>> join(["De uitvoe-", "ring van bezwaar-", "en beroepschriften bij de IND-", "medewerker"])
    'De uitvoering van bezwaar- en beroepschriften bij de IND-medewerker'
    """
    return "".join(seamed(lines, words))


def seamed(lines: Iterable[str], words: Set[str] = frozenset()) -> list[str]:
    """Return each filled line as it stands in running text, with what parts it from the next.

    >>> seamed(["De uitvoe-", "ring", "geldt"])
    ['De uitvoe', 'ring ', 'geldt']
    """
    parts: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if parts and parts[-1][-1] in _MAY_BREAK:
            parts[-1] = "".join(_seam(parts[-1], line, words))
        elif parts:
            parts[-1] += " "
        parts.append(line)
    return parts


def vocabulary(rows: Iterable[str]) -> frozenset[str]:
    """Return the words of a document in lower case, leaving out those at the end of a line.

    >>> sorted(vocabulary(["De Woo-instructie geldt"]))
    ['de', 'woo-instructie']
    """
    return frozenset(_WORD.findall("\n".join([row.rpartition(" ")[0] for row in rows]).lower()))


def _seam(line: str, after: str, words: Set[str]) -> tuple[str, str]:
    """Return a line as it goes on into the next, and what comes between the two."""
    soft = line[-1] in LINE_END_HYPHENS
    if not soft and not (line[-1] == "-" and line[-2:-1].isalnum()):
        return line, " "
    stem = line[:-1]
    first, second = _LAST_WORD.search(stem[-_MAX_WORD:]), _WORD.match(after)
    if first is None or second is None:
        return stem, "-"
    if after.split(maxsplit=1)[0].lower() in _SUSPENDED:
        return stem, "- "
    left, right = first[0], second[0]
    if f"{left}{right}".lower() in words:
        return stem, ""
    keeps = (
        f"{left}-{right}".lower() in words
        or not right[0].islower()
        or not left[-1].islower()  # IND-medewerker, 65-plusser
        or len(left) == 1  # e-mail
        or _VOWEL_CLASH.match(left[-1] + right[0]) is not None
    )
    return stem, "-" if keeps else ""
