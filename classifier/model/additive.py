"""The model: a calibrated, additive classifier over named features, with semantic smoothing.

Every label's score is linear in the row once the row's own smoothing length is known, so each
score can be split over the features without a rest::

    z     = row[ngrams] @ V                       truncated SVD of unlabelled documents
    s_l   = (row @ w_l + a * z @ u_l / |z| + b_l) / T + c_l        for each label l
    share = row_f * (w_f + a * (V @ u)_f / |z|) / T                of feature f

and ``softmax(s)`` are the calibrated probabilities: ``T`` (temperature) and ``c`` (offset a
label) are fitted on predictions for documents that the model had not seen.
"""

from __future__ import annotations

from copy import copy
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.utils.class_weight import compute_sample_weight
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import (
    check_array,
    check_consistent_length,
    check_is_fitted,
    validate_data,
)

from classifier.model.calibration import calibrate
from classifier.model.smoothing import SemanticSmoothing

Floats = npt.NDArray[np.float64]


class AdditiveClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Multinomial logistic regression on features and smoothed n-grams, calibrated.

    Parameters
    ----------
    smoothing : SemanticSmoothing or None
        Fitted on unlabelled rows; its n-grams are the first columns of ``X``. ``clone`` keeps
        what it learned.
    C : float
        Inverse strength of the L2 penalty.
    weight : float
        ``a`` above: how much the smoothed row weighs beside the row itself.
    n_splits : int
        Folds, by group, for the calibration.
    random_state : int
        The seed of the folds.

    Attributes
    ----------
    classes_ : array of str, shape (n_classes,)
    coef_ : array of float64, shape (n_classes, n_features)
    smooth_coef_ : array of float64, shape (n_classes, n_components)
    intercept_ : array of float64, shape (n_classes,)
    temperature_ : float
    offset_ : array of float64, shape (n_classes,)
    out_of_fold_ : array of float64, shape (n_documents, n_classes)
        Calibrated probabilities of the training documents, each predicted by a model that saw no
        document of its group; not stored with the model.
    """

    def __init__(
        self,
        smoothing: SemanticSmoothing | None = None,
        *,
        C: float = 10.0,
        weight: float = 1.0,
        n_splits: int = 5,
        random_state: int = 0,
    ) -> None:
        self.smoothing = smoothing
        self.C = C
        self.weight = weight
        self.n_splits = n_splits
        self.random_state = random_state

    def fit(
        self,
        X: csr_matrix,
        y: npt.ArrayLike,
        *,
        groups: npt.ArrayLike | None = None,
        sample_weight: npt.ArrayLike | None = None,
    ) -> Self:
        """Learn the weights, and calibrate them on documents of other groups.

        Parameters
        ----------
        X : csr_matrix, shape (n_documents, n_features)
            Rows of features, the n-grams of the smoothing first.
        y : array of str, shape (n_documents,)
            The labels.
        groups : array, shape (n_documents,), optional
            Near-duplicates share a group; by default every document is its own.
        sample_weight : array of float, shape (n_documents,), optional
            How much each document counts.
        """
        X, labels = validate_data(self, X, y, accept_sparse="csr", dtype=np.float64)
        check_classification_targets(labels)
        X = csr_matrix(X)
        groups = np.arange(len(labels)) if groups is None else np.asarray(groups)
        given = np.ones(len(labels)) if sample_weight is None else sample_weight
        weights = check_array(given, ensure_2d=False, dtype=np.float64, input_name="sample_weight")
        check_consistent_length(X, groups, weights)
        self.classes_ = np.unique(labels)
        rows = self._rows(X)
        scores = np.zeros((len(labels), len(self.classes_)))
        folds = StratifiedGroupKFold(self.n_splits, shuffle=True, random_state=self.random_state)
        for train, test in folds.split(rows, labels, groups):
            scores[test] = _scores(
                self._regression(rows[train], labels[train], weights[train]), rows[test]
            )
        self.temperature_, self.offset_ = calibrate(
            scores,
            np.searchsorted(self.classes_, labels),
            # As if the labels were equally common: how common they are in someone's files, the
            # model cannot know.
            weights * compute_sample_weight("balanced", labels),
        )
        self.out_of_fold_ = softmax(scores / self.temperature_ + self.offset_, axis=1)
        regression = self._regression(rows, labels, weights)
        coef = regression.coef_
        # Two labels give one row of weights, for the second against the first.
        coef = np.vstack([-coef / 2, coef / 2]) if len(self.classes_) == 2 else coef
        b = regression.intercept_
        self.intercept_ = np.concatenate([-b / 2, b / 2]) if len(self.classes_) == 2 else b
        # Stored as float32: rounded here, so that a loaded model gives the same figures.
        coef = coef.astype(np.float32).astype(np.float64)
        self.coef_ = coef[:, : X.shape[1]]
        self.smooth_coef_ = coef[:, X.shape[1] :] * self.weight
        return self

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
        """Return the calibrated scores, one a label, whose softmax are the probabilities.

        Parameters
        ----------
        X : csr_matrix, shape (n_documents, n_features)
            Rows of features.

        Returns
        -------
        array of float64, shape (n_documents, n_classes)
        """
        check_is_fitted(self, "coef_")
        X = csr_matrix(validate_data(self, X, accept_sparse="csr", dtype=np.float64, reset=False))
        scores = X @ self.coef_.T + self.intercept_
        if self.smoothing is not None:
            scores = scores + self.smoothing.transform(self._ngrams(X)) @ self.smooth_coef_.T
        return np.asarray(scores) / self.temperature_ + self.offset_

    def predict_proba(self, X: csr_matrix) -> Floats:
        """Return the calibrated probabilities, shape (n_documents, n_classes)."""
        return np.asarray(softmax(self.scores(X), axis=1))

    def predict(self, X: csr_matrix) -> npt.NDArray[np.str_]:
        """Return the most probable label of each row."""
        scores = self.scores(X)
        return np.asarray(self.classes_[scores.argmax(axis=1)])

    def shares(self, row: csr_matrix, target: str, against: str) -> tuple[float, Floats]:
        """Split the log-odds of one label against another over the features of a row.

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
        weights = (self.coef_[t] - self.coef_[a])[row.indices]
        if self.smoothing is not None:
            V = self.smoothing.components_
            n_ngrams = V.shape[0]
            is_ngram = row.indices < n_ngrams
            length = self.smoothing.lengths(self._ngrams(row))[0]
            direction = (self.smooth_coef_[t] - self.smooth_coef_[a]) / length
            weights[is_ngram] += V[row.indices[is_ngram]].astype(np.float64) @ direction
        bias = (self.intercept_[t] - self.intercept_[a]) / self.temperature_
        bias += self.offset_[t] - self.offset_[a]
        return float(bias), row.data * weights / self.temperature_

    def __sklearn_clone__(self) -> Self:
        # The smoothing was learned from other rows than those to come: like scikit-learn's
        # FrozenEstimator it goes along as it is, in a copy of its own.
        parameters = self.get_params(deep=False)
        smoothing = copy(parameters.pop("smoothing"))
        return type(self)(
            smoothing, **{name: clone(p, safe=False) for name, p in parameters.items()}
        )

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags

    def _ngrams(self, X: csr_matrix) -> csr_matrix:
        assert self.smoothing is not None  # noqa: S101  (only called with smoothing)
        return X[:, : self.smoothing.components_.shape[0]]

    def _rows(self, X: csr_matrix) -> csr_matrix:
        if self.smoothing is None:
            return csr_matrix(X)
        smooth = csr_matrix(self.smoothing.transform(self._ngrams(X)) * self.weight)
        return csr_matrix(hstack([X, smooth]))

    def _regression(
        self, X: csr_matrix, y: npt.NDArray[np.str_], weights: Floats
    ) -> LogisticRegression:
        regression = LogisticRegression(C=self.C, class_weight="balanced", max_iter=1000)
        return regression.fit(X, y, sample_weight=weights)


def _scores(regression: LogisticRegression, X: csr_matrix) -> Floats:
    """Return a score a label, also when there are two."""
    scores = regression.decision_function(X)
    return np.asarray(scores if scores.ndim == 2 else np.stack([-scores / 2, scores / 2], axis=1))
