"""Numbers in a text that point to one person: a BSN, other numbers by law, bank accounts, as spans.

A number has a form that can be checked (the eleven-check of a BSN, the remainder of an IBAN) or
stands behind its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

Kind = Literal["bsn", "iban", "nummer"]

_NEAR: Final = 60  # characters before a number in which its name may stand

# "123456782", "1234.56.782", "123 456 782", "12345672" for one that begins with a zero
_NINE: Final = re.compile(r"(?<![\d.,/-])\d{2,4}([ .-]?)\d{2,3}\1\d{3}(?![\d/-]|[.,]\d)")
# What a number is called; the others have nine digits too, and may pass the same check.
_CALLED: Final = re.compile(
    r"\b(?:(?P<bsn>(?:bsn|burgerservicenummers?|burger service nummer|sofi-?nummers?)"
    r"(?:\)?[ -]?(?:nr|nummer)\b)?)"
    r"|rsin|btw|kvk|nr|fiscaal nummer|zaaknummer|dossiernummer|kenmerk|v-?nummer|a-?nummer"
    r"|administratienummer|vreemdelingennummer|loonheffingennummer|ordernummer|factuurnummer)\b",
    re.IGNORECASE,
)
# Numbers that the law gives to persons, and those of their papers: "V-nummer: 270.123.4567"
_OF_PERSON: Final = re.compile(
    r"\b(?:v-?nummer|vreemdelingennummer|a-nummer|administratienummer|onderwijsnummer"
    r"|paspoortnummer|rijbewijsnummer|identiteitskaartnummer)[ \t]{0,4}(?:\([^()\n]{1,20}\))?"
    r"(?:[ \t]{0,4}[:|])?[ \t]{1,4}"
    r"(?P<number>(?=[A-Z0-9]*\d)[A-Z0-9]{8,10}|\d{3}[ .]\d{3}[ .]\d{4})\b(?![.,/-]\d)",
    re.IGNORECASE,
)

# "NL91 ABNA 0417 1643 00"
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")


def find_numbers(text: str) -> Iterator[tuple[int, int, Kind, float]]:
    """Yield the start, the end, the kind and the confidence of each number of a person in a text.

    Parameters
    ----------
    text : str
        Of a document.

    Examples
    --------
    >>> text = "BSN-nr. 123456782, V-nummer: 270.123.4567"
    >>> [(text[start:end], kind) for start, end, kind, _ in find_numbers(text)]
    [('123456782', 'bsn'), ('270.123.4567', 'nummer')]
    """
    yield from _bsns(text)
    yield from ((*match.span("number"), "nummer", 0.8) for match in _OF_PERSON.finditer(text))
    yield from _ibans(text)


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


def _bsns(text: str) -> Iterator[tuple[int, int, Kind, float]]:
    for match in _NINE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        before = text[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2]
        called = [*_CALLED.finditer(before)]
        named = bool(called) and called[-1]["bsn"] is not None
        if named and len(digits) == 8:
            digits = f"0{digits}"
        if len(digits) != 9 or not passes_eleven_check(digits):
            continue
        if named or not called:
            # One number in eleven passes the check by chance.
            yield match.start(), match.end(), "bsn", 0.95 if named else 0.5


def _ibans(text: str) -> Iterator[tuple[int, int, Kind, float]]:
    for match in _IBAN.finditer(text):
        # The match may have taken a word in capitals with it.
        value = match[0]
        while value:
            if is_iban(value.replace(" ", "")):
                yield match.start(), match.start() + len(value), "iban", 0.6
                break
            value = value.rpartition(" ")[0]
