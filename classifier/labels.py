"""The labels of documents and of passages, in the order that every array uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BELEIDSREGEL: Final = "beleidsregel"
UITVOERINGSINSTRUCTIE: Final = "uitvoeringsinstructie"
OVERIG: Final = "overig"
TWIJFEL: Final = "twijfel"  # a decision, never a label: the model may not decide

NORM: Final = "norm"
WERKWIJZE: Final = "werkwijze"
ONDERZOEK: Final = "onderzoek"

# Sorted, because scikit-learn's estimators sort their classes.
DOCUMENT_LABELS: Final = (BELEIDSREGEL, OVERIG, UITVOERINGSINSTRUCTIE)
PASSAGE_LABELS: Final = (NORM, ONDERZOEK, OVERIG, WERKWIJZE)


def by_likelihood(probabilities: Mapping[str, float]) -> list[str]:
    """Return labels, the likeliest first; those that are as likely by name.

    >>> by_likelihood({"overig": 0.2, "norm": 0.2, "werkwijze": 0.6})
    ['werkwijze', 'norm', 'overig']
    """
    return sorted(probabilities, key=lambda label: (-probabilities[label], label))
