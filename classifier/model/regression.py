"""The regression under the additive model: fitted once, or fold by fold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import copy_context
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from classifier.model.lesson import Lesson, Places
from classifier.model.memory import remembered

Floats = npt.NDArray[np.float64]
AfterFold = Callable[[Places, Floats], None]


def cross_scores(
    lesson: Lesson,
    groups: npt.NDArray[Any],
    *,
    C: float,
    n_splits: int = 5,
    random_state: int = 0,
    after_fold: AfterFold | None = None,
) -> Floats:
    """Return scores of documents by regressions that saw none of their groups.

    Parameters
    ----------
    lesson : Lesson
        The documents.
    groups : array, shape (n_documents,)
        Near-duplicates share a group.
    C : float
        Inverse strength of the L2 penalty.
    n_splits, random_state : int
        How many folds, and the seed of them.
    after_fold : callable, optional
        Gets, after each fold, which documents it predicted and their scores.

    Returns
    -------
    array of float64, shape (n_documents, n_classes)
    """
    folds = StratifiedGroupKFold(n_splits, shuffle=True, random_state=random_state)
    splits = folds.split(lesson.X, lesson.y, groups)
    return held_out_scores(lesson, splits, C=C, after_fold=after_fold)


def held_out_scores(
    lesson: Lesson,
    splits: Iterable[tuple[Places, Places]],
    *,
    C: float,
    after_fold: AfterFold | None = None,
) -> Floats:
    """Return scores of documents by regressions that did not see them.

    Parameters
    ----------
    lesson : Lesson
        The documents.
    splits : iterable of (train, test)
        Indices of documents; each document is tested once, and each label always learned.
    C, after_fold
        As in :func:`cross_scores`.

    Returns
    -------
    array of float64, shape (n_documents, n_classes)
    """
    both = list(splits)
    digest = lesson.digest()

    def scores_of(train: Places, test: Places) -> Floats:
        """Return the scores of the documents of one test."""
        found = lesson.of(train).regression(C).decision_function(lesson.X[test])
        # Two labels have one score, of the second against the first.
        return found if found.ndim == 2 else np.stack([-found / 2, found / 2], axis=1)

    def remembered_scores(train: Places, test: Places) -> Floats:
        (found,) = remembered(
            lambda: [scores_of(train, test)], [digest, train, test], ["held-out scores", C]
        )
        return np.asarray(found)

    scores = np.zeros((len(lesson.y), len(np.unique(lesson.y))))
    # Each in a copy of this context, where the memory is: a thread has one of its own.
    tasks = [delayed(copy_context().run)(remembered_scores, *split) for split in both]
    found = Parallel(require="sharedmem", return_as="generator")(tasks)
    for (_, test), of_test in zip(both, found, strict=True):
        scores[test] = of_test
        if after_fold is not None:
            after_fold(test, of_test)
    return scores


def fit_weights(lesson: Lesson, *, C: float) -> tuple[Floats, Floats]:
    """Return the weights and the intercept of each label, also when there are two.

    Parameters
    ----------
    lesson : Lesson
        The documents.
    C : float
        Inverse strength of the L2 penalty.
    """
    coef, intercept = remembered(
        lambda: weights_of(lesson.regression(C)), [lesson.digest()], ["weights", C]
    )
    return np.asarray(coef), np.asarray(intercept)


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
