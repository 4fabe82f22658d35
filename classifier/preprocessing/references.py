"""References to Dutch law: articles, circulars, European law, case law and publications.

The patterns are composed of named parts. Every repetition is bounded and every pattern starts at a
literal, so the time is linear in the text whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from classifier.preprocessing.laws import known_law_pattern, laws, laws_digest, official_names
from classifier.preprocessing.layout import text_of

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
_ARTICLE: Final = re.compile(
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
_PLACE_OPENS: Final = re.compile(r"[AaHhPpTt§](?:(?<=§)|(?<!\w.)(?i:rt|fd|ar|oof|it))")

# ", van de Awb", " Woo", " van het Vb 2000", " van Boek 2 van het BW", " (Vw 2000".
_LAW: Final = re.compile(
    rf",?{_S}(?:\(|van{_S}(?:Boek{_S}\d{{1,2}}[A-Z]?{_S}(?:van{_S})?)?(?:de{_S}|het{_S})?|(?:de|het){_S})?"
    rf"(?:(?P<known>(?:{known_law_pattern()})\b)|(?P<european>{_EUROPEAN})|(?P<other>{_OTHER_LAW}))"
)

# "C1/4.4 Vc 2000", "B8/3.1", "A3/7.2.1": only the Vreemdelingencirculaire 2000 numbers its
# paragraphs so; "zaak C6/60" is one of the Court of Justice. The look-behinds stand behind the
# class of letters, which makes the search ten times as fast.
_CIRCULAR: Final = re.compile(
    rf"[A-C](?<!\w.)(?<![/.-].)(?<!zaak .)\d{{1,2}}/\d{{1,2}}(?:\.\d{{1,2}}){{0,5}}(?![\w/])"
    rf"(?P<name>,?{_S}(?:van{_S})?(?:de{_S})?(?:Vc|Vreemdelingencirculaire)(?:{_S}2000)?\b)?"
)
# "paragraaf ", "§ ": what may stand before it.
_SIGN: Final = re.compile(r"(?:\bparagra(?:af|fen)\s{1,8}|§§?\s{0,8})\Z", re.IGNORECASE)
_LONGEST_SIGN: Final = 20  # characters
# What names its own source; the reason for each is the kind of document it points at.
_OTHER_SOURCES: Final = re.compile(
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
_OTHER_OPENS: Final = re.compile(
    r"[BbEKkPRrSTVv](?<!\w.)(?:eslui|CLI:|ader|amers|b|ichtl|tb|tcrt|rb|erord)"
)
# Between two places of one law: "artikel 3, eerste lid, en artikel 5 van de Woo".
_JOINED: Final = re.compile(rf",?{_S}(?:en|of|juncto|jo\.?){_S}|,{_S}")
_CIRCULAR_NAME: Final = "Vreemdelingencirculaire 2000"


@dataclass(frozen=True, slots=True)
class LawReference:
    """One place in the law that a text points at; what is not given is ""."""

    law: str  # official name; for a judgment or a publication its number
    article: str  # "3.109d", "4:81 en 4:84", "C1/4.4"
    paragraph: str  # "tweede lid"
    part: str  # "aanhef en onder i"
    text: str  # as it stands in the document


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    reference: LawReference


@Language.factory("references", assigns=["doc.spans", "span._.reference"])
def make_references(nlp: Language, name: str) -> References:
    """Return the component for a pipeline; spaCy calls this."""
    return References(nlp)


class References:
    """Component that fills ``doc.spans["references"]``; the spans do not overlap.

    Parameters
    ----------
    nlp : Language
        The pipeline, whose tokenizer cuts the names of the laws as it cuts the texts.
    """

    def __init__(self, nlp: Language) -> None:
        if not Span.has_extension("reference"):
            Span.set_extension("reference", default=None)
        self.fingerprint = f"1-{laws_digest()}"
        self._names = PhraseMatcher(nlp.vocab)
        for law in laws():
            self._names.add(law.name, [nlp.make_doc(call) for call in law.alone])

    def __call__(self, doc: Doc) -> Doc:
        """Set the references of a doc, in order."""
        found = [*find_references(text_of(doc)), *self._mentions(doc)]
        spans = []
        end = 0
        for item in sorted(found, key=lambda item: (item.start, -item.end)):
            span = doc.char_span(item.start, item.end, alignment_mode="expand")
            if span is not None and span.start >= end:
                span._.reference = item.reference
                spans.append(span)
                end = span.end
        doc.spans["references"] = spans
        return doc

    def _mentions(self, doc: Doc) -> Iterator[_Found]:
        """Yield the laws that are named without an article."""
        for span in self._names(doc, as_spans=True):
            reference = LawReference(span.label_, "", "", "", span.text)
            yield _Found(span.start_char, span.end_char, reference)


def find_references(text: str) -> list[_Found]:
    """Return the references to a place in the law or to a source, in order, with their offsets.

    >>> [found.reference.law for found in find_references("Gelet op artikel 4:81 Awb besluit hij")]
    ['Algemene wet bestuursrecht']
    """
    found = [
        *_inherit(text, list(_articles(text))),
        *(_circular(match) for match in _CIRCULAR.finditer(text)),
        *(_other_source(match) for match in _matches(_OTHER_OPENS, _OTHER_SOURCES, text)),
    ]
    return sorted(found, key=lambda item: item.start)


def _matches(
    opening: re.Pattern[str], pattern: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` does, looking only where the pattern can begin."""
    end = 0
    for opened in opening.finditer(text):
        if opened.start() >= end and (match := pattern.match(text, opened.start())):
            end = match.end()
            yield match


def _articles(text: str) -> Iterator[_Found]:
    for match in _matches(_PLACE_OPENS, _ARTICLE, text):
        law = _LAW.match(text, match.end())
        end = law.end() if law else match.end()
        reference = LawReference(
            law=_law_name(law) if law else "",
            article=_one_line(match["article"]),
            paragraph=_one_line(match["paragraph"] or ""),
            part=_one_line(match["part"]),
            text=text[match.start() : end],
        )
        yield _Found(match.start(), end, reference)


def _law_name(match: re.Match[str]) -> str:
    known = match["known"]
    if known:
        return official_names()[_one_line(known)]
    return _one_line(match["european"] or match["other"])


def _inherit(text: str, found: list[_Found]) -> list[_Found]:
    """Give a place without a law the law of the place that is joined to it."""
    resolved: list[_Found] = []
    following: _Found | None = None
    for item in reversed(found):
        if (
            following is not None
            and not item.reference.law
            and _JOINED.fullmatch(text, item.end, following.start)
        ):
            item = replace(item, reference=replace(item.reference, law=following.reference.law))
        resolved.append(item)
        following = item
    return resolved[::-1]


def _circular(match: re.Match[str]) -> _Found:
    text = match.string
    sign = _SIGN.search(text, max(0, match.start() - _LONGEST_SIGN), match.start())
    start = sign.start() if sign else match.start()
    article = text[match.start() : match.start("name") if match["name"] else match.end()]
    reference = LawReference(_CIRCULAR_NAME, article, "", "", text[start : match.end()])
    return _Found(start, match.end(), reference)


def _other_source(match: re.Match[str]) -> _Found:
    reference = LawReference(_one_line(match.group()), "", "", "", match.group())
    return _Found(match.start(), match.end(), reference)


def _one_line(text: str) -> str:
    return " ".join(text.replace(",", ", ").split()).strip(", ").replace(" ,", ",")
