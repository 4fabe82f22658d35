"""How familiar a text is: whether its words are words at all, and words that were seen before."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from classifier.features.observation import Observation
from classifier.preprocessing.language import function_words

_FEWEST: Final = 3  # known words that a sequence of three letters must occur in
_LONGEST: Final = 30  # letters of a word; what is longer are words without their spaces
_MOST_SEEN: Final = 100_000  # words whose traits are kept
# What is true of a word, one number for each of the ways that five things may or may not be.
_TRAITS: Final = (np.arange(2**5)[:, np.newaxis] >> np.arange(5) & 1).astype(bool)
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
        Normalised, as :func:`classifier.features.tokens.normalise` gives them.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._seen: dict[str, int] = {}  # rows of _TRAITS
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
        lettered, content, whole, spelt, known = self._traits_of(words).T
        if unknown:
            known = known & np.array([word not in unknown for word in words], dtype=bool)
        n_lettered = int(counts @ lettered)
        return Familiarity(
            lettered=n_lettered / max(1, int(counts.sum())),
            sound=int(counts @ (lettered & whole & (known | spelt))) / max(1, n_lettered),
            known=int(counts @ (content & whole & known)) / max(1, int(counts @ content)),
        )

    def _traits_of(self, words: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Return what is true of each word, shape (n_words, 5); most words came by before."""
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        for word in words:
            if word not in self._seen:
                lettered = not any(map(str.isdigit, word))
                traits = (
                    lettered,
                    lettered and word not in function_words("nl"),
                    len(word) > 1 or word == _SHORT_WORD,
                    self._is_spelt(word),
                    word in self._words,
                )
                self._seen[word] = sum(holds << bit for bit, holds in enumerate(traits))
        return _TRAITS[np.array([self._seen[word] for word in words], dtype=np.int64)]

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
