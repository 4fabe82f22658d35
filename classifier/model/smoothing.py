"""Semantic smoothing: n-grams that go together in documents without a label help each other."""

from __future__ import annotations

from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.decomposition import TruncatedSVD
from sklearn.utils.validation import check_is_fitted

from classifier.model.memory import remembered

Floats = npt.NDArray[np.float64]


class SemanticSmoothing(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Directions in which n-grams vary together in documents without a label.

    Parameters
    ----------
    n_components : int
        How many directions.
    shrinkage : int
        How many n-grams a text is taken to have besides that say nothing: what a few words have in
        common with other documents is uncertain, and counts for less.
    random_state : int
        The seed.

    Attributes
    ----------
    components_ : array of float32, shape (n_ngrams, n_components)
        The directions, held at the precision of float16, in which they are stored.
    """

    def __init__(
        self, n_components: int = 150, *, shrinkage: int = 0, random_state: int = 0
    ) -> None:
        self.n_components = n_components
        self.shrinkage = shrinkage
        self.random_state = random_state

    def fit(self, X: csr_matrix, y: object = None) -> Self:
        """Learn the directions.

        Parameters
        ----------
        X : csr_matrix, shape (n_documents, n_ngrams)
            TF-IDF rows of documents, with or without a label.
        y : None
            Not used.
        """
        size = min(self.n_components, min(X.shape) - 1)

        def learn() -> list[npt.NDArray[np.float16]]:
            svd = TruncatedSVD(size, random_state=self.random_state).fit(X)
            return [svd.components_.T.astype(np.float16)]

        choices = ["smoothing", X.shape, size, self.random_state]
        (directions,) = remembered(learn, [X.data, X.indices, X.indptr], choices)
        self.components_ = directions.astype(np.float32)
        return self

    def transform(self, X: csr_matrix) -> Floats:
        """Return the rows in the space of the directions, of length 1 before they are shrunk.

        Parameters
        ----------
        X : csr_matrix, shape (n_documents, n_features)
            TF-IDF rows; columns behind those of the n-grams count for nothing.

        Returns
        -------
        array of float64, shape (n_documents, n_components)
            A row without a known n-gram is all zeros.
        """
        projected, lengths = self.project(X)
        return projected / lengths[:, np.newaxis]

    def project(self, X: csr_matrix) -> tuple[Floats, Floats]:
        """Return the rows in the space of the directions, and what each is to be divided by.

        Parameters
        ----------
        X : csr_matrix, shape (n_documents, n_features)
            As for :meth:`transform`.
        """
        check_is_fitted(self, "components_")
        n_ngrams = len(self.components_)
        X = csr_matrix(X[:, :n_ngrams])
        # Some documents use a few of the n-grams: the directions of the others stay untouched.
        is_used = np.zeros(n_ngrams, dtype=bool)
        is_used[X.indices] = True
        used = np.flatnonzero(is_used)
        numbers = np.empty(n_ngrams, dtype=X.indices.dtype)
        numbers[used] = np.arange(len(used))
        narrow = csr_matrix((X.data, numbers[X.indices], X.indptr), shape=(X.shape[0], len(used)))
        projected = np.asarray(narrow @ self.components_[used].astype(np.float64))
        lengths = np.linalg.norm(projected, axis=1) * self.stretch(np.diff(X.indptr))
        return projected, np.where(lengths > 0, lengths, 1.0)

    def stretch(self, n_ngrams: npt.ArrayLike) -> Floats:
        """Return by how much the shrinking lets a row seem longer that has so many n-grams."""
        return np.asarray(np.sqrt(1 + self.shrinkage / np.maximum(n_ngrams, 1)))
