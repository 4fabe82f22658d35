"""How often what is decided is wrong, at most: a bound for each threshold on the probability.

"At most 5 % of what is decided may be wrong" is a selective risk: the error among the documents
whose highest probability reaches a threshold. Label sets, as conformal prediction makes them by
default, bound another error, that over all documents; the sets that hold one label can be wrong
more often. So each threshold is tested as in Learn then Test (Angelopoulos and others, 2021), with
the exact bound of Clopper and Pearson: from strict to lenient, an order that does not look at the
labels, until a test fails. In that order no correction for many tests is needed.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

Floats = npt.NDArray[np.float64]

CONFIDENCE: Final = 0.9  # that the error stays under its bound
_STEP: Final = 0.01  # between thresholds
_STRICTEST: Final = 0.2  # share of the documents that is decided at the first threshold


def thresholds_for(confidence: Floats) -> Floats:
    """Return the thresholds to test, ascending: from all that is decided to a fifth of it.

    Parameters
    ----------
    confidence : array, shape (n_documents,)
        The highest probability of each document.
    """
    # Rounded down, so that documents at the highest threshold reach it.
    highest = np.floor(1e4 * np.quantile(confidence, 1 - _STRICTEST)) / 1e4
    steps = np.arange(0.35, highest, _STEP)
    return np.round(np.append(steps, highest) if len(steps) else np.array([highest]), 4)


def error_bounds(
    thresholds: Floats,
    confidence: Floats,
    wrong: npt.NDArray[np.bool_],
    weights: Floats,
    groups: npt.ArrayLike,
) -> Floats:
    """Return for each threshold the error that is not exceeded among what it decides.

    Parameters
    ----------
    thresholds : array, shape (n_thresholds,)
        Ascending.
    confidence : array, shape (n_documents,)
        The highest probability of each document, from a model that had not seen its group.
    wrong : array of bool, shape (n_documents,)
        Whether the likeliest label is wrong.
    weights : array, shape (n_documents,)
        How much each document counts.
    groups : array, shape (n_documents,)
        Documents of one group are right or wrong together: they count as fewer than they are.

    Returns
    -------
    array of float64, shape (n_thresholds,)
        Never rising.
    """
    _, number = np.unique(np.asarray(groups), return_inverse=True)
    bounds = []
    for threshold in thresholds.tolist():
        counted = weights * (confidence >= threshold)
        by_group = np.bincount(number, counted)
        size = by_group.sum() ** 2 / max((by_group**2).sum(), 1e-12)  # as if all counted equally
        share = (counted @ wrong) / max(counted.sum(), 1e-12)
        bounds.append(upper_bound(share, size))
    # A test that fails ends the sequence: what is more lenient is bounded no better.
    return np.maximum.accumulate(np.array(bounds)[::-1])[::-1]


def upper_bound(share: float, size: float) -> float:
    """Return the bound of Clopper and Pearson on a share that was found among so many.

    Parameters
    ----------
    share : float
        That is wrong, from 0 to 1.
    size : float
        Of the sample; need not be whole, as with weights.

    >>> round(upper_bound(0.0, 100), 4), upper_bound(1.0, 100)
    (0.0228, 1.0)
    """
    errors = share * size
    if size <= 0 or errors >= size:
        return 1.0
    return float(betaincinv(errors + 1, size - errors, CONFIDENCE))
