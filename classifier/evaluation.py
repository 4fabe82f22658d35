"""Measures of quality, each with what it is worth: intervals, calibration, abstention."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.metrics import f1_score

from classifier.labels import UITVOERINGSINSTRUCTIE

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.str_]

_RESAMPLES: Final = 2000
_BINS: Final = 10
ACCURACY_OF_DECIDED: Final = 0.93  # what the abstention threshold aims at


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % bootstrap interval over groups."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def macro_f1(truth: Labels, predicted: Labels) -> float:
    """Return the mean of the F1 of each label that occurs in the truth."""
    labels = np.unique(truth)
    return float(f1_score(truth, predicted, labels=labels, average="macro", zero_division=0))


def f1_of(label: str, truth: Labels, predicted: Labels) -> float:
    """Return the F1 of one label."""
    return float(f1_score(truth, predicted, labels=[label], average="macro", zero_division=0))


def f1_instruction(truth: Labels, predicted: Labels) -> float:
    """Return the F1 of ``uitvoeringsinstructie``, the rare and hard label."""
    return f1_of(UITVOERINGSINSTRUCTIE, truth, predicted)


def bootstrap(
    measure: Any, truth: Labels, predicted: Labels, groups: npt.ArrayLike, *, seed: int = 0
) -> Interval:
    """Return a measure with its 95 % interval, resampling whole groups.

    Parameters
    ----------
    measure : callable
        Takes the truth and the predictions, gives a float.
    truth, predicted : array of str, shape (n_documents,)
        The labels.
    groups : array, shape (n_documents,)
        Near-duplicates share a group.
    seed : int
        Of the resampling.
    """
    random = np.random.default_rng(seed)
    _, number = np.unique(np.asarray(groups), return_inverse=True)
    members = [np.flatnonzero(number == group) for group in range(number.max() + 1)]
    values = []
    for _ in range(_RESAMPLES):
        chosen = random.integers(len(members), size=len(members))
        sample = np.concatenate([members[group] for group in chosen])
        values.append(measure(truth[sample], predicted[sample]))
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(measure(truth, predicted), float(low), float(high))


def calibration_error(truth: Labels, probabilities: Floats, classes: Labels) -> float:
    """Return the expected calibration error of the most probable label, in ten bins.

    Parameters
    ----------
    truth : array of str, shape (n_documents,)
        The labels.
    probabilities : array, shape (n_documents, n_classes)
        Of each label.
    classes : array of str, shape (n_classes,)
        The labels in the order of the columns.
    """
    confidence = probabilities.max(axis=1)
    right = classes[probabilities.argmax(axis=1)] == truth
    number = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    error = 0.0
    for value in np.unique(number):
        here = number == value
        error += here.mean() * abs(right[here].mean() - confidence[here].mean())
    return float(error)


def abstention_threshold(truth: Labels, probabilities: Floats, classes: Labels) -> float:
    """Return the lowest probability from which decisions are right often enough.

    The aim is ``ACCURACY_OF_DECIDED``; a threshold never lies below one half, nor so high that
    less than half of the documents is decided.
    """
    confidence = probabilities.max(axis=1)
    right = classes[probabilities.argmax(axis=1)] == truth
    highest = float(np.median(confidence))
    for threshold in np.arange(0.5, 0.95, 0.01).tolist():
        decided = confidence >= threshold
        if threshold >= highest or right[decided].mean() >= ACCURACY_OF_DECIDED:
            return float(round(min(threshold, max(highest, 0.5)), 2))
    return 0.95


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
    return {
        "n_documents": len(truth),
        "macro_f1": asdict(bootstrap(macro_f1, truth, predicted, groups)),
        "f1": {str(label): f1_of(str(label), truth, predicted) for label in classes},
        "f1_uitvoeringsinstructie": asdict(bootstrap(f1_instruction, truth, predicted, groups)),
        "calibration_error": calibration_error(truth, probabilities, classes),
        "decided": float(decided.mean()),
        "accuracy": float((predicted == truth).mean()),
        "accuracy_of_decided": float((predicted == truth)[decided].mean())
        if decided.any()
        else None,
    }
