"""What a lawyer reads of doubt, findings, passages and features, in Dutch."""

from __future__ import annotations

from typing import Final

from classifier.assessment.assessment import MATERIEEL_BELEID, Assessment, Passage
from classifier.assessment.doubt import CLOSE, GARBLED, MAX_ERROR, SHORT, UNLIKE_TRAINING
from classifier.assessment.findings import (
    LANDENBELEID,
    NIET_BEKENDGEMAAKT,
    NOEMT_ZICH_ANDERS,
    SPOORBOEKJE,
)
from classifier.features.meaning import meaning
from classifier.labels import NORM, ONDERZOEK, OVERIG, TWIJFEL, WERKWIJZE
from classifier.reports.quotes import shortened

_QUOTE: Final = 240  # characters shown of each part of a passage

_DOUBTS: Final = {
    CLOSE: "Geen van de kansen is groot genoeg om te beslissen.",
    MAX_ERROR: "Geen van de kansen is groot genoeg voor het aandeel fouten dat ten hoogste mag.",
    SHORT: (
        "Naast titels, briefhoofd en ondertekening is er te weinig tekst om over te beslissen. "
        "Ga na of het stuk volledig is."
    ),
    GARBLED: (
        "De tekst is verminkt: veel woorden staan aan elkaar, zijn gebroken of verkeerd gespeld, "
        "zoals na een slechte scan. Op de kansen valt niet te vertrouwen; lees het stuk opnieuw in."
    ),
    UNLIKE_TRAINING: (
        "De tekst lijkt op niets waarvan het model heeft geleerd: hij bestaat voor een groot deel "
        "uit cijfers of onbekende woorden. Op de kansen valt niet te vertrouwen."
    ),
}
_DOUBTS_IN_SHORT: Final = {
    SHORT: "te weinig tekst",
    GARBLED: "verminkte tekst",
    UNLIKE_TRAINING: "lijkt op geen bekend stuk",
}
_FINDINGS: Final = {
    MATERIEEL_BELEID: (
        "materieel beleid: passages stellen normen die uitkomsten bepalen; een vaste gedragslijn "
        "kan als beleid gelden, maar om een besluit te motiveren volstaat een verwijzing daarnaar "
        "alleen voor zover zij in een beleidsregel is neergelegd (artikel 4:82 Awb)"
    ),
    LANDENBELEID: "landenbeleid: dit is beleid en kan niet geheim blijven",
    NOEMT_ZICH_ANDERS: (
        "noemt zich anders: de titel zegt het tegendeel van de inhoud; de inhoud beslist"
    ),
    NIET_BEKENDGEMAAKT: (
        "geen spoor van bekendmaking gevonden in de tekst: zolang een beleidsregel niet is "
        "bekendgemaakt (artikel 3:42 Awb) kan het bestuursorgaan zich er niet op beroepen"
    ),
    SPOORBOEKJE: (
        "spoorboekje: een groot deel zegt wat er wordt gevraagd en gecontroleerd; bezie of de "
        "instructie nodig is voor een zorgvuldig proces en zorgvuldige besluitvorming"
    ),
}
_FINDINGS_IN_SHORT: Final = {
    NIET_BEKENDGEMAAKT: "geen spoor van bekendmaking",
}
PASSAGE_LABELS: Final = {
    NORM: "norm",
    WERKWIJZE: "werkwijze",
    ONDERZOEK: "onderzoeksmethode",
    OVERIG: "overig",
}


def doubt(assessment: Assessment) -> str:
    """Return why the model does not decide, in sentences; "" when it does.

    >>> doubt(Assessment("a.txt", label="overig", decision="twijfel", doubt="close"))
    'Geen van de kansen is groot genoeg om te beslissen.'
    """
    return _DOUBTS[assessment.doubt or CLOSE] if assessment.decision == TWIJFEL else ""


