"""What a function gives for spaCy's words, each asked once: they come back in every document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from spacy.strings import StringStore

Value = TypeVar("Value")
_MOST: Final = 200_000  # words; then all are forgotten


class ByWord(Generic[Value]):
    """A function of words, kept by the number that spaCy gives a word in any pipeline.

    Parameters
    ----------
    of_word : callable
        Gives the value of a word.

    Examples
    --------
    >>> strings = StringStore(["Wet", "Awb"])
    >>> ByWord(str.lower)([strings["Awb"], strings["Wet"]], strings)
    ['awb', 'wet']
    """

    def __init__(self, of_word: Callable[[str], Value]) -> None:
        self._of_word = of_word
        self._kept: dict[int, Value] = {}

    def __call__(self, keys: list[int], strings: StringStore) -> list[Value]:
        """Return the values of words by their numbers, in order."""
        kept = self._kept
        if len(kept) > _MOST:
            kept.clear()
        values = []
        for key in keys:
            value = kept.get(key)  # another thread may clear them at any time
            if value is None:
                value = kept[key] = self._of_word(strings[key])
            values.append(value)
        return values
