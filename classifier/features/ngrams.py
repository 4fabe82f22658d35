"""TF-IDF of words and word pairs, looked up with NumPy in two sorted tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin

from classifier.features.observation import Observation

Keys = npt.NDArray[np.int64]


class NgramVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
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
    words_ : array of str, shape (n_words,)
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
        frequency = Counter(word for observation in X for word in observation.words)
        self.words_ = np.array(
            sorted(word for word, count in frequency.items() if count >= self.min_df) or [""]
        )
        keys = np.concatenate([np.unique(self._keys_at(observation)[0]) for observation in X])
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
        data, indices, indptr = [np.empty(0)], [np.empty(0, dtype=np.int64)], [0]
        for observation in X:
            columns, counts = np.unique(self.places(observation)[0], return_counts=True)
            weights = (1 + np.log(counts)) * self.idf_[columns].astype(np.float64)
            length = np.sqrt(weights @ weights)
            data.append(weights / length if length else weights)
            indices.append(columns)
            indptr.append(indptr[-1] + len(columns))
        shape = (len(indptr) - 1, len(self.keys_))
        return csr_matrix((np.concatenate(data), np.concatenate(indices), indptr), shape=shape)

    def places(self, observation: Observation) -> tuple[Keys, Keys]:
        """Return every occurrence of a known n-gram.

        Parameters
        ----------
        observation : Observation
            A document.

        Returns
        -------
        columns : array of int64, shape (n_occurrences,)
            Which n-gram.
        spans : array of int64, shape (n_occurrences, 2)
            Where, in characters.
        """
        keys, spans = self._keys_at(observation)
        if not len(self.keys_):
            return np.empty(0, dtype=np.int64), np.empty((0, 2), dtype=np.int64)
        columns = np.minimum(np.searchsorted(self.keys_, keys), len(self.keys_) - 1)
        known = self.keys_[columns] == keys
        return columns[known], spans[known]

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return the n-grams as text, in the order of the columns."""
        return np.array(self.names(np.arange(len(self.keys_))), dtype=object)

    def names(self, columns: npt.NDArray[np.integer]) -> list[str]:
        """Return the n-grams of some columns as text; a document has few of all there are.

        Parameters
        ----------
        columns : array of int, shape (n_columns,)
            Which n-grams.
        """
        first, second = np.divmod(self.keys_[columns], len(self.words_) + 1)
        ends = self.words_[second - 1].tolist()
        starts = self.words_[np.maximum(first, 1) - 1].tolist()
        return [
            f"{start} {end}" if pair else end
            for start, end, pair in zip(starts, ends, first.tolist(), strict=True)
        ]

    def _keys_at(self, observation: Observation) -> tuple[Keys, Keys]:
        """Return the key and the span of every n-gram of known words."""
        words = np.array(
            observation.words, dtype=self.words_.dtype if not len(observation.words) else None
        )
        index = np.minimum(np.searchsorted(self.words_, words), len(self.words_) - 1)
        number = np.where(self.words_[index] == words, index + 1, 0).astype(np.int64)
        ids = number[observation.ids]
        spans = observation.spans.astype(np.int64)
        alone = ids > 0
        pair = observation.joins[:-1] & alone[:-1] & alone[1:]
        keys = np.concatenate([ids[alone], (ids[:-1] * (len(self.words_) + 1) + ids[1:])[pair]])
        pairs = np.stack([spans[:-1, 0], spans[1:, 1]], axis=1)[pair]
        return keys, np.concatenate([spans[alone], pairs])
