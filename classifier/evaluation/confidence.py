"""How right a model is when it is sure: of probabilities, beside the labels that are true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.str_]

_BINS: Final = 10
ACCURACY_OF_DECIDED: Final = 0.93  # what the abstention threshold aims at


@dataclass(frozen=True, slots=True)
class Bin:
    """Documents whose most probable label has about the same probability."""

    n_documents: int
    confidence: float  # mean probability of the most probable label
    right: float  # share whose most probable label is the true one
    interval: tuple[float, float]  # of that share, 95 % by Wilson


def reliability(truth: Labels, probabilities: Floats, classes: Labels) -> list[Bin]:
    """Return how often the most probable label is right, by how probable it is, in ten bins.

    Parameters
    ----------
    truth : array of str, shape (n_documents,)
        The labels.
    probabilities : array, shape (n_documents, n_classes)
        Of each label.
    classes : array of str, shape (n_classes,)
        The labels in the order of the columns.

    Returns
    -------
    list of Bin
        The least sure first; bins without documents are left out.

    Examples
    --------
    >>> sure = np.array([[0.9, 0.1], [0.95, 0.05], [0.4, 0.6]])
    >>> bins = reliability(np.array(["a", "b", "b"]), sure, np.array(["a", "b"]))
    >>> [(one.n_documents, round(one.confidence, 3), one.right) for one in bins]
    [(1, 0.6, 1.0), (2, 0.925, 0.5)]
    """
    confidence, right = _confidence(truth, probabilities, classes)
    bins = []
    for here in _bins(confidence):
        n, k = int(here.sum()), int(right[here].sum())
        interval = binomtest(k, n).proportion_ci(method="wilson")
        bins.append(
            Bin(
                n,
                float(confidence[here].mean()),
                k / n,
                (float(interval.low), float(interval.high)),
            )
        )
    return bins


def calibration_error(truth: Labels, probabilities: Floats, classes: Labels) -> float:
    """Return the expected calibration error of the most probable label, in ten bins.

    Parameters
    ----------
    truth, probabilities, classes
        As in :func:`reliability`.
    """
    confidence, right = _confidence(truth, probabilities, classes)
    error = 0.0
    for here in _bins(confidence):
        error += here.mean() * abs(right[here].mean() - confidence[here].mean())
    return float(error)


def brier_score(truth: Labels, probabilities: Floats, classes: Labels) -> float:
    """Return the mean squared distance of the probabilities to the truth, from 0 to 2.

    Parameters
    ----------
    truth, probabilities, classes
        As in :func:`reliability`.
    """
    wanted = truth[:, np.newaxis] == classes
    return float(((probabilities - wanted) ** 2).sum(axis=1).mean())


def coverage_curve(truth: Labels, probabilities: Floats, classes: Labels) -> tuple[Floats, Floats]:
    """Return the share that is wrong of the surest documents, for every share that is decided.

    Parameters
    ----------
    truth, probabilities, classes
        As in :func:`reliability`.

    Returns
    -------
    coverage : array of float64, shape (n_steps,)
        Shares of the documents, rising to 1; documents that are as sure come together.
    error : array of float64, shape (n_steps,)
        The share of those that is wrong.

    Examples
    --------
    >>> sure = np.array([[0.9, 0.1], [0.2, 0.8], [0.4, 0.6], [0.6, 0.4]])
    >>> coverage, error = coverage_curve(np.array(["a", "a", "b", "a"]), sure, np.array(["a", "b"]))
    >>> coverage.tolist(), error.tolist()
    ([0.25, 0.5, 1.0], [0.0, 0.5, 0.25])
    """
    confidence, right = _confidence(truth, probabilities, classes)
    order = np.argsort(-confidence, kind="stable")
    ranked = confidence[order]
    last = np.append(ranked[1:] < ranked[:-1], True)
    counts = np.arange(1, len(order) + 1)
    error = np.cumsum(~right[order]) / counts
    return counts[last] / len(order), error[last]


def abstention_threshold(truth: Labels, probabilities: Floats, classes: Labels) -> float:
    """Return the lowest probability from which decisions are right often enough.

    The aim is ``ACCURACY_OF_DECIDED``; a threshold never lies below one half, nor so high that
    less than half of the documents is decided.

    Parameters
    ----------
    truth : array of str, shape (n_documents,)
        The labels.
    probabilities : array of float64, shape (n_documents, n_classes)
        By models that did not see the documents.
    classes : array of str, shape (n_classes,)
        The labels of the columns.
    """
    confidence, right = _confidence(truth, probabilities, classes)
    highest = float(np.median(confidence))
    for threshold in np.arange(0.5, 0.95, 0.01).tolist():
        decided = confidence >= threshold
        if threshold >= highest or right[decided].mean() >= ACCURACY_OF_DECIDED:
            return float(round(min(threshold, max(highest, 0.5)), 2))
    return 0.95


def _confidence(
    truth: Labels, probabilities: Floats, classes: Labels
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return how probable the most probable label of each document is, and whether it is true."""
    right = classes[probabilities.argmax(axis=1)] == truth
    return probabilities.max(axis=1), np.asarray(right)


def _bins(confidence: Floats) -> Iterator[npt.NDArray[np.bool_]]:
    """Yield which documents lie in each bin that holds any."""
    number = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    for value in np.unique(number):
        yield number == value
