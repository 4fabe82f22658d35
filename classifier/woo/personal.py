"""Personal data and direct contact details in a text: names, numbers and mailboxes, as spans.

Rules, not a model: a finding has a form that can be checked or stands where documents put such
data. What belongs to an office and not to a person is passed over: functional mailboxes and general
telephone numbers.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final, Literal

from classifier.woo.names import find_names
from classifier.woo.numbers import find_numbers

Kind = Literal["bsn", "email", "iban", "naam", "nummer", "telefoon"]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One piece of personal data in a text."""

    start: int  # offset in characters
    end: int  # exclusive
    kind: Kind
    confidence: float  # how sure the rule is, 0 to 1; set by hand, not measured


_NEAR: Final = 60  # characters on either side of a number in which its name may stand
_SURNAME: Final = 4  # letters of a name that tell a mailbox; shorter ones stand in many words

_EMAIL: Final = re.compile(
    r"(?<![\w.+-])([A-Za-z0-9][A-Za-z0-9._+-]{0,63})@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
)
# Words in the address of a mailbox that several people read.
_FUNCTIONS: Final = re.compile(
    r"aanvraag|aanvragen|administratie|advies|afdeling|balie|beheer|belastingen|bestuur"
    r"|bezwaar|bo|bureau|burgerzaken|cluster|college|communicatie|contact|controle"
    r"|coordinatie|debiteuren|directie|documenten|economie|facturen|factuur|financien|fraude"
    r"|functioneel|handhaving|helpdesk|hr|ict|info|informatie|inkoop|inspectie|intake|interne"
    r"|invordering|juridisch|juridische|kaarten|kennisbank|klachten|klant|klantcontact"
    r"|kwaliteit|locatie|loket|mail|meldingen|meldpunt|naam|no|noreply|officier|ondersteuning"
    r"|openbaar|openbaarheid|opleiding|pers|personeel|plan|planning|portaal|post|postbus"
    r"|postmaster|postvak|privacy|project|recht|redactie|registratie|reply|secretariaat"
    r"|service|servicedesk|servicepunt|specialisten|support|team|terugkeer|toezicht"
    r"|uitvoering|vacatures|vergunningen|web|webmaster|webredactie|werk|woo|zaken|zorg"
)

# "06-12345678", "+31 6 1234 5678"
_MOBILE: Final = re.compile(r"(?<![\d+])(?:\+31|0031|0)(?:\(0\))?[ -]?6(?:[ -]?\d){8}(?!\d)")
# "070-1234567", "(030) 123 45 67", "+31 70 123 4567", "088 1234567", "tst. 1234"
_LINE: Final = re.compile(
    r"(?<![\d+])(?:(?:\+31|0031)[ -]?|\(?0)[1-578]\d{1,2}\)?(?:[ -]?\d){6,7}(?!\d)"
)
_EXTENSION: Final = re.compile(
    r"\b(?:toestel(?:nummer)?|tst\.?)[ :]{1,3}(\d{3,5})\b", re.IGNORECASE
)
_DIRECT: Final = re.compile(
    r"\b(?:doorkies(?:nummer)?|direct(?:e)? (?:nummer|lijn)|rechtstreeks|mobiel|privénummer)\b",
    re.IGNORECASE,
)
_DIRECT_AFTER: Final = re.compile(r"[ ,]{0,2}\((?:doorkies|direct|rechtstreeks|mobiel)", re.I)
# Between a name and the number of that person: ", tel. ", " (", " | "
_BETWEEN: Final = re.compile(
    r"[\s,;:|(]*(?:(?:tel(?:efoon)?(?:nummer)?|t|bereikbaar (?:op|onder|via)|op)\b[.:]?[\s:(]*)?",
    re.IGNORECASE,
)


def find_personal(text: str) -> tuple[PersonalData, ...]:
    """Return the personal data in a text.

    Parameters
    ----------
    text : str
        Of a document.

    Returns
    -------
    tuple of PersonalData
        In the order of the text; of findings that overlap the surest is kept.

    Examples
    --------
    >>> [found.kind for found in find_personal("Contactpersoon: J. de Vries, 06-12345678")]
    ['naam', 'telefoon']
    """
    names = find_names(text)
    found = [PersonalData(start, end, "naam", sure) for start, end, sure in names]
    found += (PersonalData(*number) for number in find_numbers(text))
    found += _emails(text, {_letters(text[start:end]) for start, end, _ in names})
    found += _phones(text, sorted(end for _, end, _ in names))
    kept: list[PersonalData] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or kept[-1].end <= item.start:
            kept.append(item)
        elif item.confidence > kept[-1].confidence:
            kept[-1] = item
    return tuple(kept)


def is_functional(local: str) -> bool:
    """Tell whether a mailbox is read by an office, by what stands before the "@".

    A name shows by an initial or by two words; one word is far oftener that of a team.

    >>> [is_functional(local) for local in ("info", "pakketstromen", "j.devries", "jan.de.vries")]
    [True, True, False, False]
    """
    words = [word for word in re.split(r"[._]", local.lower()) if word]
    named = len(words) > 1 and all(word.replace("-", "").isalpha() for word in words)
    parts = {part for word in words for part in word.split("-")}
    return not named or any(_FUNCTIONS.fullmatch(part) for part in parts)


def _before(text: str, start: int) -> str:
    """Return what stands before a place, on its own line and near it."""
    return text[max(0, start - _NEAR) : start].rpartition("\n")[2]


def _letters(name: str) -> str:
    """Return the last part of a name as a mailbox spells it.

    >>> _letters("A.B. van den Bérg")
    'berg'
    """
    plain = unicodedata.normalize("NFKD", name.split()[-1]).lower()
    return "".join(letter for letter in plain if letter.isascii() and letter.isalpha())


def _emails(text: str, surnames: Set[str]) -> Iterator[PersonalData]:
    """Yield the mailboxes of persons: by their form, or by the surname of someone in the text."""
    for match in _EMAIL.finditer(text):
        local = match[1].lower()
        named = any(len(surname) >= _SURNAME and surname in local for surname in surnames)
        if named or not is_functional(local):
            yield PersonalData(match.start(), match.end(), "email", 0.8)


def _phones(text: str, ends: Sequence[int]) -> Iterator[PersonalData]:
    """Yield direct numbers: mobile, called so, of a set, or behind a name that ends before them."""
    for match in _MOBILE.finditer(text):
        yield PersonalData(match.start(), match.end(), "telefoon", 0.8)
    for match in _EXTENSION.finditer(text):
        yield PersonalData(match.start(1), match.end(1), "telefoon", 0.6)
    for match in _LINE.finditer(text):
        before = _before(text, match.start())
        after = text[match.end() : match.end() + _NEAR].partition("\n")[0]
        if _DIRECT.search(before) or _DIRECT_AFTER.match(after):
            yield PersonalData(match.start(), match.end(), "telefoon", 0.8)
            continue
        last = ends[bisect_right(ends, match.start()) - 1] if ends else 0
        if match.start() - len(before) <= last <= match.start() and _BETWEEN.fullmatch(
            text, last, match.start()
        ):
            yield PersonalData(match.start(), match.end(), "telefoon", 0.6)
