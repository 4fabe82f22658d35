"""How much a document tells when it is labelled: how uncertain it is, as a figure of 0 to 1."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def margin_uncertainty(probabilities: Floats) -> Floats:
    """Return 1 less the lead of the likeliest label over the next, shape (n_documents,).

    >>> margin_uncertainty(np.array([[0.5, 0.5, 0.0], [0.9, 0.1, 0.0]])).round(2).tolist()
    [1.0, 0.2]
    """
    ordered = np.sort(probabilities, axis=1)
    return np.asarray(1 - (ordered[:, -1] - ordered[:, -2]))


def entropy_uncertainty(probabilities: Floats) -> Floats:
    """Return the entropy as a share of its most, that of equal chances, shape (n_documents,).

    >>> entropy_uncertainty(np.array([[0.5, 0.5], [0.9, 0.1]])).round(2).tolist()
    [1.0, 0.47]
    """
    logs = np.log(np.where(probabilities > 0, probabilities, 1.0))
    return np.asarray((probabilities * -logs).sum(axis=1) / np.log(probabilities.shape[1]))
