"""Calibration: scores become honest log-odds, and stay sums over features."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import log_softmax
from sklearn.utils.class_weight import compute_sample_weight

Floats = npt.NDArray[np.float64]


# Standard deviations of the prior.
_LOG_TEMPERATURE: Final = 0.25
_OFFSET: Final = 0.5


def calibrate(
    scores: Floats, y: npt.NDArray[np.int_], sample_weight: Floats
) -> tuple[float, Floats]:
    """Return the temperature and the offset a label that make scores honest log-odds.

    Scores of few documents may all lie on the right side, which would make any score a certainty.
    So a normal prior holds the temperature near 1 and the offsets near 0; a thousand documents
    outweigh it.

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
        # The pull on the offsets also settles the one that all labels share.
        prior = (parameters[0] / _LOG_TEMPERATURE) ** 2 + ((parameters[1:] / _OFFSET) ** 2).sum()
        return float(-(chosen @ sample_weight) / sample_weight.sum() + prior / (2 * len(y)))

    found = minimize(loss, np.zeros(1 + scores.shape[1])).x
    return float(np.exp(-found[0])), found[1:] - found[1:].mean()


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
