"""The regression under the additive model: fitted once, or fold by fold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextvars import copy_context
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, diags_array
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from classifier.model.agreement import Agreement
from classifier.model.memory import digest_of, remembered

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int_]
AfterFold = Callable[[Places, Floats], None]


def fit_regression(
    X: csr_matrix,
    y: npt.NDArray[np.str_],
    sample_weight: Floats,
    *,
    C: float,
    label_weight: Mapping[str, float] | None = None,
    agreement: Agreement | None = None,
) -> LogisticRegression:
    """Return a logistic regression in which labels count alike, or as they are weighed.

    Parameters
    ----------
    X : csr_matrix, shape (n_documents, n_features)
        Rows.
    y : array of str, shape (n_documents,)
        The labels.
    sample_weight : array, shape (n_documents,)
        How much each document counts.
    C : float
        Inverse strength of the L2 penalty.
    label_weight : mapping of str to float, optional
        How many times as common as the others a label is to count.
    agreement : Agreement, optional
        Of the documents; what speaks alike in all sources may weigh more.

    Returns
    -------
    LogisticRegression
        Whose weights are those of the rows as they were given.
    """
    balance: str | dict[str, float] = "balanced"
    if label_weight:
        # With the same weight for all, this is what "balanced" does.
        labels = np.unique(y).tolist()
        share = sample_weight.sum() / len(labels)
        balance = {
            label: label_weight.get(label, 1.0) * share / sample_weight[y == label].sum()
            for label in labels
        }
    regression = LogisticRegression(C=C, class_weight=balance, max_iter=1000)
    if agreement is None:
        return regression.fit(X, y, sample_weight=sample_weight)
    scale = agreement.scale(X, y, sample_weight)
    # A column that is larger needs a smaller weight for the same effect, which costs less penalty.
    regression.fit(csr_matrix(X @ diags_array(scale)), y, sample_weight=sample_weight)
    regression.coef_ = regression.coef_ * scale
    return regression


def cross_scores(
    X: csr_matrix,
    y: npt.NDArray[np.str_],
    groups: npt.NDArray[Any],
    sample_weight: Floats,
    *,
    C: float,
    label_weight: Mapping[str, float] | None = None,
    agreement: Agreement | None = None,
    n_splits: int = 5,
    random_state: int = 0,
    after_fold: AfterFold | None = None,
) -> Floats:
    """Return scores of documents by regressions that saw none of their groups.

    Parameters
    ----------
    X, y, sample_weight, C, label_weight, agreement
        As in :func:`fit_regression`.
    groups : array, shape (n_documents,)
        Near-duplicates share a group.
    n_splits, random_state : int
        How many folds, and the seed of them.
    after_fold : callable, optional
        Gets, after each fold, which documents it predicted and their scores.

    Returns
    -------
    array of float64, shape (n_documents, n_classes)
    """
    folds = StratifiedGroupKFold(n_splits, shuffle=True, random_state=random_state)
    splits = folds.split(X, y, groups)
    return held_out_scores(
        X,
        y,
        sample_weight,
        splits,
        C=C,
        label_weight=label_weight,
        agreement=agreement,
        after_fold=after_fold,
    )


def held_out_scores(
    X: csr_matrix,
    y: npt.NDArray[np.str_],
    sample_weight: Floats,
    splits: Iterable[tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]],
    *,
    C: float,
    label_weight: Mapping[str, float] | None = None,
    agreement: Agreement | None = None,
    after_fold: AfterFold | None = None,
) -> Floats:
    """Return scores of documents by regressions that did not see them.

    Parameters
    ----------
    X, y, sample_weight, C, label_weight, agreement
        As in :func:`fit_regression`.
    splits : iterable of (train, test)
        Indices of documents; each document is tested once, and each label always learned.
    after_fold : callable, optional
        As in :func:`cross_scores`.

    Returns
    -------
    array of float64, shape (n_documents, n_classes)
    """
    both = list(splits)
    digest = _digest(X, y, sample_weight, agreement)

    def scores_of(train: Places, test: Places) -> Floats:
        """Return the scores of the documents of one test."""
        weights = sample_weight[train]
        fitted = fit_regression(
            X[train],
            y[train],
            weights,
            C=C,
            label_weight=label_weight,
            agreement=None if agreement is None else agreement.of(train),
        )
        found = fitted.decision_function(X[test])
        # Two labels have one score, of the second against the first.
        return found if found.ndim == 2 else np.stack([-found / 2, found / 2], axis=1)

    def remembered_scores(train: Places, test: Places) -> Floats:
        choices = ["held-out scores", C, dict(label_weight or {})]
        (found,) = remembered(lambda: [scores_of(train, test)], [digest, train, test], choices)
        return np.asarray(found)

    scores = np.zeros((len(y), len(np.unique(y))))
    # Each in a copy of this context, where the memory is: a thread has one of its own.
    tasks = [delayed(copy_context().run)(remembered_scores, *split) for split in both]
    found = Parallel(require="sharedmem", return_as="generator")(tasks)
    for (_, test), of_test in zip(both, found, strict=True):
        scores[test] = of_test
        if after_fold is not None:
            after_fold(test, of_test)
    return scores


def fit_weights(
    X: csr_matrix,
    y: npt.NDArray[np.str_],
    sample_weight: Floats,
    *,
    C: float,
    label_weight: Mapping[str, float] | None = None,
    agreement: Agreement | None = None,
) -> tuple[Floats, Floats]:
    """Return the weights and the intercept of each label, also when there are two.

    Parameters
    ----------
    X, y, sample_weight, C, label_weight, agreement
        As in :func:`fit_regression`.
    """

    def learn() -> tuple[Floats, Floats]:
        return weights_of(
            fit_regression(X, y, sample_weight, C=C, label_weight=label_weight, agreement=agreement)
        )

    choices = ["weights", C, dict(label_weight or {})]
    coef, intercept = remembered(learn, [_digest(X, y, sample_weight, agreement)], choices)
    return np.asarray(coef), np.asarray(intercept)


def _digest(
    X: csr_matrix, y: npt.NDArray[np.str_], sample_weight: Floats, agreement: Agreement | None
) -> npt.NDArray[np.uint8]:
    arrays, choices = [X.data, X.indices, X.indptr, y, sample_weight], [X.shape]
    if agreement is not None:
        arrays.append(agreement.sources)
        choices += [agreement.n_ngrams, agreement.power]
    digest = digest_of(arrays, choices)
    return np.frombuffer(digest, dtype=np.uint8)


def weights_of(regression: LogisticRegression) -> tuple[Floats, Floats]:
    """Return the weights and the intercept of each label, also when there are two."""
    coef, intercept = regression.coef_, regression.intercept_
    if len(intercept) > 1:
        return coef, intercept
    # Two labels have one row of weights, for the second against the first.
    return np.vstack([-coef / 2, coef / 2]), np.append(-intercept, intercept) / 2


def with_base(
    coef: Floats, intercept: Floats, base_coef: Floats, base_intercept: Floats
) -> tuple[Floats, Floats]:
    """Return weights and intercepts in which those of a base have gone up.

    What weighs a score of the base weighs each of the features that it is a sum of.

    Parameters
    ----------
    coef : array, shape (n_classes, n_features + n_scores)
        Weights, those of the scores of the base last.
    intercept : array, shape (n_classes,)
    base_coef : array, shape (n_scores, n_features)
        What the scores of the base are sums of.
    base_intercept : array, shape (n_scores,)
    """
    n_scores = len(base_coef)
    share = coef[:, -n_scores:]
    return coef[:, :-n_scores] + share @ base_coef, intercept + share @ base_intercept
