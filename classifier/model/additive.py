"""The model: a calibrated, additive classifier over named features, with semantic smoothing.

Every label's score is linear in the row once the row's own smoothing length is known, so each
score can be split over the features without a rest::

    z     = row[ngrams] @ V                       truncated SVD of unlabelled documents
    s_l   = (row @ w_l + a * z @ u_l / |z| + b_l) / T              for each label l
    share = row_f * (w_f + a * (V @ u)_f / |z|) / T                of feature f

and ``softmax(s)`` are the calibrated probabilities: ``T`` (temperature) is fitted on predictions
for documents that the model had not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from scipy.special import softmax
from sklearn.base import clone
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import (
    check_array,
    check_consistent_length,
    validate_data,
)

from classifier.model.agreement import Agreement
from classifier.model.calibration import as_if_equally_common, calibrate
from classifier.model.lesson import Lesson
from classifier.model.regression import AfterFold, cross_scores, fit_weights, with_base
from classifier.model.scoring import BaseAdditiveClassifier
from classifier.model.smoothing import SemanticSmoothing

Floats = npt.NDArray[np.float64]


class AdditiveClassifier(BaseAdditiveClassifier):
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
    out_of_fold_ : array of float64, shape (n_documents, n_classes)
        Calibrated probabilities of the training documents, each predicted by a model that saw no
        document of its group; not stored with the model.
    lesson_ : Lesson
        What it learned from; not stored with the model.
    """

    _not_stored = frozenset({"out_of_fold_", "lesson_"})

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
        label_weight: Mapping[str, float] | None = None,
        agreement: Agreement | None = None,
        copies: csr_matrix | None = None,
        base: AdditiveClassifier | None = None,
        after_fold: AfterFold | None = None,
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
        label_weight : mapping of str to float, optional
            How many times as common as the others a label is to count; by default all are
            equally common.
        agreement : Agreement, optional
            Of the documents; what speaks alike in all sources may weigh more.
        copies : csr_matrix, shape (n_documents, n_features), optional
            Rows of the same documents seen otherwise, such as in scans of them; to be learned from
            as well.
        base : AdditiveClassifier, optional
            Of the same columns, smoothing and labels. Its scores become columns, which say much
            for little penalty: the features learn how documents differ from what it knows.
        after_fold : callable, optional
            Gets, after each fold, which documents it predicted and their scores.
        """
        X, labels = validate_data(self, X, y, accept_sparse="csr", dtype=np.float64)
        check_classification_targets(labels)
        X = csr_matrix(X)
        self._forget_lookups()
        groups = np.arange(len(labels)) if groups is None else np.asarray(groups)
        given = np.ones(len(labels)) if sample_weight is None else sample_weight
        weights = check_array(given, ensure_2d=False, dtype=np.float64, input_name="sample_weight")
        check_consistent_length(X, groups, weights)
        self.classes_ = np.unique(labels)
        self.lesson_ = Lesson(
            self.rows(X, base),
            labels,
            weights,
            label_weight,
            agreement,
            None if copies is None else self.rows(copies, base),
        )
        scores = cross_scores(
            self.lesson_,
            groups,
            C=self.C,
            n_splits=self.n_splits,
            random_state=self.random_state,
            after_fold=after_fold,
        )
        self.temperature_ = calibrate(
            scores,
            np.searchsorted(self.classes_, labels),
            as_if_equally_common(labels, weights, label_weight),
        )
        self.out_of_fold_ = softmax(scores / self.temperature_, axis=1)
        coef, self.intercept_ = fit_weights(self.lesson_, C=self.C)
        if base is not None:
            known = np.hstack([base.coef_, base.smooth_coef_ / base.weight])
            coef, self.intercept_ = with_base(coef, self.intercept_, known, base.intercept_)
        # Stored as float32: rounded here, so that a loaded model gives the same figures.
        coef = coef.astype(np.float32).astype(np.float64)
        self.coef_ = coef[:, : X.shape[1]]
        self.smooth_coef_ = coef[:, X.shape[1] :] * self.weight
        return self

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

    def rows(self, X: csr_matrix, base: AdditiveClassifier | None = None) -> csr_matrix:
        """Return what the regression learns from: rows, smoothed rows and scores of the base.

        Parameters
        ----------
        X : csr_matrix, shape (n_documents, n_features)
        base : AdditiveClassifier, optional
            Fitted, of the same columns.

        Returns
        -------
        csr_matrix, shape (n_documents, n_features + n_components + n_classes)
            Without smoothing or base, without their columns.
        """
        blocks = [csr_matrix(X)]
        if self.smoothing is not None:
            blocks.append(csr_matrix(self.smoothing.transform(X) * self.weight))
        if base is not None:
            blocks.append(csr_matrix(base.uncalibrated_scores(X)))
        return csr_matrix(hstack(blocks)) if len(blocks) > 1 else blocks[0]
