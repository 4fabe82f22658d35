"""Personal data and direct contact details in a text: names, numbers and mailboxes, as spans.

Rules, not a model: a finding has a form that can be checked (the eleven-check of a BSN, the
remainder of an IBAN) or stands where documents put such data. What belongs to an office and not to
a person is passed over: functional mailboxes and general telephone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from classifier.woo.names import find_names

Kind = Literal["bsn", "email", "iban", "naam", "telefoon"]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One piece of personal data in a text."""

    start: int  # offset in characters
    end: int  # exclusive
    kind: Kind
    confidence: float  # how sure the rule is, 0 to 1; set by hand, not measured


_NEAR: Final = 60  # characters before a number in which its name may stand

# "123456782", "1234.56.782", "123 456 782"
_NINE: Final = re.compile(r"(?<![\d.,/-])\d{3,4}([ .-]?)\d{2,3}\1\d{3}(?![\d/-]|[.,]\d)")
# What a number is called; the others have nine digits too, and may pass the same check.
_CALLED: Final = re.compile(
    r"\b(?:(?P<bsn>bsn|burgerservicenummers?|burger service nummer|sofi-?nummers?)"
    r"|rsin|btw|kvk|nr|fiscaal nummer|zaaknummer|dossiernummer|kenmerk|v-?nummer"
    r"|loonheffingennummer|ordernummer|factuurnummer)\b",
    re.IGNORECASE,
)

# "NL91 ABNA 0417 1643 00"
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")

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
    finders: tuple[Callable[[str], Iterator[PersonalData]], ...] = (
        _bsns,
        _ibans,
        _emails,
        _phones,
    )
    found = [item for finder in finders for item in finder(text)]
    found += [PersonalData(start, end, "naam", sure) for start, end, sure in find_names(text)]
    kept: list[PersonalData] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or kept[-1].end <= item.start:
            kept.append(item)
        elif item.confidence > kept[-1].confidence:
            kept[-1] = item
    return tuple(kept)


def passes_eleven_check(digits: str) -> bool:
    """Tell whether nine digits can be a BSN.

    >>> passes_eleven_check("123456782"), passes_eleven_check("123456789")
    (True, False)
    """
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and any(digit != "0" for digit in digits)


def is_iban(value: str) -> bool:
    """Tell whether a value without spaces has the remainder of an IBAN.

    >>> is_iban("NL91ABNA0417164300"), is_iban("NL92ABNA0417164300")
    (True, False)
    """
    moved = value[4:] + value[:4]
    length_fits = len(value) == 18 if value.startswith("NL") else 15 <= len(value) <= 34
    return length_fits and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


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


def _bsns(text: str) -> Iterator[PersonalData]:
    for match in _NINE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        before = _before(text, match.start())
        called = [*_CALLED.finditer(before)]
        named = bool(called) and called[-1]["bsn"] is not None
        if len(digits) != 9 or not passes_eleven_check(digits):
            continue
        if named or not called:
            # One number in eleven passes the check by chance.
            yield PersonalData(match.start(), match.end(), "bsn", 0.95 if named else 0.5)


def _ibans(text: str) -> Iterator[PersonalData]:
    for match in _IBAN.finditer(text):
        # The match may have taken a word in capitals with it.
        value = match[0]
        while value:
            if is_iban(value.replace(" ", "")):
                yield PersonalData(match.start(), match.start() + len(value), "iban", 0.6)
                break
            value = value.rpartition(" ")[0]


def _emails(text: str) -> Iterator[PersonalData]:
    for match in _EMAIL.finditer(text):
        if not is_functional(match[1]):
            yield PersonalData(match.start(), match.end(), "email", 0.8)


def _phones(text: str) -> Iterator[PersonalData]:
    for match in _MOBILE.finditer(text):
        yield PersonalData(match.start(), match.end(), "telefoon", 0.8)
    for match in _EXTENSION.finditer(text):
        yield PersonalData(match.start(1), match.end(1), "telefoon", 0.6)
    for match in _LINE.finditer(text):
        if _DIRECT.search(_before(text, match.start())):
            yield PersonalData(match.start(), match.end(), "telefoon", 0.8)
