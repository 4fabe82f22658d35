"""Sentence boundaries for Dutch administrative prose, by rule.

Candidates are found in the text, not in the tokens: one regex pass costs far less than visiting
every token, and it does not depend on how the tokenizer treats an abbreviation.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from classifier.preprocessing.layout import blocks_of, text_of, token_starts, tokens_at

if TYPE_CHECKING:
    from thinc.types import Ints2d

# Signs that end a sentence, signs that close around them, white space: "(...) besluit.") Daarna".
# The second form is a lost space, as in "ingetrokken.Met": two small letters, a stop, a capital.
# The look-behind and the possessive repeats keep a row of 100,000 full stops linear. Both forms
# begin with the sign, which makes the search many times as fast.
_CANDIDATE: Final = re.compile(
    r"""[.!?…](?:(?<![.!?…].)(?P<more>[.!?…]*+)[^\S\n]?["'”’»)\]]*+\s++(?=\S)"""
    r"|(?<=[a-z]{2}\.)(?=[A-Z][a-z]))"
)
_OPENING: Final = "\"'“„‘’‚«([`,-–—•*"
_LONGEST_WORD: Final = 40  # characters looked back for the word before the stop
# "J", "J.P", "Th", "A.Ch": initials of a person.
_INITIALS: Final = re.compile(r"(?:[A-Z][a-z]?\.)*[A-Z](?:h|hr|s)?\Z")
# "3", "3.2", "12a", "b", "iv": numbers a heading or an item of a list when it stands first.
_NUMBERING: Final = re.compile(r"\(?(?:\d{1,3}[a-z]?(?:\.\d{1,3}[a-z]?)*|[A-Za-z]|[ivxIVX]{1,5})\Z")
# "Artikel 8 1. Met": the number of a first paragraph, run on after that of its article.
_AFTER_ARTICLE: Final = re.compile(r"\bArtikel\s+[\w.:]{1,12}\s+\Z")
# "'s Avonds", "'t Is": a sentence may open with a clitic.
_CLITIC: Final = re.compile(r"['’‘][stn](?=[\s-])")


@cache
def abbreviations() -> dict[str, frozenset[str]]:
    """Return the abbreviations by what may follow them, without their last full stop."""
    lists = tomllib.loads(_data())
    return {kind: frozenset(entry[:-1] for entry in entries) for kind, entries in lists.items()}


def _data() -> str:
    return files(__package__).joinpath("abbreviations.toml").read_text(encoding="utf-8")


@Language.factory("sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Return the component for a pipeline; spaCy calls this."""
    return Sentences()


class Sentences:
    """Component that sets where sentences start: after closing punctuation and at every block."""

    def __init__(self) -> None:
        self.fingerprint = f"1-{zlib.crc32(_data().encode()):08x}"

    def __call__(self, doc: Doc) -> Doc:
        """Set ``token.is_sent_start`` on every token."""
        if not len(doc):
            return doc
        text = text_of(doc)
        offsets = sentence_starts(text) + [block.start for block in blocks_of(doc)]
        first = tokens_at(token_starts(doc), offsets)
        flags = np.full((len(doc), 1), -1, dtype=np.int64)
        flags[first[first < len(doc)]] = 1
        flags[0] = 1
        # Setting the tokens one by one costs a hundred times as much.
        doc.from_array(["SENT_START"], cast("Ints2d", flags.astype(np.uint64)))
        return doc


def sentence_starts(text: str) -> list[int]:
    """Return the offsets at which punctuation says that a new sentence starts.

    >>> sentence_starts("Zie art. 3. Daarna volgt het besluit.")
    [12]
    """
    starts: list[int] = []
    previous = 0
    for match in _CANDIDATE.finditer(text):
        word_start = _word_start(text, match.start())
        first_word = word_start == previous or text[word_start - 1] == "\n"
        if _ends_sentence(text, word_start, match, first_word):
            previous = match.end()
            starts.append(previous)
    return starts


def _word_start(text: str, end: int) -> int:
    """Return where the word before ``end`` starts, looking back a bounded distance."""
    window = text[max(0, end - _LONGEST_WORD) : end]
    return end - len(window.split()[-1]) if window and not window[-1].isspace() else end


def _ends_sentence(text: str, word_start: int, match: re.Match[str], first_word: bool) -> bool:
    """Tell whether the sentence ends at the match, given the word before it."""
    if match["more"] is None:
        return True
    stop = text[match.start() : match.end("more")]
    word = text[word_start : match.start()].lstrip("(\"'“‘«[")
    following = _first_letter(text, match.end())
    # A stop without a word before it is a blank to fill in, a row of them a leader to a page.
    if following.islower() or not word or len(stop) > 3:
        return False
    if stop != ".":
        return True
    if first_word and _NUMBERING.match(word):
        return False
    if word.isdigit() and _AFTER_ARTICLE.search(text, max(0, word_start - 40), word_start):
        return False
    return not _abbreviated(word, following)


def _abbreviated(word: str, following: str) -> bool:
    kinds = abbreviations()
    lower = word.lower()
    if lower in kinds["never_ends"] or _INITIALS.match(word):
        return True
    if lower in kinds["before_number"]:
        return following.isdigit()
    return lower in kinds["may_end"] and not following.isupper()


def _first_letter(text: str, start: int) -> str:
    """Return the first sign of what follows, behind any opening quotes and brackets."""
    if _CLITIC.match(text, start):
        return text[start + 3 : start + 4].upper()
    opened = text[start : start + 8].lstrip(_OPENING)
    return opened[:1]
