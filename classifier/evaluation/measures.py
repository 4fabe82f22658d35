"""Measures of quality, each with its interval over groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from classifier.evaluation.confidence import brier_score, calibration_error
from classifier.labels import UITVOERINGSINSTRUCTIE

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.str_]
Counts = npt.NDArray[np.float64]  # confusion: a row a true label, a column a predicted one
Measure = Callable[[Counts], Counts]

_RESAMPLES: Final = 2000
_SEED: Final = 0  # of the resampling


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % bootstrap interval over groups."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def confusion(truth: Labels, predicted: Labels, classes: Labels) -> Counts:
    """Return how often each label was predicted for each true label.

    Parameters
    ----------
    truth, predicted : array of str, shape (n_documents,)
        The labels.
    classes : array of str, shape (n_classes,)
        All labels, sorted.

    Returns
    -------
    array of float64, shape (n_classes, n_classes)
        A row a true label, a column a predicted one.

    >>> confusion(np.array(["a", "b"]), np.array(["b", "b"]), np.array(["a", "b"])).tolist()
    [[0.0, 1.0], [0.0, 1.0]]
    """
    size = len(classes)
    counts = np.bincount(_cells(truth, predicted, classes), minlength=size * size)
    return counts.reshape(size, size).astype(np.float64)


def f1_by_label(counts: Counts) -> Counts:
    """Return the F1 of each label.

    Parameters
    ----------
    counts : array, shape (..., n_classes, n_classes)
        Confusion, one or many.

    Returns
    -------
    array of float64, shape (..., n_classes)
        0 for a label that neither occurs nor is predicted.
    """
    right = np.diagonal(counts, axis1=-2, axis2=-1)
    named = counts.sum(axis=-1) + counts.sum(axis=-2)
    return np.asarray(2 * right / np.maximum(named, 1e-12))


def macro_f1(counts: Counts) -> Counts:
    """Return the mean of the F1 of each label that occurs in the truth, shape (...)."""
    occurs = counts.sum(axis=-1) > 0
    scores = f1_by_label(counts)
    return np.asarray((scores * occurs).sum(axis=-1) / np.maximum(occurs.sum(axis=-1), 1))


def f1_of(label: str, classes: Labels) -> Measure:
    """Return the measure that is the F1 of one label.

    Parameters
    ----------
    label : str
        One of the classes.
    classes : array of str, shape (n_classes,)
        All labels, sorted.
    """
    position = int(np.searchsorted(classes, label))

    def measure(counts: Counts) -> Counts:
        return np.asarray(f1_by_label(counts)[..., position])

    return measure


def accuracy(counts: Counts) -> Counts:
    """Return the share of right predictions, shape (...)."""
    right = np.trace(counts, axis1=-2, axis2=-1)
    return np.asarray(right / np.maximum(counts.sum(axis=(-2, -1)), 1))


def bootstrap(
    measure: Measure,
    truth: Labels,
    predicted: Labels,
    groups: npt.ArrayLike,
    classes: Labels,
) -> Interval:
    """Return a measure with its 95 % interval, resampling whole groups.

    Parameters
    ----------
    measure : callable
        From confusion, shape (..., n_classes, n_classes), to a figure each, shape (...).
    truth, predicted : array of str, shape (n_documents,)
        The labels.
    groups : array, shape (n_documents,)
        Near-duplicates share a group.
    classes : array of str, shape (n_classes,)
        All labels, sorted.
    """
    return resampled(measure, confusion_by_group(truth, predicted, groups, classes))


def confusion_by_group(
    truth: Labels, predicted: Labels, groups: npt.ArrayLike, classes: Labels
) -> Counts:
    """Return what each group adds to the confusion.

    Parameters
    ----------
    truth, predicted, groups, classes
        As in :func:`bootstrap`.

    Returns
    -------
    array of float64, shape (n_groups, n_classes, n_classes)
        Documents by their true label and the one that was predicted; groups in sorted order.
    """
    size = len(classes)
    _, number = np.unique(np.asarray(groups), return_inverse=True)
    of_group = np.zeros((int(number.max()) + 1, size * size))
    np.add.at(of_group, (number, _cells(truth, predicted, classes)), 1)
    return of_group.reshape(-1, size, size)


def resampled(measure: Measure, of_group: Counts) -> Interval:
    """Return a measure with its 95 % interval over resamples of groups.

    Parameters
    ----------
    measure : callable
        From sums over groups, shape (..., *shape), to a figure each, shape (...).
    of_group : array, shape (n_groups, *shape)
        What each group adds. That never changes: a resample only weighs the groups.
    """
    n_groups = len(of_group)
    random = np.random.default_rng(_SEED)
    drawn = random.multinomial(n_groups, np.full(n_groups, 1 / n_groups), size=_RESAMPLES)
    values = measure(np.tensordot(drawn.astype(np.float64), of_group, axes=1))
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(float(measure(of_group.sum(axis=0))), float(low), float(high))


def scores_of(
    truth: Labels, probabilities: Floats, classes: Labels, groups: npt.ArrayLike, threshold: float
) -> dict[str, Any]:
    """Return everything that is reported about predictions for unseen documents.

    Parameters
    ----------
    truth : array of str, shape (n_documents,)
        The labels.
    probabilities : array, shape (n_documents, n_classes)
        Predicted for documents of groups that were not trained on.
    classes : array of str, shape (n_classes,)
        The labels in the order of the columns.
    groups : array, shape (n_documents,)
        Near-duplicates share a group.
    threshold : float
        The probability under which the model does not decide.
    """
    predicted = classes[probabilities.argmax(axis=1)]
    decided = probabilities.max(axis=1) >= threshold
    of_label = f1_by_label(confusion(truth, predicted, classes))
    rare = {}
    if UITVOERINGSINSTRUCTIE in classes:  # not among the labels of passages
        measure = f1_of(UITVOERINGSINSTRUCTIE, classes)
        rare = {
            "f1_uitvoeringsinstructie": asdict(
                bootstrap(measure, truth, predicted, groups, classes)
            )
        }
    return {
        "n_documents": len(truth),
        "macro_f1": asdict(bootstrap(macro_f1, truth, predicted, groups, classes)),
        "f1": dict(zip(classes.tolist(), of_label.tolist(), strict=True)),
        **rare,
        "calibration_error": calibration_error(truth, probabilities, classes),
        "brier_score": brier_score(truth, probabilities, classes),
        "decided": float(decided.mean()),
        "accuracy": float((predicted == truth).mean()),
        "accuracy_of_decided": float((predicted == truth)[decided].mean())
        if decided.any()
        else None,
    }


def _cells(truth: Labels, predicted: Labels, classes: Labels) -> npt.NDArray[np.intp]:
    """Return the cell of the confusion, row after row, that each document counts in."""
    rows, columns = np.searchsorted(classes, truth), np.searchsorted(classes, predicted)
    return np.asarray(rows * len(classes) + columns)
