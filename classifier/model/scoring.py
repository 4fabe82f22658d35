"""Scoring by a fitted additive model: scores are sums of shares of the features of a row."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import softmax
from sklearn.base import ClassifierMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from classifier.features.lookups import WithLookups
from classifier.model.smoothing import SemanticSmoothing
from classifier.model.splitting import EffectiveWeights, SplitScores

Floats = npt.NDArray[np.float64]


class BaseAdditiveClassifier(ClassifierMixin, WithLookups):  # type: ignore[misc]
    """What an additive classifier does once it has its weights.

    Attributes
    ----------
    smoothing : SemanticSmoothing or None
        Its n-grams are the first columns of ``X``.
    classes_ : array of str, shape (n_classes,)
    coef_ : array of float64, shape (n_classes, n_features)
    smooth_coef_ : array of float64, shape (n_classes, n_components)
    intercept_ : array of float64, shape (n_classes,)
    temperature_ : float
    """

    smoothing: SemanticSmoothing | None
    classes_: npt.NDArray[np.str_]
    coef_: Floats
    smooth_coef_: Floats
    intercept_: Floats
    temperature_: float

    def decision_function(self, X: csr_matrix) -> Floats:
        """Return the calibrated scores as scikit-learn has them.

        Parameters
        ----------
        X : csr_matrix, shape (n_documents, n_features)
            Rows of features.

        Returns
        -------
        array of float64, shape (n_documents, n_classes)
            With two labels, shape (n_documents,): the log-odds of the second.
        """
        scores = self.scores(X)
        return scores[:, 1] - scores[:, 0] if len(self.classes_) == 2 else scores

    def scores(self, X: csr_matrix) -> Floats:
        """Return the calibrated scores, shape (n_documents, n_classes) also with two labels."""
        return self.uncalibrated_scores(X) / self.temperature_

    def predict_proba(self, X: csr_matrix) -> Floats:
        """Return the calibrated probabilities, shape (n_documents, n_classes)."""
        return np.asarray(softmax(self.scores(X), axis=1))

    def predict(self, X: csr_matrix) -> npt.NDArray[np.str_]:
        """Return the most probable label of each row."""
        scores = self.scores(X)
        return np.asarray(self.classes_[scores.argmax(axis=1)])

    def shares(self, row: csr_matrix, target: str, against: str) -> tuple[float, Floats]:
        """Split the log-odds of one label against another over the features of one document.

        Parameters
        ----------
        row : csr_matrix, shape (1, n_features)
            One document.
        target, against : str
            Two labels.

        Returns
        -------
        bias : float
            What an empty document would get.
        shares : array of float64, shape (row.nnz,)
            What each stored value of the row adds, in the order of ``row.indices``.
        """
        t, a = (int(np.searchsorted(self.classes_, label)) for label in (target, against))
        return self.split_scores(row).between(t, a)

    def split_scores(self, row: csr_matrix) -> SplitScores:
        """Return the scores of one document, each split over the features of its row.

        Parameters
        ----------
        row : csr_matrix, shape (1, n_features)
            One document.
        """
        return self.effective.split(row)

    @cached_property
    def effective(self) -> EffectiveWeights:
        """The weights with smoothing and calibration worked in, for rows that need no check."""
        check_is_fitted(self, "coef_")
        return EffectiveWeights(
            self.smoothing, self.coef_, self.smooth_coef_, self.intercept_, self.temperature_
        )

    def uncalibrated_scores(self, X: csr_matrix) -> Floats:
        """Return the scores before calibration, shape (n_documents, n_classes)."""
        check_is_fitted(self, "coef_")
        X = csr_matrix(validate_data(self, X, accept_sparse="csr", dtype=np.float64, reset=False))
        scores = X @ self.coef_.T + self.intercept_
        if self.smoothing is not None:
            scores = scores + self.smoothing.transform(X) @ self.smooth_coef_.T
        return np.asarray(scores)
