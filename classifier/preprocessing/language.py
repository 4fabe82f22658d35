"""Whether a document is in Dutch, by the function words it uses.

Dutch is set against each other language in turn, by the words that only one of the two has: "de"
and "niet" against Afrikaans, "het" and "van" against German. So a text passes when it is more
Dutch than anything else, however few function words a list of bullets holds.
"""

from __future__ import annotations

import runpy
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
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
    dutch = function_words("nl")
    if sum(n for word, n in counts.items() if word in dutch) < LEAST_SHARE * total:
        return False
    numbers, weights = _telling()
    present = [(numbers[word], n) for word, n in counts.items() if word in numbers]
    rows, times = np.array(present, dtype=np.int64).reshape(-1, 2).T
    return bool((times @ weights[rows] >= 0).all())


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
def _telling() -> tuple[dict[str, int], npt.NDArray[np.float64]]:
    """Return the words that tell a language, numbered, and what each counts for Dutch.

    That is a row a word and a column for each other language, above zero for the words that only
    Dutch has, below it for those that only the other has.
    """
    dutch = function_words("nl")
    others = [function_words(language) for language in OTHER_LANGUAGES]
    words = sorted(frozenset().union(*(dutch ^ other for other in others)))
    is_dutch_word = np.array([[word in dutch] for word in words], dtype=np.float64)
    is_other_word = np.array([[word in other for other in others] for word in words])
    weights = np.where(is_other_word, is_dutch_word - 1, RIVALRY * is_dutch_word)
    return {word: number for number, word in enumerate(words)}, weights
