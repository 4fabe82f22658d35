"""The patterns by which references to Dutch law are found in a text.

They are composed of named parts. Every repetition is bounded and every pattern starts at a literal,
so the time is linear in the text whatever the text is.
"""

from __future__ import annotations

import re
from typing import Final

from classifier.preprocessing.laws import known_law_pattern

_S: Final = r"\s{1,8}"  # a space, or a line end and the indent of the next line
_AND: Final = rf"(?:,{_S}(?:en{_S}|of{_S})?|{_S}(?:en|of|tot{_S}en{_S}met|t/m){_S}|[-–])"

# "3.109d", "4:81", "29", "6bis", "1F", "IV": the number of an article, in capitals if Roman.
_NUMBER: Final = (
    r"(?:\d{1,4}(?:bis|ter|[A-Z]\b|[a-z]{1,3}\b)?(?:[:.]\d{1,4}[a-z]{0,3}){0,4}|(?-i:[IVX]{1,5})\b)"
)
_NUMBERS: Final = rf"{_NUMBER}(?:{_AND}{_NUMBER}){{0,12}}(?:{_S}(?:en{_S}volgende|e\.v\.))?"
# "artikel", "Artikelen", "art.", "artt.", "§", "paragraaf", "hoofdstuk", "afdeling", "titel".
_PLACE: Final = (
    rf"(?:\b(?:artikel(?:en)?|paragra(?:af|fen)|hoofdstuk(?:ken)?|afdeling|titel){_S}"
    rf"|\b(?:artt?|par)\.?\s{{1,8}}|§§?\s{{0,8}})"
)

# "eerste", "vijfentwintigste", "2e", "3de": an ordinal.
_ORDINAL: Final = r"(?:eerste|derde|[a-z]{2,20}(?:de|ste)|\d{1,2}(?:e|de|ste))"
# "tweede lid", "eerste en derde lid", "eerste tot en met vierde lid", "lid 2", "leden 1 en 3".
_PARAGRAPH: Final = (
    rf"(?:{_ORDINAL}(?:{_AND}{_ORDINAL}){{0,6}}{_S}(?:lid|leden)\b"
    rf"|(?:lid|leden){_S}\d{{1,2}}[a-z]?(?:{_AND}\d{{1,2}}[a-z]?){{0,6}}\b)"
)
# "a", "bb", "1°", "i", "2": a part of an enumeration in the law.
_LETTER: Final = r"(?:(?-i:[a-z]{1,2})\b|\d{1,2}[°ºe]?)"
# "aanhef en onder i", "onder b en c", "onderdeel a, onder 2°", "sub c", "tweede volzin", "slot".
_PART: Final = (
    rf"(?:aanhef\b(?:{_S}en{_S}(?:onder(?:deel|delen)?|sub|letter){_S}{_LETTER}"
    rf"(?:{_AND}{_LETTER}){{0,8}})?"
    rf"|(?:onder(?:deel|delen)?|sub|letter){_S}{_LETTER}(?:{_AND}{_LETTER}){{0,8}}"
    rf"|{_ORDINAL}{_S}(?:vol)?zin\b|slot\b)"
)
ARTICLE: Final = re.compile(
    rf"(?P<place>{_PLACE})(?P<article>{_NUMBERS})"
    rf"(?P<paragraph>,?{_S}{_PARAGRAPH})?"
    rf"(?P<part>(?:,?{_S}(?:en{_S})?{_PART}){{0,4}})",
    re.IGNORECASE,
)

