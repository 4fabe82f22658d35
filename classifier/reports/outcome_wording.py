"""What a lawyer reads of an outcome, and of its consequence in law, in Dutch.

The consequences follow the table of outcomes in the law behind the labels.
"""

from __future__ import annotations

from typing import Final

from classifier.assessment.assessment import MET_MATERIEEL_BELEID, Assessment
from classifier.labels import BELEIDSREGEL, OVERIG, TWIJFEL, UITVOERINGSINSTRUCTIE

_OUTCOMES: Final = {
    BELEIDSREGEL: "beleidsregel",
    UITVOERINGSINSTRUCTIE: "interne uitvoeringsinstructie",
    MET_MATERIEEL_BELEID: "uitvoeringsinstructie met materieel beleid",
    OVERIG: "overig",
    TWIJFEL: "twijfel: voorleggen aan de Woo-deskundige",
}
_WOO_3_1: Final = (
    "Openbaar te maken voor zover artikel 3.1, eerste lid, Woo daartoe verplicht: indien dit "
    "redelijkerwijs mogelijk is zonder onevenredige inspanning of kosten, behoudens artikel 5.1, "
    "eerste, tweede en vijfde lid, en artikel 5.2 Woo, en tenzij openbaarmaking geen redelijk "
    "belang dient."
)
_CONSEQUENCES: Final = {
    BELEIDSREGEL: (
        "Bekend te maken (artikel 3:42 Awb). Het bestuursorgaan handelt overeenkomstig de "
        "beleidsregel, tenzij dat wegens bijzondere omstandigheden onevenredig zou zijn "
        "(artikel 4:84 Awb), en een belanghebbende kan zich erop beroepen. Mogelijk actief "
        "openbaar te maken onder artikel 3.3, eerste lid, aanhef en onder b, Woo, zodra dat "
        "onderdeel in werking is."
    ),
    UITVOERINGSINSTRUCTIE: (
        f"{_WOO_3_1} Een passage waarop een van die gronden ziet, kan voor weigering worden "
        "voorgesteld; elke passage wordt afzonderlijk gewogen."
    ),
    MET_MATERIEEL_BELEID: (
        "De passages die normen stellen staan hieronder: maak ze bekend (artikel 3:42 Awb) of "
        "breng ze onder in een beleidsregel. Zij worden nooit voor weigering voorgesteld. Voor "
        f"het overige: {_WOO_3_1[0].lower()}{_WOO_3_1[1:]}"
    ),
    OVERIG: "Geen beleidsregel en geen uitvoeringsinstructie: valt buiten deze beoordeling.",
    TWIJFEL: (
        "Het model beslist hier niet. Leg het document, met de redenen voor en tegen, voor aan "
        "de Woo-deskundige."
    ),
}
_PLURALS: Final = {
    "beleidsregel": "beleidsregels",
    "interne uitvoeringsinstructie": "interne uitvoeringsinstructies",
    "uitvoeringsinstructie met materieel beleid": "uitvoeringsinstructies met materieel beleid",
}
NOT_ASSESSED: Final = "niet beoordeeld"


def outcome(assessment: Assessment) -> str:
    """Return the outcome in words.

    >>> outcome(Assessment("nota.txt", label="overig", decision="overig"))
    'overig'
    """
    return _OUTCOMES[assessment.outcome or TWIJFEL]


def outcome_in_short(assessment: Assessment) -> str:
    """Return the outcome in words by which many documents are counted and filtered.

    >>> outcome_in_short(Assessment("a.txt", label="overig", decision="twijfel"))
    'twijfel'
    >>> outcome_in_short(Assessment("a.txt", error_code="empty"))
    'niet beoordeeld'
    """
    if assessment.error_code is not None:
        return NOT_ASSESSED
    # What to do in case of doubt is told once for all documents.
    return TWIJFEL if assessment.decision == TWIJFEL else outcome(assessment)


def consequence(assessment: Assessment) -> str:
    """Return what the outcome means in law, with the articles."""
    return _CONSEQUENCES[assessment.outcome or TWIJFEL]


def plural(outcome: str, number: int) -> str:
    """Return an outcome as it stands behind a number.

    >>> plural("beleidsregel", 2), plural("beleidsregel", 1), plural("overig", 2)
    ('beleidsregels', 'beleidsregel', 'overig')
    """
    return outcome if number == 1 else _PLURALS.get(outcome, outcome)
