"""The tokens of a doc as arrays, taken once for the whole of it and for all of its parts.

To look at one spaCy token in Python costs as much as it took to tokenize it.
"""

from __future__ import annotations

import re
from sys import intern
from typing import Final

import numpy as np
from spacy.tokens import Doc

from classifier.preprocessing.by_word import ByWord

_DIGITS: Final = re.compile(r"\d+")


class Tokens:
    """The tokens of a doc as arrays, of shape (n_tokens,) unless they say otherwise.

    Parameters
    ----------
    doc : Doc
        From :func:`classifier.preprocessing.preprocess`.

    Attributes
    ----------
    starts, ends : array of int32
        Where a token stands, in characters.
    words : list of str
        The distinct words, normalised and sorted.
    ids : array of int32
        Which of the words a token is; -1 when it is none.
    is_space : array of bool
        Whether it is white space.
    n_plain : array of int, shape (n_tokens + 1,)
        How many before it are neither white space nor punctuation.
    asks, stops : array of bool
        Whether it is a question mark; whether it is a full stop or an exclamation mark.
    begins : array of int, shape (n_sentences,)
        The tokens that start a sentence, in order.
    """

    def __init__(self, doc: Doc) -> None:
        self.starts = doc.to_array("IDX").astype(np.int32)
        self.ends = self.starts + doc.to_array("LENGTH").astype(np.int32)
        self.is_space = doc.to_array("IS_SPACE") == 1
        plain = ~self.is_space & (doc.to_array("IS_PUNCT") == 0)
        self.n_plain = np.concatenate([[0], plain.cumsum()])
        signs = doc.to_array("ORTH")
        strings = doc.vocab.strings
        self.asks = signs == strings["?"]
        self.stops = (signs == strings["."]) | (signs == strings["!"])
        self.begins = np.flatnonzero(doc.to_array("SENT_START") == 1)

        attribute = "LEMMA" if doc.has_annotation("LEMMA") else "LOWER"
        keys, inverse = np.unique(doc.to_array(attribute), return_inverse=True)
        normalised = _normalised(keys.tolist(), strings)
        words = sorted({*normalised, ""})
        number = {word: index for index, word in enumerate(words, start=-1)}  # "" comes first
        self.words = words[1:]
        self.ids = np.array([number[word] for word in normalised], dtype=np.int32)[inverse]

    def __len__(self) -> int:
        return len(self.ids)


def normalise(word: str) -> str:
    """Return a word as n-grams know it: lower case, digits as one 0, "" for punctuation.

    >>> normalise("Artikel"), normalise("3.109d"), normalise("-")
    ('artikel', '0.0d', '')
    """
    if not any(character.isalnum() for character in word):
        return ""
    return intern(_DIGITS.sub("0", word.lower()))


_normalised: Final = ByWord(normalise)
