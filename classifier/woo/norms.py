"""What of a passage may be withheld when it sets a norm as well.

What is decided about people, and when, is policy, and policy is never withheld. The model may see a
method in a passage that says in one of its sentences what follows from what is found. Such a
sentence is told by its wording. Of a passage that has one, only the sentences are proposed that say
themselves what is asked or checked, and set no norm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from classifier.documents.document import Stretch

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
            # what is proof enough: "een identiteitskaart volstaat"
            r"\bvolsta(?:an|at)\b",
            # a term explained (Awb 1:3(4)): "hiermee wordt de eerste verkoop bedoeld"
            r"\bwordt\b[^.;]{0,60}\b(?:bedoeld|verstaan)\b",
            # interests weighed (Awb 3:4): "niet evenredig", "redelijkerwijs", "de subsidiariteit"
            r"\b(?:belangenafweging|(?:dis)?proportion|(?:on)?evenredig|redelijk|subsidiariteit)\w*",
        )
    ),
    re.I,
)

# A question, or words for asking and checking: "Stel vast", "controleert", "let op", "steekproef".
_METHODS: Final = re.compile(
    r"\?\s*$|\bvast\s?(?:te\s)?stellen\b|\bstelt?\s(?:\w+\s){0,3}vast\b|\bga(?:at)?\s(?:\w+\s){0,3}na\b"
    r"|\b(?:ge)?controle(?:er|ren|erd)\w*|\b(?:kijkt?|let|onderzoekt|toetst?|vergelijkt?|vraagt?)\b"
    r"|\b(?:beziet|doorvra|steekproe|waarneming)\w*|\bverricht(?:en)?\b",
    re.I,
)
# What a semicolon parts from the rest of a sentence says something of its own, as list items do.
_CLAUSE: Final = re.compile(r"\S.*?(?:;(?=\s)|\Z)", re.DOTALL)
_SHORTEST: Final = 5  # words of a sentence that says enough by itself


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


def methods_in(text: str, sentences: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return what of a passage shows a method and sets no norm: all of it, or some sentences.

    Parameters
    ----------
    text : str
        Of a passage that shows a method.
    sentences : iterable of (start, end)
        The sentences of the passage, in characters of the text.

    Returns
    -------
    tuple of (start, end)
        In characters of the text; sentences that follow each other are one stretch. Empty when no
        sentence may be withheld.

    Examples
    --------
    >>> text = "Vraag hem naar zijn dorp. De aanvraag wordt bij een leugen afgewezen."
    >>> [text[start:end] for start, end in methods_in(text, [(0, 25), (26, 69)])]
    ['Vraag hem naar zijn dorp.']
    """
    return tuple(_stretches(text, sentences)) if sets_norm(text) else ((0, len(text)),)


def _stretches(text: str, sentences: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches of sentences that show a method and set no norm."""
    start = end = 0
    for clause in (clause for place in sentences for clause in _CLAUSE.finditer(text, *place)):
        words = clause[0].rstrip()
        fits = len(words.split()) >= _SHORTEST and _METHODS.search(words) and not sets_norm(words)
        if not fits or text[end : clause.start()].strip():
            if end > start:
                yield start, end
            start = end = clause.start()
        if fits:
            end = clause.start() + len(words)
    if end > start:
        yield start, end
