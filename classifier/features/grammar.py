"""Marks of grammar: how a text speaks, and to whom, whatever the words are.

They are found only in a doc that a statistical pipeline has tagged (part of speech, morphology and
lemmas), and each has its places. Words alone cannot tell "Open het dossier" from "het open
dossier", nor "dienen te worden" from "dienen als".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Token

from classifier.documents.document import Stretch
from classifier.features.actors import Word, actors

_MODALS: Final = frozenset({"moeten", "kunnen", "mogen", "zullen"})
_MODALS_WITH_TE: Final = frozenset({"dienen", "behoren", "hoeven"})  # only before "te" and a verb
_PERSONS: Final = {
    "je": "informal",
    "jij": "informal",
    "jou": "informal",
    "jouw": "informal",
    "jullie": "informal",
    "u": "formal",
    "uw": "formal",
    "men": "impersonal",
    "wij": "we",
    "we": "we",
    "ons": "we",
    "onze": "we",
}
_QUESTION_WORDS: Final = frozenset(
    {"hoe", "hoeveel", "waar", "waarom", "waarmee", "waarvoor", "wanneer"}
    | {"wat", "welk", "welke", "wie", "wiens"}
)
# Behind a verb that opens a sentence, these make it a question or a condition.
_SUBJECTS: Final = frozenset({"ik", "je", "jij", "u", "hij", "men", "er"})
_JOINING: Final = frozenset({"en", "of", ",", ":", ";"})
_NUMBERING: Final = frozenset({"NUM", "PUNCT", "SYM", "X"})
_INFLECTED: Final = frozenset({"VERB", "AUX", "PRON"})
_PLAIN: Final = ("", False, False)


class GrammarMarks:
    """Finds the marks of grammar in a doc and in parts of it.

    The doc is read once; the marks of a part are those whose words stand in it.

    Parameters
    ----------
    doc : Doc
        A preprocessed doc; when it is not tagged, it has no marks.
    """

    def __init__(self, doc: Doc) -> None:
        self._found: list[tuple[int, str, Stretch]] = []
        if len(doc) and doc.has_annotation("POS") and doc.has_annotation("MORPH"):
            for sentence in doc.sents:
                self._found.extend(_marks(doc, sentence.start, sentence.end))
        self._found.sort()
        self._tokens = [token for token, _, _ in self._found]

    def __call__(self, start: int, end: int) -> dict[str, tuple[Stretch, ...]]:
        """Return the places of each mark, by name.

        Parameters
        ----------
        start, end : int
            The tokens to look at.
        """
        marks: dict[str, tuple[Stretch, ...]] = {}
        low, high = bisect_left(self._tokens, start), bisect_left(self._tokens, end)
        for _, name, place in self._found[low:high]:
            marks[name] = (*marks.get(name, ()), place)
        return marks


def _marks(doc: Doc, start: int, end: int) -> Iterator[tuple[int, str, Stretch]]:
    """Yield the marks of a sentence, each with the token that it stands at."""
    tokens = [token for token in doc[start:end] if not token.is_space]
    words = [_word(token) for token in tokens]
    if not words:
        return
    passive = any(w.lemma == "worden" and w.form for w in words) and _has(words, "Part")
    found = [
        *_moods(words),
        *_verbs(words, passive),
        *((index, f"actor_{role}") for index, role in actors(words, passive)),
    ]
    for index, name in found:
        token = tokens[index]
        yield token.i, name, (token.idx, token.idx + len(token))
    kind = _question(words)
    if kind:
        last = tokens[-1]
        yield tokens[0].i, kind, (tokens[0].idx, last.idx + len(last))


def _word(token: Token) -> Word:
    pos = token.pos_
    form, present, possessive = _morphology(str(token.morph)) if pos in _INFLECTED else _PLAIN
    return Word(token.lower_, token.lemma_.lower(), pos, form, present, possessive)


@lru_cache(maxsize=1024)
def _morphology(morph: str) -> tuple[str, bool, bool]:
    """Return the form of a verb, whether it is present singular, and whether a word is possessive.

    >>> _morphology("Number=Sing|Tense=Pres|VerbForm=Fin")
    ('Fin', True, False)
    """
    features = dict(feature.split("=", 1) for feature in morph.split("|") if "=" in feature)
    present = features.get("Tense") == "Pres" and features.get("Number") == "Sing"
    return features.get("VerbForm", ""), present, features.get("Poss") == "Yes"


def _moods(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Yield the commands: by an imperative, or by an infinitive that ends the sentence."""
    first = next((i for i, word in enumerate(words) if word.pos not in _NUMBERING), None)
    if first is None or words[-1].lower == "?":
        return
    commanding = False
    for index in range(first, len(words)):
        opens = index == first or words[index - 1].lower == ":"
        joined = commanding and words[index - 1].lower in _JOINING
        if (opens or joined) and _is_imperative(words, index):
            commanding = True
            yield index, "imperative"
    last = next((i for i in range(len(words) - 1, 0, -1) if words[i].pos != "PUNCT"), 0)
    if last > first and not commanding and not _has(words, "Fin") and _commands(words, last):
        yield last, "infinitive"


def _commands(words: Sequence[Word], last: int) -> bool:
    """Return whether a last word is an infinitive on its own: "openen", but not "te openen"."""
    word = words[last]
    # The lemma of an infinitive is that word; else it is a plural noun that was tagged wrongly.
    return word.form == "Inf" and word.lemma == word.lower and words[last - 1].lower != "te"


def _is_imperative(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if word.pos != "VERB" or word.form != "Fin" or not word.present or word.lower == "zie":
        return False  # "Zie artikel 5" refers, and bids nobody to do anything
    # "Controleert" has a subject; "zet" and "start" owe their t to the stem.
    if word.lower.endswith("t") and not word.lemma.endswith("ten"):
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    return not (
        following
        and following.pos == "PRON"
        and not following.possessive
        and following.lower in _SUBJECTS
    )


def _verbs(words: Sequence[Word], passive: bool) -> Iterator[tuple[int, str]]:
    """Yield passives, modal verbs and persons addressed."""
    for index, word in enumerate(words):
        if word.pos == "PRON":
            if word.lower in _PERSONS:
                yield index, f"person_{_PERSONS[word.lower]}"
        elif word.form:
            if word.lemma == "worden" and passive:
                yield index, "passive"
            elif word.lemma in _MODALS or (
                word.lemma in _MODALS_WITH_TE and any(w.lower == "te" for w in words[index:])
            ):
                yield index, f"modal_{word.lemma}"


def _question(words: Sequence[Word]) -> str | None:
    if words[-1].lower != "?" or not _has(words, "Fin"):
        return None
    asked = [word for word in words if word.pos not in _NUMBERING][:3]
    if any(word.lower in _QUESTION_WORDS for word in asked):
        return "question_open"
    return "question_closed" if len(asked) > 1 and asked[0].form == "Fin" else None


def _has(words: Sequence[Word], form: str) -> bool:
    return any(word.form == form for word in words)