# "richtlijn 2008/115/EG", "Verordening (EU) nr. 604/2013", "Verordening (EG) 810/2009".
_EUROPEAN: Final = (
    rf"(?:[Rr]ichtlijn|[Vv]erordening|[Kk]aderbesluit|[Bb]esluit)"
    rf"(?:{_S}\((?:EU|EG|EEG)(?:,{_S}Euratom)?\))?(?:{_S}nr\.?)?"
    rf"{_S}\d{{2,4}}/\d{{1,4}}(?:/(?:EG|EU|EEG|JBZ|GBVB)\b)?"
)
# "Wet op de expertisecentra", "Opiumwet", "Besluit buitenschoolse kinderopvang", "Bouwbesluit
# 2012": a law that is not in the data. One noun at most, for its end cannot be told.
_OTHER_LAW: Final = (
    rf"(?:(?:Wet|Besluit|Regeling|Verordening|Wetboek)"
    rf"(?:{_S}(?:op|van|inzake|tot|ter|voor|bij)(?:{_S}(?:de|het))?)?{_S}[a-z][\w-]{{2,40}}"
    rf"|[A-Z][\w-]{{1,40}}(?:wet|besluit|regeling|verordening|reglement|verdrag|richtlijn|code))"
    rf"(?:{_S}(?:19|20)\d\d)?\b"
)
# What such a place begins with. To look for these few letters first is many times as fast.
PLACE_OPENS: Final = re.compile(r"[AaHhPpTt§](?:(?<=§)|(?<!\w.)(?i:rt|fd|ar|oof|it))")

# ", van de Awb", " Woo", " van het Vb 2000", " van Boek 2 van het BW", " (Vw 2000".
LAW: Final = re.compile(
    rf",?{_S}(?:\(|van{_S}(?:Boek{_S}\d{{1,2}}[A-Z]?{_S}(?:van{_S})?)?(?:de{_S}|het{_S})?|(?:de|het){_S})?"
    rf"(?:(?P<known>(?:{known_law_pattern()})\b)|(?P<european>{_EUROPEAN})|(?P<other>{_OTHER_LAW}))"
)

# "C1/4.4 Vc 2000", "B8/3.1", "A3/7.2.1": only the Vreemdelingencirculaire 2000 numbers its
# paragraphs so; "zaak C6/60" is one of the Court of Justice. The look-behinds stand behind the
# class of letters, which makes the search ten times as fast.
CIRCULAR: Final = re.compile(
    rf"[A-C](?<!\w.)(?<![/.-].)(?<!zaak .)\d{{1,2}}/\d{{1,2}}(?:\.\d{{1,2}}){{0,5}}(?![\w/])"
    rf"(?P<name>,?{_S}(?:van{_S})?(?:de{_S})?(?:Vc|Vreemdelingencirculaire)(?:{_S}2000)?\b)?"
)
# "paragraaf ", "§ ": what may stand before it.
SIGN: Final = re.compile(r"(?:\bparagra(?:af|fen)\s{1,8}|§§?\s{0,8})\Z", re.IGNORECASE)
# What names its own source; the reason for each is the kind of document it points at.
OTHER_SOURCES: Final = re.compile(
    "|".join(
        (
            # "Verordening (EU) nr. 604/2013"
            rf"\b{_EUROPEAN}",
            # "ECLI:NL:RVS:2019:1710"
            r"\bECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{0,24}[A-Z0-9]",
            # "Stb. 2021, 499", "Stcrt. 2020, nr. 12345", "Trb. 1951, 131"
            rf"\b(?:Stb|Stcrt|Trb)\.?{_S}(?:19|20)\d\d,?{_S}(?:nr\.?{_S})?\d{{1,6}}",
            # "PbEU 2013, L 180", "PbEG L 84"
            rf"\bPb(?:EU|EG)?\.?{_S}(?:(?:19|20)\d\d,?{_S})?[LC]{_S}\d{{1,4}}",
            # "Kamerstukken II 2018/19, 35 200, nr. 3", "Kamerstukken II 2003/04, 29 344, A"
            rf"\bKamerstukken{_S}(?:II|I|I/II){_S}\d{{4}}[/–-]\d{{2,4}},{_S}\d{{2}}{_S}?\d{{3}}"
            rf"(?:[-{_S}]?[IVXR]{{1,5}})?(?:,{_S}(?:nr\.?{_S})?[A-Z0-9]{{1,4}})?",
        )
    ).replace(f"[-{_S}]?", r"[-\s]?")
)
OTHER_OPENS: Final = re.compile(
    r"[BbEKkPRrSTVv](?<!\w.)(?:eslui|CLI:|ader|amers|b|ichtl|tb|tcrt|rb|erord)"
)
# Between two places of one law: "artikel 3, eerste lid, en artikel 5 van de Woo".
JOINED: Final = re.compile(rf",?{_S}(?:en|of|juncto|jo\.?){_S}|,{_S}")
