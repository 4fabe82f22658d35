"""Wordings by which a passage sets a norm, whatever else it does.

What is decided about people, and when, is policy, and policy is never withheld. The model may see a
method in a passage that says in one of its sentences what follows from what is found. Such a
sentence is told by its wording; it has to be taken out, by a person, before the rest is withheld.
"""

from __future__ import annotations

import re
from typing import Final

_OUTCOMES: Final = (
    "aangemerkt|aangepast|afgewezen|beboet|beëindigd|berekend|(?:on)?geschikt|gecorrigeerd"
    "|gehonoreerd|gekort|geweigerd|ingetrokken|ingewilligd|opgelegd|stopgezet|teruggevorderd"
    "|toegekend|toegestaan|toegewezen|uitbetaald|uitgekeerd|uitgesloten|vergoed|verhoogd|verlaagd"
    "|verleend|verlengd|verrekend"
)
# What each finds, with an example.
_WORDINGS: Final = re.compile(
    "|".join(
        (
            # an outcome (Awb 1:3): "wordt in dat geval afgewezen", "is ongeschikt"
            rf"\b(?:is|kan|kunnen|worden|wordt|zal|zijn|zullen)\b[^.;]{{0,90}}\b(?:{_OUTCOMES})\b",
            # a power to refuse or take back: "weigert", "de intrekking", "terugvordering"
            r"\b(?:intrek|terugvorder|weiger)\w*",
            # what can be had: "verlenging kan bij ziekte", "op nihil"
            r"\b(?:nihil|verlen(?:en|ging)\skan)\b",
            # what counts: "telt niet mee", "valt buiten de regeling", "komt in aanmerking"
            r"\btel(?:t|len)\b[^.;]{0,40}\bmee\b|\bval(?:t|len)\s(?:niet\s|er\s)?(?:onder|buiten)\b",
            r"\bkom(?:t|en)\b[^.;]{0,60}\bin\saanmerking\b|\bkomt\b[^.;]{0,60}\bbetekenis\stoe\b",
            # a condition or a limit (Awb 1:3(4)): "vereist is", "mits", "kan pas worden verleend"
            r"\b(?:bij\s(?:hoge\s)?uitzondering|mits|slechts|tenzij|uitsluitend)\b",
            r"\b(?:vereist|vereisten?|voorwaarden?)\b",
            r"\b(?:gevallen\swaarin|in\sgeval\svan|sprake\svan)\b",
            r"\b(?:kan|kunnen|mag|mogen|worden|wordt)\s(?:alleen|eerst|pas)\b",
            # interests weighed (Awb 3:4): "niet evenredig", "de subsidiariteit"
            r"\b(?:belangenafweging|(?:dis)?proportion|(?:on)?evenredig|subsidiariteit)\w*",
        )
    ),
    re.I,
)


def sets_norm(text: str) -> bool:
    """Tell whether a text says, in any of its sentences, what is decided and when.

    Parameters
    ----------
    text : str
        Of a passage.

    Examples
    --------
    >>> sets_norm("Vraag naar zijn dorp. De aanvraag wordt bij een leugen afgewezen.")
    True
    >>> sets_norm("Vraag hem naar zijn dorp, en vergelijk het antwoord met de kaart.")
    False
    """
    return _WORDINGS.search(text) is not None
