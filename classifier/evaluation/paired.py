"""Two sets of predictions for the same documents: differences with intervals, and a paired test."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest

from classifier.evaluation.measures import (
    Counts,
    Interval,
    Labels,
    Measure,
    confusion_by_group,
    resampled,
)


@dataclass(frozen=True, slots=True)
class McNemar:
    """How many documents only one of two models has right, and the exact test of that."""

    only_first: int
    only_second: int
    p_value: float  # two-sided; 1 when no document tells the models apart


def difference(
    measure: Measure,
    truth: Labels,
    first: Labels,
    second: Labels,
    groups: npt.ArrayLike,
    classes: Labels,
) -> Interval:
    """Return how much higher a measure is for the second predictions, with its 95 % interval.

    Both are measured on the same resamples of groups, so that what is hard in the corpus is hard
    for both and does not blur the difference.

    Parameters
    ----------
    measure : callable
        From confusion, shape (..., n_classes, n_classes), to a figure each, shape (...).
    truth, first, second : array of str, shape (n_documents,)
        The labels, and the two predictions.
    groups : array, shape (n_documents,)
        Near-duplicates share a group.
    classes : array of str, shape (n_classes,)
        All labels, sorted.

    Examples
    --------
    >>> from classifier.evaluation.measures import accuracy
    >>> truth, wrong = np.array(["a", "b"] * 20), np.array(["a", "a"] * 20)
    >>> found = difference(accuracy, truth, wrong, truth, np.arange(40), np.array(["a", "b"]))
    >>> found.value, found.low > 0
    (0.5, True)
    """
    both = [confusion_by_group(truth, given, groups, classes) for given in (first, second)]

    def gained(counts: Counts) -> Counts:
        return measure(counts[..., 1, :, :]) - measure(counts[..., 0, :, :])

    return resampled(gained, np.stack(both, axis=1))


def mcnemar(truth: Labels, first: Labels, second: Labels) -> McNemar:
    """Return the exact test of McNemar on who is right about which document.

    The test takes documents as independent: with many near-duplicates it is too sure.

    Parameters
    ----------
    truth, first, second : array of str, shape (n_documents,)
        The labels, and the two predictions.

    Examples
    --------
    >>> mcnemar(np.array(list("aaaaaa")), np.array(list("bbbbba")), np.array(list("aaaaaa")))
    McNemar(only_first=0, only_second=5, p_value=0.0625)
    """
    only_first = int(((first == truth) & (second != truth)).sum())
    only_second = int(((first != truth) & (second == truth)).sum())
    n = only_first + only_second
    p_value = float(binomtest(only_first, n).pvalue) if n else 1.0
    return McNemar(only_first, only_second, p_value)
