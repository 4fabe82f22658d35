"""What a line at the head of a document tells: its name, or what stands around the name."""

from __future__ import annotations

import re
from typing import Final, Literal

#: ``part``: numbered, or named as parts are ("Inleiding"). ``date``: when, or which page.
#: ``field``: from whom, to whom, where. ``authority``: only whose it is, or in which journal.
#: ``kind``: only what kind of document it is. ``name``: anything else.
Role = Literal["part", "date", "field", "authority", "kind", "name"]

_LONG: Final = 160  # characters; what is longer is no line of a letterhead
_LABELS: Final = (
    r"(?:aan|van|cc|datum|plaats|locatie|zaal|tijd|aanvang|aanwezig|afwezig|voorzitter|griffier"
    r"|secretaris|onderwerp|betreft|betr\.|bijlagen?|kenmerk|(?:ons|uw) (?:kenmerk|brief(?: van)?)"
    r"|behandeld door|steller|opsteller|auteurs?|afzender|eigenaar|contactpersoon|doelgroep"
    r"|portefeuille(?:houder)?|afdeling|directie|team|doorkiesnummer|tel(?:efoon(?:nummer)?|\.)?"
    r"|fax|e-?mail(?:adres)?|internet|website|postadres|bezoekadres|retouradres|postbus|verzonden"
    r"|versie(?:nummer)?|status|nummer|nr\.|reg\.? ?nr\.|zaaknummer|dossiernummer|documentnummer"
    r"|registratienummer|ingangsdatum|vergaderdatum|publicatiedatum|vervangt|documenten|voor)"
    r"(?: ?\(?(?:s|n|en)\))?"
)
# "Datum:", "Aan | de raad", a label by itself, or one that is told by what it is.
_FIELD: Final = re.compile(
    rf"{_LABELS}[ ]?(?:[:|]|$)"
    r"|(?:behandeld door|bezoekadres|postadres|retouradres|(?:ons|uw) kenmerk|doorkiesnummer"
    r"|inlichtingen bij|t\.?a\.?v\.|aangetekend|onderwerp|betreft) "
    r"|(?:postbus|telefoon|tel\.|fax) \+?\d"
    r"|(?:\S+ ){0,4}\d+[\w-]{0,4},? \d{4} ?[A-Z]{2}\b|\d{4} ?[A-Z]{2} [A-Z]"  # an address
    r"|(?:https?://|www\.)\S+$|\S+@\S+$"
    r"|aan (?:de (?:leden|raad|gemeenteraad|minister|bestu\w+|colleges?)|het (?:college|bestuur)"
    r"|alle \w+)\b|(?:geachte?|beste|hoi|hallo|dag)\b.{0,80},$",
    re.I,
)
_MONTH: Final = (
    "(?:jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec|januari|februari|maart|april|mei|juni|juli"
    r"|augustus|september|oktober|november|december)\.?"
)
_DATE: Final = re.compile(
    rf"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag )?"
    rf"(?:\d{{1,2}} )?{_MONTH} \d{{4}}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|(?:pagina|blad(?:zijde)?|blz\.|p\.) \d+(?: ?(?:van|/) ?\d+)?"
    r"|(?:datum|versie|vastgesteld|bijgewerkt|laatst (?:gewijzigd|bijgewerkt)|geldig|aanvang)"
    r"(?: (?:op|vanaf|van|tot|d\.d\.))* [v\d].{0,30}",
    re.I,
)
_PLACE: Final = re.compile(  # "Elzerade, 3 mei 2021", but not "Raadsvergadering, 3 mei 2021"
    r"(?:(?:Den|De|Het|Sint) )?(?![\w-]*(?i:agenda|vergadering|overleg|verslag|notulen|brief))"
    r"[A-Z'’][\w'’-]+, (?=\d|\w+dag )"
)
_PART: Final = re.compile(
    r"§|\d+(?:\.\d+)*\.?\s|[IVX]+\.\s|(?:artikel|hoofdstuk|paragraaf)\b"
    r"|(?:inhoud(?:sopgave)?|inleiding|aanleiding|achtergrond|samenvatting|algemeen|doel(?:groep)?"
    r"|leeswijzer|voorwoord|colofon|begrippen|definities|toelichting)[:.]?$",
    re.I,
)
_NAMED: Final = r"[A-Z][\w'’-]+(?: (?:[a-z]{2,4} ){0,2}[A-Z][\w'’-]+){0,3}"
_AUTHORITY: Final = re.compile(
    rf"(?i:gemeente|provincie|waterschap|hoogheemraadschap(?: van)?|ministerie van|stadsdeel|dienst"
    rf"|directie|afdeling|inspectie|omgevingsdienst|veiligheidsregio) {_NAMED}"
    r"|(?:[A-Z][\w-]+ en )?[A-Z][\w-]*(?:dienst|inspectie|autoriteit)"
    r"|(?i:het college van|burgemeester en wethouders|gedeputeerde staten|de raad van"
    r"|de minister van|de staatssecretaris van) ?.{0,100}"
    r"|(?i:staatscourant|staatsblad|gemeenteblad|provinciaal blad|waterschapsblad"
    r"|blad gemeenschappelijke regeling)[\W\d]*(?:nr\.?)?[\W\d]*"
)
_KINDS: Final = (
    r"(?:(?:raads)?(?:informatie)?brief|collegebrief|(?:informatie)?(?:bericht|blad)|memo(?:randum)?"
    r"|(?:opleg)?notitie|nota|(?:raads|college|beleids)(?:nota|voorstel|besluit)|voorstel|besluit"
    r"|(?:werk|uitvoerings)?instructie|handleiding|handreiking|handboek|werkwijze|werkafspraak"
    r"|protocol|procedure|beleidsregels?|beleidslijn|richtlijn|leidraad|regeling|verordening"
    r"|circulaire|(?:dienst)?mededeling|nieuwsbrief|persbericht|rapport|advies|bijlage|formulier"
    r"|(?:raads)?agenda|verslag|notulen|(?:korte )?(?:besluiten|afspraken)lijst|fact ?sheet|ib|wi)"
)
_KIND: Final = re.compile(
    rf"(?:(?:concept|definitieve?|interne?|gewijzigde?|korte)[- ])?{_KINDS}"
    r"(?: \(?(?:concept|definitief|intern)\)?)?(?:,? (?:nr\.? ?|nummer )?\d[\w./-]*)?[:.]?",
    re.I,
)
_SAYS_KIND: Final = re.compile(rf"\b{_KINDS}\b", re.I)
_INITIALS: Final = re.compile(r"[A-Z]{1,4}")  # of a committee, in a corner of the page


def role_of(line: str) -> Role:
    """Return what a line at the head of a document tells.

    Parameters
    ----------
    line : str
        A block, or its beginning.

    Examples
    --------
    >>> [role_of(line) for line in ("1. Doel", "3 mei 2021", "Aan: de raad", "Gemeente Elzerade")]
    ['part', 'date', 'field', 'authority']
    >>> [role_of(line) for line in ("WERKINSTRUCTIE 2022/41", "Werkinstructie horen")]
    ['kind', 'name']
    """
    line = line.strip()
    if len(line) > _LONG:
        return "name"
    dated = line[match.end() :] if (match := _PLACE.match(line)) else line
    if _DATE.fullmatch(dated) or not any(map(str.isalpha, line)):
        return "date"
    if _FIELD.match(line):
        return "field"
    if _PART.match(line):
        return "part"
    if _KIND.fullmatch(line) or _INITIALS.fullmatch(line):
        return "kind"
    only = _AUTHORITY.fullmatch(line) and not _SAYS_KIND.search(line)
    return "authority" if only else "name"
