"""Curves behind the pictures: how right a model is when it is sure, and when it decides less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.str_]

_BINS: Final = 10


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
    confidence = probabilities.max(axis=1)
    right = classes[probabilities.argmax(axis=1)] == truth
    number = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    bins = []
    for value in np.unique(number):
        here = number == value
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
    confidence = probabilities.max(axis=1)
    wrong = classes[probabilities.argmax(axis=1)] != truth
    order = np.argsort(-confidence, kind="stable")
    ranked = confidence[order]
    last = np.append(ranked[1:] < ranked[:-1], True)
    counts = np.arange(1, len(order) + 1)
    error = np.cumsum(wrong[order]) / counts
    return counts[last] / len(order), error[last]
