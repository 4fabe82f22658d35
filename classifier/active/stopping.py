"""When to stop reading: rules that know only what was read so far, in its order.

Two rules. A run of documents without a relevant one is what reviewers use most. The test of
Callaghan and Müller-Hansen asks of each run of the documents read last, as if they had been drawn
at random, how probable so few relevant ones would be if too many had been missed; ranked reading
finds more than chance does, which makes the test careful.

M. W. Callaghan and F. Müller-Hansen, "Statistical stopping criteria for automated screening in
systematic reviews", Systematic Reviews 9, 273 (2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import hypergeom

from classifier.active.metrics import TARGET_RECALL, Found

#: The share of all documents that, read without finding one, ends the reading.
PATIENCE: Final = 0.1
#: The chance to have missed the target after all that the test allows.
RISK: Final = 0.05


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a rule would have ended the reading, and what that cost."""

    n_read: int
    n_missed: int  # relevant documents that were not read
    recall: float


def missed_probability(found: Found, n_documents: int, at: float = TARGET_RECALL) -> float:
    """Return the p-value of the hypothesis that the target was missed.

    Parameters
    ----------
    found : array of bool, shape (n_read,)
        What was found so far.
    n_documents : int
        How many there are, read or not.
    at : float
        The share of the relevant documents to find.

    Returns
    -------
    float
        The smallest over all runs of documents that were read last; below the risk that is
        allowed, reading may stop.
    """
    n_found = int(found.sum())
    # The fewest that must have been missed, had the target been missed.
    fewest = int(np.floor(round(n_found / at, 9))) + 1 - n_found
    if fewest > n_documents - len(found):
        return 0.0  # more than all that is left
    sizes = np.arange(1, len(found) + 1)
    seen = np.cumsum(found[::-1])  # relevant documents in the run of this size
    urns = n_documents - len(found) + sizes  # documents that were unread when it began
    return float(hypergeom.cdf(seen, urns, fewest + seen, sizes).min())


def by_patience(found: Found, ends: Sequence[int], patience: float = PATIENCE) -> Stop:
    """Return where the reading ends when a share of the documents brought nothing in a row.

    Parameters
    ----------
    found : array of bool, shape (n_documents,)
        The whole order.
    ends : sequence of int
        After how many documents each batch ends: only then does a reader stop.
    patience : float
        The share, of all documents.
    """
    needed = int(np.ceil(patience * len(found)))
    for end in ends:
        if end >= needed and found[:end].any() and not found[end - needed : end].any():
            return _stop(found, end)
    return _stop(found, len(found))


def by_test(found: Found, ends: Sequence[int]) -> Stop:
    """Return where the reading ends when the hypothesis that the target was missed is refuted.

    The p-value to stay under is :data:`RISK`.

    Parameters
    ----------
    found : array of bool, shape (n_documents,)
        The whole order.
    ends : sequence of int
        After how many documents each batch ends.
    """
    for end in ends:
        if found[:end].any() and missed_probability(found[:end], len(found)) < RISK:
            return _stop(found, end)
    return _stop(found, len(found))


def _stop(found: Found, end: int) -> Stop:
    n_found = int(found[:end].sum())
    n_relevant = int(found.sum())
    return Stop(end, n_relevant - n_found, n_found / n_relevant)
