"""What a lawyer reads of an assessment beyond the outcome, in Dutch, for every report.

Elements, arguments, form against substance, and who should look: as words on the data of an
assessment, so that text and HTML say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from classifier.assessment.assessment import Assessment
from classifier.assessment.evidence import Argument
from classifier.assessment.findings import NIET_BEKENDGEMAAKT
from classifier.labels import BELEIDSREGEL, TWIJFEL, UITVOERINGSINSTRUCTIE
from classifier.preprocessing.lexicon import load_lexicon
from classifier.reports.quotes import shortened
from classifier.reports.sums import signed
from classifier.reports.wording import percentage

NOT_FOUND: Final = "niet gevonden"
NOT_FOUND_CAUTION: Final = "Dat een element niet is gevonden, bewijst niet dat het ontbreekt."
# The names of the elements in law, with the article that makes them matter.
ELEMENTS: Final = {
    "besluit": "vastgesteld bij besluit (artikel 1:3, vierde lid, Awb)",
    "algemene_regel": "algemene regel voor herhaalde toepassing (artikel 1:3, vierde lid, Awb)",
    "belangen_feiten_uitleg": (
        "over het afwegen van belangen, het vaststellen van feiten of de uitleg van wettelijke "
        "voorschriften (artikel 1:3, vierde lid, Awb)"
    ),
    "bevoegdheid": "bij het gebruik van een bevoegdheid (artikelen 4:81 en 4:83 Awb)",
    "externe_werking": "werking naar buiten: voor aanvragers, belanghebbenden of bedrijven",
    "afwijking": "ruimte om af te wijken (artikel 4:84 Awb)",
}
_CALLS: Final = {
    BELEIDSREGEL: "beleid",
    UITVOERINGSINSTRUCTIE: "een instructie",
}
_SIGNATURE: Final = "ondertekening"
_SENTENCE: Final = 240  # characters shown of a sentence


@dataclass(frozen=True, slots=True)
class ElementWords:
    """One element in words, with the places that are evidence of it."""

    name: str  # in Dutch, with the article
    found: bool
    cues: tuple[str, ...]  # what the evidence is, in words; at most three
    spans: tuple[tuple[int, int], ...]  # the first place of each of these cues


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """One of the strongest sentences, in words."""

    quote: str  # on one line, shortened
    reason: str  # what its cues say
    passage: int | None  # number of the passage it stands in, from 1


def elements(assessment: Assessment) -> Iterator[ElementWords]:
    """Yield the six elements of a policy rule in words, with their strongest evidence."""
    lexicon = load_lexicon()
    for element in assessment.elements:
        shown = element.evidence[:3]
        yield ElementWords(
            ELEMENTS[element.name],
            bool(shown),
            tuple(
                lexicon[item.cue].description if item.cue in lexicon else _SIGNATURE
                for item in shown
            ),
            tuple(item.spans[0] for item in shown),
        )


def sentences(assessment: Assessment, sign: int) -> list[SentenceWords]:
    """Return the strongest sentences in words.

    Parameters
    ----------
    assessment : Assessment
        With its arguments and its text.
    sign : {1, -1}
        Those for the likeliest label, or those against it.
    """
    return [
        SentenceWords(
            shortened(assessment.text[argument.start : argument.end], _SENTENCE),
            reason_of(argument),
            assessment.passage_at(argument.start),
        )
        for argument in assessment.arguments
        if sign * argument.contribution > 0
    ]


def reason_of(argument: Argument) -> str:
    """Return why a sentence speaks for or against, in words: what its cues say.

    >>> reason_of(Argument(0, 9, 0.2, ("hardheidsclausule",)))
    'bevat een hardheidsclausule'
    >>> reason_of(Argument(0, 9, 0.2, ()))
    'door de woordkeus'
    """
    lexicon = load_lexicon()
    named = [lexicon[cue].description for cue in argument.cues if cue in lexicon]
    return "; ".join(named) or "door de woordkeus"


def form_and_substance(assessment: Assessment) -> Iterator[str]:
    """Yield what form says against what substance says, a sentence each; nothing without form."""
    form = assessment.form
    if form is None or assessment.label is None:
        return
    if form.name is not None:
        claimed = f"Het document noemt zich “{form.name.word}” ({_CALLS[form.name.label]})"
        if form.differs:
            yield f"{claimed}, maar is naar inhoud eerder {form.label}: de inhoud beslist."
        else:
            yield f"{claimed}."
    chance = percentage(form.probabilities[form.label])
    without = f"Zonder vormkenmerken is de uitkomst {form.label} ({chance})"
    explanation = assessment.explanation
    if explanation is not None:
        weight = sum(c.contribution for c in explanation.contributions if c.family == "form")
        without += (
            f"; vormkenmerken dragen {signed(weight, 2)} bij aan de score voor "
            f"{explanation.target} van {signed(explanation.score, 2)}"
        )
    if form.label != assessment.label:
        without += ": de vorm geeft hier de doorslag, en vorm is geen bewijs"
    yield f"{without}."


def who_looks(assessment: Assessment) -> str:
    """Return who should look at the document next, "" when nobody in particular."""
    if assessment.decision == TWIJFEL:
        return "de Woo-deskundige: het model beslist hier niet"
    if NIET_BEKENDGEMAAKT in assessment.findings:
        return "de jurist die over bekendmaking gaat: ga na of en waar dit is bekendgemaakt"
    if assessment.decision == UITVOERINGSINSTRUCTIE:
        return (
            "de beheerder van de instructie, met de Woo-deskundige bij twijfel over een passage; "
            "ga ook na of de instructie nodig is voor een zorgvuldig proces"
        )
    return ""
