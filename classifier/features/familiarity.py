"""How familiar a text is: whether its words are words at all, and words that were seen before."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from classifier.features.observation import Observation
from classifier.preprocessing.language import function_words

_FEWEST: Final = 3  # known words that a sequence of three letters must occur in
_LONGEST: Final = 30  # letters of a word; what is longer are words without their spaces
_SHORT_WORD: Final = "u"  # the one letter that is a word; others are broken off or number a list


@dataclass(frozen=True, slots=True)
class Familiarity:
    """What shares of the words of a text, its form left out, are as words should be; each 0 to 1.

    A text without such words has 0 of each.
    """

    lettered: float  # of all words: without digits
    sound: float  # of those without digits: known, or spelt as known words are
    known: float  # of those without digits, function words left out: seen before


class Vocabulary:
    """The words of the documents that a model learned from.

    Parameters
    ----------
    words : iterable of str
        Normalised, as :func:`classifier.features.observation.normalise` gives them.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._parts = _common_parts("".join(f"^{word}$" for word in self._words))

    def familiarity(
        self, observation: Observation, unknown: Container[str] = frozenset()
    ) -> Familiarity:
        """Return how familiar a text is.

        Parameters
        ----------
        observation : Observation
            The text.
        unknown : container of str
            Words to take for unknown, whatever is known.

        Returns
        -------
        Familiarity
        """
        words = observation.words
        counts = np.bincount(observation.ids, minlength=len(words))
        without_digits = np.array([not any(map(str.isdigit, word)) for word in words], dtype=bool)
        known = np.array([word in self._words and word not in unknown for word in words], bool)
        spelt = np.array([self._is_spelt(word) for word in words], dtype=bool)
        whole = np.array([len(word) > 1 or word == _SHORT_WORD for word in words], dtype=bool)
        common = function_words("nl")
        content = without_digits & np.array([word not in common for word in words], dtype=bool)
        lettered = int(counts @ without_digits)
        return Familiarity(
            lettered=lettered / max(1, int(counts.sum())),
            sound=int(counts @ (without_digits & whole & (known | spelt))) / max(1, lettered),
            known=int(counts @ (content & whole & known)) / max(1, int(counts @ content)),
        )

    def _is_spelt(self, word: str) -> bool:
        return len(word) <= _LONGEST and all(part in self._parts for part in _parts(word))


def _common_parts(text: str) -> frozenset[str]:
    """Return the sequences of three signs that occur often enough in a text.

    >>> sorted(_common_parts("lalalala"))
    ['ala', 'lal']
    """
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    # One number a sequence, for numbers are counted fast; a sign is below 2 ** 21.
    numbers = signs[:-2] << 42 | signs[1:-1] << 21 | signs[2:]
    found, counts = np.unique(numbers, return_counts=True)
    common = found[counts >= _FEWEST]
    three = np.column_stack([common >> 42, common >> 21, common]) & (2**21 - 1)
    return frozenset("".join(map(chr, each)) for each in three.tolist())


def _parts(word: str) -> Iterator[str]:
    """Yield each sequence of three letters of a word, its ends included.

    >>> list(_parts("wet"))
    ['^we', 'wet', 'et$']
    """
    marked = f"^{word}$"
    return (marked[start : start + 3] for start in range(len(word)))
