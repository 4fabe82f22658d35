"""Rows of a sparse matrix in the making: what is not zero in them, of many documents at once.

A call of SciPy or NumPy costs as much as a hundred values, so that a document of one page, or its
passages, should take few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack

from classifier.features.observation import Observation

_BATCH: Final = 256  # documents; with all of a corpus, what occurs in them would fill the memory


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """The values that are not zero in some rows; each of its cells once, in any order."""

    rows: npt.NDArray[np.int64]  # (n_values,)
    columns: npt.NDArray[np.int64]  # (n_values,)
    values: npt.NDArray[np.float64]  # (n_values,)

    def matrix(self, n_rows: int, n_columns: int) -> csr_matrix:
        """Return the values as a matrix, shape (n_rows, n_columns), each row sorted by column."""
        order = np.argsort(self.rows * n_columns + self.columns)
        ends = np.bincount(self.rows, minlength=n_rows).cumsum(dtype=np.int32)
        indptr = np.concatenate([np.zeros(1, dtype=np.int32), ends])
        columns = self.columns[order].astype(np.int32)
        return csr_matrix((self.values[order], columns, indptr), shape=(n_rows, n_columns))


def matrix_of(
    X: Iterable[Observation], n_columns: int, entries: Callable[[Sequence[Observation]], Entries]
) -> csr_matrix:
    """Return the rows of documents, made by some of them at a time.

    Parameters
    ----------
    X : iterable of Observation
        The documents.
    n_columns : int
        How wide the rows are.
    entries : callable
        Gives what is not zero in the rows of some documents.
    """
    observations = list(X)
    batches = [observations[at : at + _BATCH] for at in range(0, len(observations), _BATCH)]
    blocks = [entries(batch).matrix(len(batch), n_columns) for batch in batches or [[]]]
    return blocks[0] if len(blocks) == 1 else vstack(blocks, format="csr")
