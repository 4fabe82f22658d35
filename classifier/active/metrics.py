"""How well an order of reading finds what is looked for, by the measures of ASReview.

An order is an array that says of each document, in the order in which they are read, whether it is
relevant: whether it has the label that is looked for. Names are those of ASReview's insights.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Found = npt.NDArray[np.bool_]

#: The share of the relevant documents that a reader wants to have found.
TARGET_RECALL: Final = 0.95


def recall(found: Found) -> npt.NDArray[np.float64]:
    """Return the share of the relevant documents that is found after each document.

    Parameters
    ----------
    found : array of bool, shape (n_documents,)
        An order; at least one document is relevant.

    >>> recall(np.array([True, False, True])).tolist()
    [0.5, 0.5, 1.0]
    """
    return np.asarray(np.cumsum(found) / found.sum())


def n_read(found: Found, at: float = TARGET_RECALL) -> int:
    """Return how many documents are read until a share of the relevant ones is found.

    Parameters
    ----------
    found : array of bool, shape (n_documents,)
        An order; at least one document is relevant.
    at : float
        The share, above 0.

    >>> n_read(np.array([True, False, True, False]))
    3
    """
    wanted = np.ceil(round(at * found.sum(), 9))  # rounded, for 0.95 * 20 may be a hair above 19
    return int(np.searchsorted(np.cumsum(found), wanted)) + 1


def wss(found: Found, at: float = TARGET_RECALL) -> float:
    """Return the work saved over sampling: what need not be read, beside reading at random.

    Parameters
    ----------
    found : array of bool, shape (n_documents,)
        An order.
    at : float
        The share of the relevant documents to find; 0.95 for WSS@95.

    >>> found = np.array([True] + 99 * [False])
    >>> round(wss(found), 2)  # 99 % is not read, of which 5 % would not be read at random
    0.94
    """
    return 1 - n_read(found, at) / len(found) - (1 - at)


def atd(found: Found) -> float:
    """Return the average time to discovery: the mean place of a relevant document, as a share.

    >>> atd(np.array([True, False, True, False]))
    0.5
    """
    return float((np.flatnonzero(found) + 1).mean() / len(found))
