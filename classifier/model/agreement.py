"""How far the sources agree on what an n-gram speaks for: what is of one topic weighs less.

A word that tells labels apart in one source may be a word of its topic: most instructions there
happen to be about it. What tells them apart in every source is more likely to say what kind of
document it is. So an n-gram may weigh the more, the more it speaks for or against a label on the
average of the sources, each counting as one whatever its size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]
# Smaller sources cannot tell by themselves, and are one together.
_LEAST_DOCUMENTS: Final = 100
# Documents in which every n-gram is taken to stand besides, of each label and of the others.
_PRIOR: Final = 3.0
# So that an n-gram that speaks for nothing may still weigh something.
_LEAST: Final = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """Where documents come from, and how much that matters.

    Attributes
    ----------
    n_ngrams : int
        The first columns of the rows, which are scaled; others are not.
    power : float
        How much it matters; 0 is not at all.
    sources : array of str, shape (n_documents,)
        Of each row.
    """

    n_ngrams: int
    power: float
    sources: npt.NDArray[Any]

    def of(self, rows: npt.NDArray[np.int_]) -> Agreement:
        """Return the same for some of the rows."""
        return replace(self, sources=self.sources[rows])

    def scale(self, X: csr_matrix, y: npt.NDArray[np.str_], sample_weight: Floats) -> Floats:
        """Return what each column is to be multiplied by before its weight is learned.

        Parameters
        ----------
        X : csr_matrix, shape (n_documents, n_features)
            Rows, the n-grams first.
        y : array of str, shape (n_documents,)
            The labels.
        sample_weight : array, shape (n_documents,)
            How much each document counts.

        Returns
        -------
        array of float64, shape (n_features,)
            Of the n-grams with a mean square of 1, of all others 1.
        """
        scale = np.ones(X.shape[1])
        stands = csr_matrix(X[:, : self.n_ngrams] > 0, dtype=np.float64)
        labels = np.unique(y)
        found = [
            _log_ratios(stands[rows], y[rows], sample_weight[rows], labels)
            for rows in self._parts()
            if len(np.unique(y[rows])) > 1
        ]
        if found and self.n_ngrams:
            strength = (np.abs(np.mean(found, axis=0)).max(axis=0) + _LEAST) ** self.power
            scale[: self.n_ngrams] = strength / np.sqrt(np.mean(strength**2))
        return scale

    def _parts(self) -> list[npt.NDArray[np.int_]]:
        """Return the rows of each source by its name, those of small ones together and last."""
        names, part, sizes = np.unique(self.sources, return_inverse=True, return_counts=True)
        part[sizes[part] < _LEAST_DOCUMENTS] = len(names)
        return [np.flatnonzero(part == number) for number in np.unique(part)]


def _log_ratios(
    stands: csr_matrix, y: npt.NDArray[np.str_], sample_weight: Floats, labels: npt.NDArray[np.str_]
) -> Floats:
    """Return how much more common n-grams are in documents of a label than in others.

    Parameters
    ----------
    stands : csr_matrix, shape (n_documents, n_ngrams)
        1 where an n-gram stands in a document.

    Returns
    -------
    array of float64, shape (n_labels, n_ngrams)
        Logarithms; 0 where a label is not to be found.
    """
    ratios = np.zeros((len(labels), stands.shape[1]))
    for row, label in enumerate(labels):
        is_label = y == label
        if is_label.any() and not is_label.all():
            inside = _PRIOR + stands[is_label].T @ sample_weight[is_label]
            outside = _PRIOR + stands[~is_label].T @ sample_weight[~is_label]
            ratios[row] = np.log(inside / inside.sum()) - np.log(outside / outside.sum())
    return ratios
