"""Whether a document is in Dutch, by the function words it uses.

Dutch is set against each other language in turn, by the words that only one of the two has: "de"
and "niet" against Afrikaans, "het" and "van" against German. So a text passes when it is more
Dutch than anything else, however few function words a list of bullets holds.
"""

from __future__ import annotations

import itertools
import runpy
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import spacy
from spacy.tokens import Doc

# Languages in Latin script that Dutch authorities receive or cite.
OTHER_LANGUAGES: Final = (
    *("af", "cs", "da", "de", "en", "es", "fi", "fr", "fy", "hr", "hu", "id", "it", "lb", "lt"),
    *("nb", "pl", "pt", "ro", "sk", "sl", "sq", "sv", "tr"),
)
# spaCy has few function words of Afrikaans and none of Frisian, the two that are nearest to Dutch;
# what Frisian shares with Dutch is among its words, so that it counts for neither.
_ADDED: Final = {
    "nl": "per",
    "af": "ander daardie daarvan deur gedoen haar hierdie hul jou kry maak mag neem nie ná oor "
    "sonder sodat teen toe uit vanaf wees weer word",
    "fy": "as by binne dat de dit dizze dy dêr ek en fan foar har hat hawwe hjir hy in is it jo "
    "kin kinne mar mei moat moatte nei net oan oer om op sil soe sy syn te troch wat wie wiene "
    "wurde wurdt yn ûnder ús út",
}
LEAST_SHARE: Final = 0.04  # of the words; a table of codes in Dutch has about 0.05
RIVALRY: Final = 1.25  # a Dutch document may quote a little more of another language
FEWEST_WORDS: Final = 10  # with fewer the language cannot be told, and Dutch is presumed


def is_dutch(doc: Doc) -> bool:
    """Return whether a document is in Dutch for the most part.

    Parameters
    ----------
    doc : Doc
        A tokenized text, in upper or lower case.
    """
    counts = word_counts(doc)
    total = sum(counts.values())
    if total < FEWEST_WORDS:
        return True
    if _count(counts, function_words("nl")) < LEAST_SHARE * total:
        return False
    telling = {word: n for word, n in counts.items() if word in _telling()}
    return all(
        RIVALRY * _count(telling, only_dutch) >= _count(telling, only_other)
        for only_dutch, only_other in _rivals()
    )


def word_counts(doc: Doc) -> dict[str, int]:
    """Return how often each word occurs, in lower case.

    Single letters are left out: they number the items of lists.
    """
    keys, counts = np.unique(doc.to_array(["LOWER"]), return_counts=True)
    words = ((doc.vocab.strings[int(key)], int(n)) for key, n in zip(keys, counts, strict=True))
    return {word: n for word, n in words if len(word) > 1 and word.isalpha()}


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the stop words of a language.

    >>> "het" in function_words("nl"), "het" in function_words("de")
    (True, False)
    """
    added = _ADDED.get(language, "").split()
    if language == "fy":
        return frozenset(added)
    # Importing a language would compile its tokenizer; its word list alone takes no time.
    path = Path(spacy.__file__).parent / "lang" / language / "stop_words.py"
    return frozenset(runpy.run_path(str(path))["STOP_WORDS"]).union(added)


@cache
def _rivals() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return for each other language the words that only Dutch has, and those only it has."""
    dutch = function_words("nl")
    others = map(function_words, OTHER_LANGUAGES)
    return tuple((dutch - other, other - dutch) for other in others)


@cache
def _telling() -> frozenset[str]:
    """Return the words that tell a language, few of those in a document."""
    return frozenset().union(*itertools.chain.from_iterable(_rivals()))


def _count(counts: dict[str, int], words: frozenset[str]) -> int:
    return sum(counts[word] for word in words & counts.keys())
