"""Sentence boundaries for Dutch administrative prose, by rule.

Candidates are found in the text, not in the tokens: one regex pass costs far less than visiting
every token, and it does not depend on how the tokenizer treats an abbreviation.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from classifier.preprocessing.layout import blocks_of, token_starts, tokens_at

# The word before the full stop, the closing signs after it, and the sign that opens what follows.
_CANDIDATE: Final = re.compile(
    r"""(?P<word>[^\s.!?…]{0,40}(?:\.[^\s.!?…]{1,12}){0,6})
        (?P<stop>[.!?…]+)
        (?P<closing>["'”’»)\]]*)
        (?P<space>\s+)
        (?P<next>\S)""",
    re.VERBOSE,
)
_INITIAL: Final = re.compile(r"(?:[A-Z][a-z]?\.)*[A-Z][a-z]?\Z")


@cache
def abbreviations() -> frozenset[str]:
    """Return the abbreviations that end in a full stop, lower-cased, without that stop."""
    text = files(__package__).joinpath("abbreviations.txt").read_text(encoding="utf-8")
    return frozenset(
        line.strip().removesuffix(".") for line in text.splitlines() if line and line[0] != "#"
    )


@Language.factory("sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Return the component for a pipeline; spaCy calls this."""
    return Sentences()


class Sentences:
    """Component that sets where sentences start."""

    fingerprint = "1"

    def __call__(self, doc: Doc) -> Doc:
        """Set ``token.is_sent_start`` on every token."""
        if not len(doc):
            return doc
        text = doc.text
        offsets = sentence_starts(text) + [block.start for block in blocks_of(doc)]
        starts = token_starts(doc)
        first = tokens_at(starts, offsets)
        flags = np.full(len(doc), -1, dtype=np.int64)
        flags[first[first < len(doc)]] = 1
        flags[0] = 1
        doc.from_array([SENT_START], flags.astype(np.uint64))
        return doc


def sentence_starts(text: str) -> list[int]:
    """Return the offsets at which punctuation says that a new sentence starts.

    >>> sentence_starts("Zie art. 3. Daarna volgt het besluit.")
    [12]
    """
    return [match.start("next") for match in _CANDIDATE.finditer(text) if _ends_sentence(match)]


def _ends_sentence(match: re.Match[str]) -> bool:
    following = match["next"]
    if following.islower():
        return False
    if match["stop"] != ".":
        return True
    word = match["word"].lstrip("(\"'“‘«[")
    return word.lower() not in abbreviations() and not _INITIAL.match(word)
