"""Calibration: scores become honest log-odds, and stay sums over features.

One number divides them all, so the likeliest label stays the likeliest. An offset a label was tried
and left: what it makes of the sources that are learned from does not hold for others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.utils.class_weight import compute_sample_weight

Floats = npt.NDArray[np.float64]


_LOG_TEMPERATURE: Final = 0.25  # the standard deviation of the prior


def calibrate(scores: Floats, y: npt.NDArray[np.int_], sample_weight: Floats) -> float:
    """Return the temperature that makes scores honest log-odds.

    Scores of few documents may all lie on the right side, which would make any score a certainty.
    So a normal prior holds the temperature near 1; a thousand documents outweigh it.

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
    """

    def loss(log_temperature: float) -> float:
        chosen = log_softmax(scores * np.exp(-log_temperature), axis=1)[np.arange(len(y)), y]
        prior = (log_temperature / _LOG_TEMPERATURE) ** 2 / (2 * len(y))
        return float(prior - (chosen @ sample_weight) / sample_weight.sum())

    return float(np.exp(minimize_scalar(loss, bracket=(-1, 1)).x))


def as_if_equally_common(
    y: npt.NDArray[np.str_], sample_weight: Floats, label_weight: Mapping[str, float] | None = None
) -> Floats:
    """Return how much documents count when labels are to be equally common, or as they are weighed.

    How common they are in someone's files, a model cannot know.

    Parameters
    ----------
    y : array of str, shape (n_documents,)
        The labels.
    sample_weight : array, shape (n_documents,)
        How much each document counts otherwise.
    label_weight : mapping of str to float, optional
        How many times as common as the others a label is to count.
    """
    asked = np.array([(label_weight or {}).get(label, 1.0) for label in y.tolist()])
    return np.asarray(sample_weight * compute_sample_weight("balanced", y) * asked)
