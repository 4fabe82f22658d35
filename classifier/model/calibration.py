"""Calibration: scores become honest log-odds, and stay sums over features."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import log_softmax

Floats = npt.NDArray[np.float64]


def calibrate(
    scores: Floats, y: npt.NDArray[np.int_], sample_weight: Floats
) -> tuple[float, Floats]:
    """Return the temperature and the offset a label that make scores honest log-odds.

    Parameters
    ----------
    scores : array, shape (n_documents, n_classes)
        Of documents that the model had not seen.
    y : array of int, shape (n_documents,)
        The true label of each.
    sample_weight : array, shape (n_documents,)
        How much each document counts.

    Returns
    -------
    temperature : float
        What to divide scores by.
    offset : array, shape (n_classes,)
        What to add afterwards; it sums to 0.
    """

    def loss(parameters: Floats) -> float:
        logs = log_softmax(scores * np.exp(parameters[0]) + parameters[1:], axis=1)
        chosen = logs[np.arange(len(y)), y]
        # A weak pull to no offset settles the offset that all labels share.
        return float(
            -(chosen @ sample_weight) / sample_weight.sum() + 1e-3 * (parameters[1:] ** 2).sum()
        )

    found = minimize(loss, np.zeros(1 + scores.shape[1])).x
    return float(np.exp(-found[0])), found[1:] - found[1:].mean()
