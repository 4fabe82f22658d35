"""A quick learner for many rounds: rows are made once, and only weights are learned anew.

The rows are those of the model (n-grams, cues, structure, form, and the smoothed n-grams), and so
is the regression. Which features there are is learned from all documents, for that takes no
labels. The probabilities serve to rank and are not calibrated.

The penalty of the regression sees lengths only, so rows may be turned: n documents span n
directions, however many features they have, and in those a round takes a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.linalg import eigh
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from classifier.features import Observation
from classifier.model.smoothing import SemanticSmoothing
from classifier.settings import DOCUMENTS, Settings
from classifier.training.learning import extractor_of

Floats = npt.NDArray[np.float64]

_ITERATIONS: Final = 200
_TOLERANCE: Final = 1e-3  # of the gradient: an order needs no more digits
_MOST_TURNED: Final = 4000  # documents; turning takes time with their third power


def rows_of(observations: Sequence[Observation], settings: Settings = DOCUMENTS) -> csr_matrix:
    """Return the rows of documents, with the features that they have between them.

    Parameters
    ----------
    observations : sequence of Observation
        All documents, read or not.
    settings : Settings
        Those of the model.

    Returns
    -------
    csr_matrix of float64, shape (n_documents, n_features + n_components)
    """
    extractor = extractor_of(settings).fit(observations)
    rows = extractor.transform(observations)
    if not settings.n_components or min(len(observations), extractor.n_ngrams_) < 2:
        return rows
    ngrams = rows[:, : extractor.n_ngrams_]
    smoothing = SemanticSmoothing(settings.n_components, shrinkage=settings.shrinkage).fit(ngrams)
    return csr_matrix(hstack([rows, smoothing.transform(ngrams) * settings.weight]))


class Learner:
    """Learns from the documents that are read, and gives all documents probabilities.

    Parameters
    ----------
    rows : csr_matrix, shape (n_documents, n_features)
        From :func:`rows_of`.
    labels : array of str, shape (n_documents,)
        What each document turns out to be when it is read.
    """

    def __init__(self, rows: csr_matrix, labels: npt.NDArray[np.str_]) -> None:
        self._rows = turned(rows) if rows.shape[0] <= min(_MOST_TURNED, rows.shape[1]) else rows
        self._labels = labels
        self.classes_ = np.unique(labels)
        self.n_documents = rows.shape[0]

    def learn(self, read: npt.NDArray[np.int64]) -> Floats:
        """Return the probabilities that follow from the documents that are read.

        Parameters
        ----------
        read : array of int, shape (n_read,)
            Their places; with two labels between them, or nothing can be told apart.

        Returns
        -------
        array of float64, shape (n_documents, n_classes)
            In the order of ``classes_``; 0 for a label that was not read yet.
        """
        probabilities = np.zeros((self.n_documents, len(self.classes_)))
        seen = np.unique(self._labels[read])
        if len(seen) < 2:
            return probabilities
        regression = LogisticRegression(
            C=DOCUMENTS.C, class_weight="balanced", max_iter=_ITERATIONS, tol=_TOLERANCE
        ).fit(self._rows[read], self._labels[read])
        columns = np.searchsorted(self.classes_, seen)
        probabilities[:, columns] = regression.predict_proba(self._rows)
        return probabilities


def turned(rows: csr_matrix) -> npt.NDArray[np.float32]:
    """Return rows in the directions that they span, with the same products between them.

    Parameters
    ----------
    rows : csr_matrix, shape (n_documents, n_features)
        From :func:`rows_of`.

    Returns
    -------
    array of float32, shape (n_documents, n_documents)
    """
    values, vectors = eigh((rows @ rows.T).toarray())
    return np.asarray(vectors * np.sqrt(np.clip(values, 0, None)), dtype=np.float32)
