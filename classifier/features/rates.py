"""Marks as figures: how dense cues and structure are, and which marks of form there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin

from classifier.features.observation import Observation

# Words added to every length, so that one hit in a very short text is no certainty.
_SMOOTHING: Final = 100


class RateVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turn observations into rows of ``log(1 + hits per 1,000 words) * scale``.

    The logarithm lets the tenth hit count for less than the first. A mark of form is there or
    not: a document that names itself twenty times is no more what it says than one that does so
    once.

    Parameters
    ----------
    min_df : int
        In how many documents a mark must stand.
    scale : float
        Weighs the marks against the n-grams, whose rows have length 1.
    element_scale : float
        The same for elements, which gather the cues that say the same in law, and for grammar,
        which gathers sentences that are alike whatever their words.
    form_scale : float
        The value of a mark of form that is there.

    Attributes
    ----------
    names_ : array of str, shape (n_marks,)
        The marks, sorted.
    """

    def __init__(
        self,
        *,
        min_df: int = 3,
        scale: float = 0.05,
        element_scale: float = 0.15,
        form_scale: float = 0.6,
    ) -> None:
        self.min_df = min_df
        self.scale = scale
        self.element_scale = element_scale
        self.form_scale = form_scale

    def fit(self, X: Sequence[Observation], y: object = None) -> Self:
        """Learn which marks there are.

        Parameters
        ----------
        X : sequence of Observation
            The documents.
        y : None
            Not used.
        """
        frequency = Counter(name for observation in X for name in observation.marks)
        self.names_ = np.array(
            sorted(name for name, count in frequency.items() if count >= self.min_df), dtype=str
        )
        return self

    def transform(self, X: Iterable[Observation]) -> csr_matrix:
        """Return the rows.

        Parameters
        ----------
        X : iterable of Observation
            The documents.

        Returns
        -------
        csr_matrix of float64, shape (n_documents, n_marks)
        """
        column = {name: index for index, name in enumerate(self.names_.tolist())}
        data: list[float] = []
        indices: list[int] = []
        indptr = [0]
        for observation in X:
            for name, places in observation.marks.items():
                if name in column:
                    rate = 1000 * len(places) / (observation.n_words + _SMOOTHING)
                    data.append(self._value(name, rate))
                    indices.append(column[name])
            indptr.append(len(indices))
        shape = (len(indptr) - 1, len(self.names_))
        matrix = csr_matrix((data, indices, indptr), shape=shape, dtype=np.float64)
        matrix.sort_indices()
        return matrix

    def _value(self, name: str, rate: float) -> float:
        if name.startswith("form:"):
            return self.form_scale
        gathered = name.startswith(("cue:element:", "grammar:"))
        scale = self.element_scale if gathered else self.scale
        return float(np.log1p(rate)) * scale

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return the names of the marks, in the order of the columns."""
        return self.names_.astype(object)
