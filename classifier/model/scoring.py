"""Scoring by a fitted additive model: scores are sums of shares of the features of a row."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import softmax
from sklearn.base import ClassifierMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from classifier.errors import InputError
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

    def contributions(
        self, X: csr_matrix, target: object, against: object = None
    ) -> tuple[float, csr_matrix]:
        """Split a score of many documents over their features.

        Parameters
        ----------
        X : csr_matrix, shape (n_documents, n_features)
            Rows of features.
        target : label
            Whose calibrated score is split.
        against : label, optional
            With it, what is split is the log-odds of ``target`` against this label.

        Returns
        -------
        bias : float
            What an empty document would get.
        contributions : csr_matrix, shape (n_documents, n_features)
            What each feature adds: each row sums, with the bias, to what is split.

        Raises
        ------
        InputError
            When the model knows no such label.
        """
        X = self._checked(X)
        bias, shares = self.shares(X, target, against)
        return bias, csr_matrix((shares, X.indices, X.indptr), shape=X.shape)

    def shares(self, X: csr_matrix, target: object, against: object = None) -> tuple[float, Floats]:
        """Split a score of documents as :meth:`contributions` does, without a look at the rows.

        Parameters
        ----------
        X : csr_matrix of float64, shape (n_documents, n_features)
            As an extractor makes them.
        target, against : label
            As for :meth:`contributions`.

        Returns
        -------
        bias : float
            What an empty document would get.
        shares : array of float64, shape (X.nnz,)
            What each stored value adds, in the order of ``X.indices``.
        """
        effective, number = self.effective, self._number(target)
        bias, shares = effective.bias, effective.shares(X)
        if against is None:
            return float(bias[number]), shares[:, number]
        other = self._number(against)
        return float(bias[number] - bias[other]), shares[:, number] - shares[:, other]

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
        X = self._checked(X)
        scores = X @ self.coef_.T + self.intercept_
        if self.smoothing is not None:
            scores = scores + self.smoothing.transform(X) @ self.smooth_coef_.T
        return np.asarray(scores)

    def _checked(self, X: csr_matrix) -> csr_matrix:
        check_is_fitted(self, "coef_")
        return csr_matrix(
            validate_data(self, X, accept_sparse="csr", dtype=np.float64, reset=False)
        )

    def _number(self, label: object) -> int:
        labels = self.classes_.tolist()
        if label not in labels:
            raise InputError(
                f"the model has no label {label!r}; it has: {', '.join(map(str, labels))}"
            )
        return int(labels.index(label))
