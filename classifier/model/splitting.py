"""One document's scores, each split over the features that it is a sum of.

With the directions of the smoothing and the calibration worked into the weights once, the scores of
a document are a gather of the weights of its features, and a sum. What is gathered is what explains
them, so that an explanation costs no more than a subtraction.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from classifier.model.smoothing import SemanticSmoothing

Floats = npt.NDArray[np.float64]
_PIECE: Final = 4096  # n-grams whose directions are held at double precision at a time


@dataclass(frozen=True, slots=True, eq=False)
class SplitScores:
    """The scores of one document: what each feature adds to each, and what all documents get."""

    bias: Floats  # (n_classes,) what an empty document would get
    shares: Floats  # (row.nnz, n_classes) what each stored value of the row adds, in its order

    @property
    def scores(self) -> Floats:
        """The calibrated scores, shape (n_classes,)."""
        scores: Floats = self.bias + self.shares.sum(axis=0)
        return scores

    @property
    def probabilities(self) -> Floats:
        """The calibrated probabilities, shape (n_classes,)."""
        return _softmax(self.scores)

    def without(self, left_out: npt.NDArray[np.bool_]) -> SplitScores:
        """Return the scores with the shares of some stored values left out.

        N-grams may not be among them: without one, the shares of the others are other ones.
        """
        return SplitScores(self.bias, self.shares[~left_out])

    def between(self, target: int, against: int) -> tuple[float, Floats]:
        """Return the bias and the shares of the log-odds of one class against another.

        Parameters
        ----------
        target, against : int
            Indices of classes.

        Returns
        -------
        bias : float
        shares : array of float64, shape (row.nnz,)
        """
        bias = float(self.bias[target] - self.bias[against])
        return bias, self.shares[:, target] - self.shares[:, against]


class EffectiveWeights:
    """The weights of a classifier, with smoothing and calibration worked in.

    Parameters
    ----------
    smoothing : SemanticSmoothing or None
        Fitted; its n-grams are the first features.
    coef : array of float64, shape (n_classes, n_features)
    smooth_coef : array of float64, shape (n_classes, n_components)
    intercept : array of float64, shape (n_classes,)
    temperature : float
        What scores are divided by.

    Attributes
    ----------
    bias : array of float64, shape (n_classes,)
        What an empty document would get.
    """

    def __init__(
        self,
        smoothing: SemanticSmoothing | None,
        coef: Floats,
        smooth_coef: Floats,
        intercept: Floats,
        temperature: float,
    ) -> None:
        self._smoothing = smoothing
        self.bias = intercept / temperature
        self._n_classes = len(self.bias)
        self._directions = None if smoothing is None else smoothing.components_
        # What a feature weighs, as it is and smoothed, lies side by side to be fetched at once.
        self._weights = np.zeros((coef.shape[1], 2 * self._n_classes))
        self._weights[:, : self._n_classes] = coef.T / temperature
        if self._directions is not None:
            smooth = smooth_coef.T / temperature
            for at in range(0, len(self._directions), _PIECE):
                piece = self._directions[at : at + _PIECE].astype(np.float64)
                self._weights[at : at + len(piece), self._n_classes :] = piece @ smooth

    def split(self, row: csr_matrix) -> SplitScores:
        """Return the scores of one document, split over its features.

        Parameters
        ----------
        row : csr_matrix, shape (1, n_features)
            The document.
        """
        return SplitScores(self.bias, self.shares(row))

    def shares(self, X: csr_matrix) -> Floats:
        """Return what each stored value adds to each score, shape (X.nnz, n_classes), in its order.

        Parameters
        ----------
        X : csr_matrix, shape (n_documents, n_features)
            Documents: the work is in the features that they have, however many there are.
        """
        # Turned, so that NumPy goes through a class at a time and not from one to the next.
        weights = np.ascontiguousarray(self._weights.take(X.indices, axis=0).T)
        shares, smooth = weights[: self._n_classes], weights[self._n_classes :]
        smooth /= self._length(X) if X.shape[0] == 1 else self._lengths(X)
        shares += smooth
        shares *= X.data
        return shares.T

    def probabilities(self, X: csr_matrix) -> Floats:
        """Return the calibrated probabilities of rows, shape (n_documents, n_classes).

        They are taken as they are; to look them over costs more than to add them up.

        Parameters
        ----------
        X : csr_matrix of float64, shape (n_documents, n_features)
            As an extractor makes them.
        """
        sums = np.asarray(X @ self._weights)
        scores = self.bias + sums[:, : self._n_classes]
        if self._smoothing is not None:
            _, lengths = self._smoothing.project(X)
            scores += sums[:, self._n_classes :] / lengths[:, np.newaxis]
        return _softmax(scores)

    def _length(self, row: csr_matrix) -> float:
        """Return the length of the smoothed row; 1 without a known n-gram."""
        if self._smoothing is None or self._directions is None:
            return 1.0
        is_ngram = row.indices < len(self._directions)
        smoothed = row.data[is_ngram] @ self._directions.take(row.indices[is_ngram], axis=0)
        stretch = float(self._smoothing.stretch(is_ngram.sum()))
        return sqrt(smoothed @ smoothed) * stretch or 1.0

    def _lengths(self, X: csr_matrix) -> Floats:
        """Return of each stored value the length of its smoothed row, shape (X.nnz,)."""
        if self._smoothing is None:
            return np.ones(1)
        _, lengths = self._smoothing.project(X)
        return np.repeat(lengths, np.diff(X.indptr))


def _softmax(scores: Floats) -> Floats:
    """Return the probabilities of scores, which lie along the last axis."""
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True))
