"""Names of people in a text, where documents put them: in fields, after titles, in signatures.

A name is found by its place, for there is no list of names that holds them all. Those who act in
public by their office (a minister, a mayor, members of a parliament) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_NEAR: Final = 60  # characters on either side in which an office may stand
_PARTICLE: Final = r"(?:(?:van|de|der|den|het|ten|ter|te|in|'t|op|von|el|al|du|la)\s)"
_SURNAME: Final = r"(?!(?:De|Het|Een|Van|Den)\b)[A-Z][a-zà-ÿ'’]{1,30}(?:-[A-Z][a-zà-ÿ'’]{1,30})?"
_INITIALS: Final = r"(?:[A-Z][a-z]?\.[ ]?){1,5}"
# "J. de Vries", "De Vries", "Jan de Vries"; on one line
_NAME: Final = (
    rf"(?:{_INITIALS}\s?|{_SURNAME} )?"
    rf"(?:(?:Van|De|Den|Ter|Ten|Van der|Van den) |{_PARTICLE}{{0,3}}){_SURNAME}"
).replace(r"\s", "[ ]")
_TITLE: Final = r"(?:drs|mr|dr|ir|ing|prof|bc|msc|ma)\.?[ ]"
# "Contactpersoon: J. de Vries", "Behandeld door mw. Bos"
_FIELD: Final = re.compile(
    r"(?i:\b(?:behandeld door[ \t]{0,4}:?|opgesteld door[ \t]{0,4}:?|(?:contactpersoon|behandelaar"
    r"|behandelend ambtenaar|opsteller|steller|auteur|inlichtingen bij|aanspreekpunt"
    r"|naam medewerker)[ \t]{0,4}:))[ \t]{1,20}"
    rf"(?i:(?:dhr|mevr|mw|de heer|mevrouw)\.?[ ])?(?i:{_TITLE}){{0,2}}(?P<name>{_NAME})\b"
)
_ADDRESSED: Final = re.compile(
    rf"\b(?i:dhr|mevr|mw|de heer|mevrouw|meneer)\.?[ ](?i:{_TITLE}){{0,2}}(?P<name>{_NAME})\b"
)
_SENDER: Final = re.compile(rf"(?P<name>{_NAME})[ ]<(?=[A-Za-z0-9._+-]{{1,64}}@)")
_CLOSING: Final = re.compile(
    r"^[ \t]*(?:hoogachtend|(?:met )?(?:vriendelijke |hartelijke )?groet(?:en|jes)?|w\.g\.)\b[,.]?",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNED: Final = re.compile(
    rf"[ \t]*(?i:w\.g\.[ ])?(?i:{_TITLE}){{0,2}}(?=[^\n]{{1,12}}[. ])"
    rf"(?P<name>{_NAME})[ \t]*(?:,[^\n]{{0,80}})?"
)
_SIGNATURE_LINES: Final = 6
# Who acts in public by the office: a name beside it is no matter of private life.
_PUBLIC: Final = re.compile(
    r"\b(?:minister|staatssecretaris|burgemeester|wethouder|gedeputeerde|dijkgraaf"
    # A lid of a council, not of an article.
    r"|commissaris van de koning|kamerlid|raadslid|statenlid|leden|(?<!ste )(?<!de )lid(?! \d)"
    r"|voorzitter van de)\b",
    re.IGNORECASE,
)
_PARTY: Final = re.compile(r"[ ]\([A-Z][A-Za-z0-9]{1,11}\)")  # "(VVD)"
# Capitals that are no name of a person.
_NO_NAME: Final = re.compile(
    r"\b(?:hoogachtend|groet(?:en|jes)?|namens|afdeling|team|cluster|directie|gemeente|provincie"
    r"|ministerie|dienst|bureau|college|staat|inspectie|loket|postbus|den haag|naam|voorzitter"
    r"|secretaris|directeur|teamleider|manager|hoofd|redactie|bijlagen?|onbekend|nadere|kantoor"
    r"|agentschap|koninklijke|marechaussee|politie|bestuur|uitvoering|toelating|zaken|minister|\w*autoriteit"
    r"|nederland(?:erschap|se)?)\b",
    re.IGNORECASE,
)
# Beginnings of a sentence behind "Mw.", which is a statute there.
_NO_SURNAME: Final = re.compile(
    r"A(?:an|ls)|Bij|D(?:an|at|eze|ie|it)|Er|Hij|In(?:dien)?|Met|Na|O(?:m|ok|p)|Tegen|Uit|Voor"
    r"|W(?:anneer|ij)|Zij"
)


def find_names(text: str) -> list[tuple[int, int, float]]:
    """Return the start, the end and the confidence of each name in a text, in order.

    Parameters
    ----------
    text : str
        Of a document.

    Examples
    --------
    >>> text = "Contactpersoon: J. de Vries"
    >>> [text[start:end] for start, end, _ in find_names(text)]
    ['J. de Vries']
    """
    return sorted({*_in_lines(text), *_in_signatures(text)})


def _in_lines(text: str) -> Iterator[tuple[int, int, float]]:
    for pattern in (_FIELD, _ADDRESSED, _SENDER):
        for match in pattern.finditer(text):
            yield from _name(text, match, 0.8)


def _in_signatures(text: str) -> Iterator[tuple[int, int, float]]:
    for closing in _CLOSING.finditer(text):
        position = closing.end()
        for _ in range(_SIGNATURE_LINES):
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            if signed := _SIGNED.fullmatch(text, position, end):
                office = text[closing.start() : position].rpartition("\n")[0]
                if not _PUBLIC.search(office):
                    yield from _name(text, signed, 0.8 if "." in signed["name"] else 0.6)
            if end == len(text):
                break
            position = end + 1


def _name(text: str, match: re.Match[str], confidence: float) -> Iterator[tuple[int, int, float]]:
    start, end = match.span("name")
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[end : end + _NEAR].partition("\n")[0]
    public = _PUBLIC.search(before + after) or _PARTY.match(text, end)
    name = match["name"]
    if not public and not _NO_SURNAME.fullmatch(name) and not _NO_NAME.search(name):
        yield start, end, confidence