def doubt_in_short(assessment: Assessment) -> str:
    """Return why the model does not decide, or else the likeliest label, for a table.

    >>> doubt_in_short(Assessment("a.txt", label="overig", decision="twijfel", doubt="garbled"))
    'verminkte tekst'
    """
    if assessment.decision != TWIJFEL:
        return ""
    likeliest = f"het meest lijkt {assessment.label}"
    return _DOUBTS_IN_SHORT.get(assessment.doubt or CLOSE, likeliest)


def finding(name: str) -> str:
    """Return a finding in words, or its name when there are no words for it."""
    return _FINDINGS.get(name, name.replace("_", " "))


def finding_in_short(name: str) -> str:
    """Return a finding in a few words, for a table that leads to more.

    >>> finding_in_short("noemt_zich_anders")
    'noemt zich anders'
    """
    return _FINDINGS_IN_SHORT.get(name, name.replace("_", " "))


def perhaps(passage: Passage) -> str:
    """Return that a passage may be a method after all, where a ground is proposed for that.

    >>> perhaps(Passage(0, 9, "overig", {"overig": 0.5, "onderzoek": 0.4}, "5.1.2.i"))
    'misschien onderzoeksmethode, 40%'
    """
    if passage.ground is None or passage.label == ONDERZOEK:
        return ""
    chance = percentage(passage.probabilities.get(ONDERZOEK, 0.0))
    return f"misschien {PASSAGE_LABELS[ONDERZOEK]}, {chance}"


def ground(passage: Passage) -> str:
    """Return which ground is proposed for a passage, and whether for all of it; "" for none.

    >>> ground(Passage(0, 9, "onderzoek", {}, "5.1.2.i", parts=((0, 4),)))
    'mogelijke grond voor een deel: Woo 5.1.2.i'
    """
    if passage.ground is None:
        return ""
    return f"mogelijke grond{' voor een deel' if passage.parts else ''}: Woo {passage.ground}"


def only(passage: Passage, text: str) -> str:
    """Return for which words alone a ground is proposed; "" where it is for the whole passage.

    >>> only(Passage(0, 9, "onderzoek", {}, "5.1.2.i", parts=((0, 4),)), "Wie? Nee.")
    'alleen voor “Wie?”; de rest kan een norm stellen, en die wordt niet geweigerd'
    """
    if not passage.parts:
        return ""
    quotes = " en ".join(f"“{shortened(text[start:end], _QUOTE)}”" for start, end in passage.parts)
    return f"alleen voor {quotes}; de rest kan een norm stellen, en die wordt niet geweigerd"


def more_passages(number: int) -> str:
    """Return that there are more passages to look at than are listed.

    >>> more_passages(1)
    'En nog 1 passage om naar te kijken: zie de tekst.'
    """
    what = "passage" if number == 1 else "passages"
    return f"En nog {number} {what} om naar te kijken: zie de tekst."


def weaker_reasons(number: int) -> str:
    """Return that there are weaker reasons than are shown.

    >>> weaker_reasons(1), weaker_reasons(2)
    ('1 zwakkere reden, niet getoond', '2 zwakkere redenen, niet getoond')
    """
    return f"{number} zwakkere {'reden' if number == 1 else 'redenen'}, niet getoond"


def feature(name: str) -> str:
    """Return a feature in words: a cue as the lexicon describes it, with its legal basis.

    A model may know a feature for which there are no words any more; then its name stands.

    >>> feature("ngram:niet verleend"), feature("structure:step")
    ('woorden “niet verleend”', 'genummerde stap')
    >>> feature("cue:hardheidsclausule")
    '... (Awb 4:84)'
    """
    family, _, rest = name.partition(":")
    if family == "ngram":
        return f"woorden “{rest}”" if " " in rest else f"woord “{rest}”"
    known = meaning(name)
    return f"{known.description} ({known.basis})" if known.basis else known.description


def percentage(probability: float) -> str:
    """Return a probability as a whole percentage, never as a certainty.

    >>> percentage(0.714), percentage(0.9996)
    ('71%', '>99%')
    """
    whole = round(100 * probability)
    if whole == 100:
        return ">99%"
    return f"{whole}%" if whole else "<1%"
