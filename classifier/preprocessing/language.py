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

from classifier.preprocessing.by_word import ByWord

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
# Rows that stand for any number of words, counted from the last.
_TELLS_NOTHING: Final = -1
_NO_WORD: Final = -2


def is_dutch(doc: Doc) -> bool:
    """Return whether a document is in Dutch for the most part.

    Parameters
    ----------
    doc : Doc
        A tokenized text, in upper or lower case.
    """
    keys, counts = np.unique(doc.to_array("LOWER"), return_counts=True)
    rows = np.array(_rows_of(keys.tolist(), doc.vocab.strings), dtype=np.int64)
    weights, is_dutch_word = _telling()[1:]
    counts = counts * (rows > _NO_WORD)
    total = counts.sum()
    if total < FEWEST_WORDS:
        return True
    telling = rows >= 0
    rows, counts = rows[telling], counts[telling]
    if counts @ is_dutch_word[rows] < LEAST_SHARE * total:
        return False
    return bool((counts @ weights[rows] >= 0).all())


def _row_of(word: str) -> int:
    if len(word) > 1 and word.isalpha():  # single letters number the items of lists
        return _telling()[0].get(word, _TELLS_NOTHING)
    return _NO_WORD


_rows_of: Final = ByWord(_row_of)


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
def _telling() -> tuple[dict[str, int], npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return the function words, numbered, what each counts for Dutch, and which are Dutch.

    What it counts is a row a word and a column for each other language, above zero for the words
    that only Dutch has, below it for those that only the other has. The last two rows are those of
    what is no word, and of any other word: they are zero, and not Dutch.
    """
    dutch = function_words("nl")
    others = [function_words(language) for language in OTHER_LANGUAGES]
    words = sorted(dutch.union(*others))
    is_dutch_word = np.array([word in dutch for word in words])
    is_other_word = np.array([[word in other for other in others] for word in words])
    counts_for = is_dutch_word[:, np.newaxis].astype(np.float64)
    weights = np.where(is_other_word, counts_for - 1, RIVALRY * counts_for)
    return (
        {word: number for number, word in enumerate(words)},
        np.pad(weights, ((0, 2), (0, 0))),
        np.pad(is_dutch_word, (0, 2)),
    )
