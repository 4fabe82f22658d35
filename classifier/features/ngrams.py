"""TF-IDF of words and word pairs, looked up with NumPy in two sorted tables."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import repeat
from sys import intern
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import TransformerMixin

from classifier.features.entries import Entries, matrix_of
from classifier.features.lookups import WithLookups
from classifier.features.observation import Observation

Keys = npt.NDArray[np.int64]


class NgramVectorizer(TransformerMixin, WithLookups):  # type: ignore[misc]
    """Turn observations into rows of TF-IDF weights of unigrams and bigrams.

    Term frequencies are taken as ``1 + log(count)``; the inverse document frequency is smoothed
    as in scikit-learn; a row has Euclidean length 1.

    Parameters
    ----------
    min_df : int
        In how many documents an n-gram must stand.
    max_features : int
        How many n-grams to keep, the most widespread first.

    Attributes
    ----------
    words_ : array of object, shape (n_words,)
        The distinct words of the n-grams, sorted.
    keys_ : array of int64, shape (n_ngrams,)
        An n-gram as a number: ``1 + first`` for a word alone and
        ``(1 + first) * (n_words + 1) + 1 + second`` for a pair, sorted.
    idf_ : array of float32, shape (n_ngrams,)
        The inverse document frequencies.
    """

    def __init__(self, *, min_df: int = 3, max_features: int = 30_000) -> None:
        self.min_df = min_df
        self.max_features = max_features

    def fit(self, X: Sequence[Observation], y: object = None) -> Self:
        """Learn which n-grams are widespread, and how widespread.

        Parameters
        ----------
        X : sequence of Observation
            The documents.
        y : None
            Not used.
        """
        self._forget_lookups()
        frequency = Counter(word for observation in X for word in observation.words)
        words = sorted(word for word, count in frequency.items() if count >= self.min_df)
        self.words_ = np.array(words or [""], dtype=object)
        keys = np.concatenate([np.unique(self._keys_at([each])[0]) for each in X])
        keys, counts = np.unique(keys, return_counts=True)
        keys, counts = keys[counts >= self.min_df], counts[counts >= self.min_df]
        widest = np.sort(np.argsort(-counts, kind="stable")[: self.max_features])
        self.keys_, counts = keys[widest], counts[widest]
        self.idf_ = (np.log((1 + len(X)) / (1 + counts)) + 1).astype(np.float32)
        return self

    def transform(self, X: Iterable[Observation]) -> csr_matrix:
        """Return the rows.

        Parameters
        ----------
        X : iterable of Observation
            The documents.

        Returns
        -------
        csr_matrix of float64, shape (n_documents, n_ngrams)
        """
        return matrix_of(X, len(self.keys_), self.entries)

    def entries(self, X: Sequence[Observation]) -> Entries:
        """Return what is not zero in the rows of some documents.

        Parameters
        ----------
        X : sequence of Observation
            The documents.
        """
        keys, firsts, _ = self._keys_at(X)
        rows = np.repeat(np.arange(len(X)), [len(each.ids) for each in X])[firsts]
        # Looked up are those of a document once each and in order, which takes less time.
        n_keys = (len(self.words_) + 1) ** 2
        cells, counts = np.unique(rows * n_keys + keys, return_counts=True)
        rows, keys = np.divmod(cells, n_keys)
        columns, known = _looked_up(keys, self.keys_)
        rows, counts = rows[known], counts[known]
        values = (1 + np.log(counts)) * self.idf_[columns].astype(np.float64)
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        if len(starts):
            lengths = np.sqrt(np.add.reduceat(values * values, starts))
            values /= np.repeat(lengths, np.diff(starts, append=len(rows)))
        return Entries(rows, columns, values)

    def places(
        self, observation: Observation, columns: npt.NDArray[np.integer]
    ) -> tuple[Keys, Keys]:
        """Return every occurrence of some n-grams, those of one in reading order.

        Parameters
        ----------
        observation : Observation
            A document.
        columns : array of int, shape (n_columns,)
            Which n-grams, sorted.

        Returns
        -------
        which : array of int64, shape (n_occurrences,)
            The n-gram of each, as its number in ``columns``.
        spans : array of int64, shape (n_occurrences, 2)
            Where, in characters.
        """
        keys, firsts, lasts = self._keys_at([observation])
        which, found = _looked_up(keys, self.keys_[columns])
        spans = observation.spans
        places = np.stack([spans[firsts[found], 0], spans[lasts[found], 1]], axis=1)
        return which, places.astype(np.int64)

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return the n-grams as text, in the order of the columns."""
        return self._names.copy()

    def __getstate__(self) -> dict[str, Any]:
        """Return what was set and learned, the words as one text, which is read in no time."""
        state = super().__getstate__()
        if "words_" in state:
            state["words_"] = json.dumps(state["words_"].tolist(), ensure_ascii=False)
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore it."""
        if "words_" in state:
            state = {**state, "words_": np.array(json.loads(state["words_"]), dtype=object)}
        super().__setstate__(state)

    @cached_property
    def _names(self) -> npt.NDArray[np.object_]:
        words = ["", *self.words_.tolist()]
        firsts, seconds = np.divmod(self.keys_, len(words))
        names = [
            f"{words[first]} {words[second]}" if first else words[second]
            for first, second in zip(firsts.tolist(), seconds.tolist(), strict=True)
        ]
        return np.array(names, dtype=object)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        # Of one and the same string, as normalise() gives it, no letters are compared.
        return {intern(word): number for number, word in enumerate(self.words_.tolist(), start=1)}

    def _keys_at(self, X: Sequence[Observation]) -> tuple[Keys, Keys, Keys]:
        """Return the key of every n-gram of known words, and its first and last place.

        Places are numbered through all documents.
        """
        distinct: list[str] = []
        ids, joins = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=bool)]
        n_before, latest = np.int64(0), None
        for observation in X:
            if observation.words is not latest:  # parts of a document may share its words
                latest, n_before = observation.words, np.int64(len(distinct))
                distinct += latest
            ids.append(observation.ids + n_before)
            joins.append(observation.joins)
        numbers = np.array(list(map(self._numbers.get, distinct, repeat(0))), dtype=np.int64)
        words = numbers[np.concatenate(ids)]
        is_known = words > 0
        alone = np.flatnonzero(is_known)
        # No document joins its last word to the first one of the next.
        pairs = np.flatnonzero(np.concatenate(joins)[:-1] & is_known[:-1] & is_known[1:])
        joined = words[pairs] * (len(self.words_) + 1) + words[pairs + 1]
        keys = np.concatenate([words[alone], joined])
        return keys, np.concatenate([alone, pairs]), np.concatenate([alone, pairs + 1])


def _looked_up(keys: Keys, known: Keys) -> tuple[Keys, Keys]:
    """Return the place in sorted keys of each key that is among them, and which those are."""
    if not len(known):
        return keys[:0], keys[:0]
    places = np.searchsorted(known, keys)
    found = np.flatnonzero(known.take(places, mode="clip") == keys)
    return places[found], found
