"""Who does what the verb says: staff, an authority or the person who asks for something.

An instruction has the official act ("de medewerker controleert"), a policy rule the authority or
the citizen ("de minister verleent", "indien de aanvrager beschikt over"). There is no parser: the
subject is told from the order of words, which in Dutch says much. A noun phrase without a
preposition, before the finite verb or right behind a subordinating conjunction, is a subject; so
is one right behind the finite verb when no other subject stands before it. In a passive sentence
the actor follows on *door*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

OFFICIAL: Final = "official"
AUTHORITY: Final = "authority"
APPLICANT: Final = "applicant"

# The last part of a compound says what it is: "beslismedewerker", "subsidieaanvrager".
_ENDINGS: Final = {
    "medewerker": OFFICIAL,
    "ambtenaar": OFFICIAL,
    "behandelaar": OFFICIAL,
    "beoordelaar": OFFICIAL,
    "consulent": OFFICIAL,
    "inspecteur": OFFICIAL,
    "toezichthouder": OFFICIAL,
    "teamleider": OFFICIAL,
    "coördinator": OFFICIAL,
    "manager": OFFICIAL,
    "secretaris": OFFICIAL,
    "collega": OFFICIAL,
    "minister": AUTHORITY,
    "staatssecretaris": AUTHORITY,
    "college": AUTHORITY,
    "burgemeester": AUTHORITY,
    "bestuur": AUTHORITY,
    "bestuursorgaan": AUTHORITY,
    "raad": AUTHORITY,
    "autoriteit": AUTHORITY,
    "inspectie": AUTHORITY,
    "belastingdienst": AUTHORITY,  # "dienst" alone is most often what is delivered
    "naturalisatiedienst": AUTHORITY,
    "omgevingsdienst": AUTHORITY,
    "gemeente": AUTHORITY,
    "korpschef": AUTHORITY,
    "staten": AUTHORITY,
    "aanvrager": APPLICANT,
    "verzoeker": APPLICANT,
    "belanghebbende": APPLICANT,
    "betrokkene": APPLICANT,
    "vreemdeling": APPLICANT,
    "houder": APPLICANT,
    "ontvanger": APPLICANT,
    "plichtige": APPLICANT,
    "gerechtigde": APPLICANT,
    "cliënt": APPLICANT,
    "burger": APPLICANT,
    "inwoner": APPLICANT,
    "werkgever": APPLICANT,
    "werknemer": APPLICANT,
    "ondernemer": APPLICANT,
}
_LONGEST_FIRST: Final = sorted(_ENDINGS, key=len, reverse=True)
_NAMES: Final = frozenset({"ind", "uwv", "svb", "duo", "afm", "acm", "dnb", "rdw", "cbr", "nza"})
_INSIDE: Final = frozenset({"DET", "ADJ", "NUM"})  # stand before the noun in a noun phrase
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, as far as grammar goes."""

    lower: str
    lemma: str
    pos: str
    form: str = ""  # of a verb: "Fin", "Inf" or "Part"
    present: bool = False  # of a verb: whether it is present and singular
    possessive: bool = False


def role(word: Word) -> str | None:
    """Return the role that a noun stands for.

    >>> role(Word("beslismedewerkers", "beslismedewerker", "NOUN"))
    'official'
    >>> role(Word("aanvraag", "aanvraag", "NOUN"))
    """
    if word.pos not in ("NOUN", "PROPN"):
        return None
    lemma = word.lemma.lower()
    if lemma in _NAMES:
        return AUTHORITY
    return next((_ENDINGS[end] for end in _LONGEST_FIRST if lemma.endswith(end)), None)


def actors(words: Sequence[Word], passive: bool) -> Iterator[tuple[int, str]]:
    """Yield the actors of a sentence: where the noun stands, and its role.

    Parameters
    ----------
    words : sequence of Word
        A sentence, without white space.
    passive : bool
        Whether the sentence is passive.
    """
    for index, word in enumerate(words):
        found = role(word)
        if found is None:
            continue
        before = _before_phrase(words, index)
        if passive:
            if before >= 0 and words[before].lower == "door":
                yield index, found
        elif _is_subject(words, index, before):
            yield index, found


def _is_subject(words: Sequence[Word], index: int, before: int) -> bool:
    if before >= 0 and words[before].pos == "ADP":
        return False
    if before >= 0 and words[before].pos == "SCONJ":
        return True
    if before >= 0 and words[before].form == "Fin":
        # "Daarna informeert de medewerker", but not "De medewerker informeert de aanvrager".
        return not _has_subject_before(words, before)
    after = index + 1
    while after < len(words) and words[after].pos == "ADV":
        after += 1
    return after < len(words) and words[after].form == "Fin"


def _has_subject_before(words: Sequence[Word], verb: int) -> bool:
    last = verb - 1
    if last < 0 or words[last].pos not in _NOMINAL:
        return False
    before = _before_phrase(words, last)
    return before < 0 or words[before].pos != "ADP"


def _before_phrase(words: Sequence[Word], head: int) -> int:
    """Return the index of the word before the noun phrase that ends at ``head``; -1 for none."""
    index = head - 1
    while index >= 0 and (words[index].pos in _INSIDE or words[index].possessive):
        index -= 1
    return index
