"""A corpus as arrays, in the order of its documents: labels, groups, sources, weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from classifier.corpora.corpus import LabelledDocument

_MOST: Final = 1.5  # times that a document of a small source counts


def label_array(documents: Sequence[LabelledDocument]) -> npt.NDArray[np.str_]:
    """Return the labels, shape (n_documents,)."""
    return np.array([document.label for document in documents])


def group_array(documents: Sequence[LabelledDocument]) -> npt.NDArray[np.str_]:
    """Return the groups, shape (n_documents,)."""
    return np.array([document.group for document in documents])


def source_array(documents: Sequence[LabelledDocument]) -> npt.NDArray[np.str_]:
    """Return where each document comes from, shape (n_documents,)."""
    return np.array([document.source for document in documents])


def weighed(documents: Iterable[LabelledDocument], factor: float) -> list[LabelledDocument]:
    """Return documents, or passages, that count so many times what they did."""
    return [replace(document, weight=document.weight * factor) for document in documents]


def sample_weights(documents: Sequence[LabelledDocument]) -> npt.NDArray[np.float64]:
    """Return how much each document counts, shape (n_documents,).

    A confident label counts for more. A document of a small source counts for more than one of
    the largest, for phrasings that differ teach what carries over to sources not seen yet.
    """
    sizes = Counter(document.source for document in documents)
    largest = max(sizes.values())
    return np.array([d.weight * min(_MOST, (largest / sizes[d.source]) ** 0.5) for d in documents])
