"""Marks as figures: how dense cues and structure are, and which marks of form there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, repeat
from typing import Final, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import TransformerMixin

from classifier.features.context import context_value
from classifier.features.entries import Entries, matrix_of
from classifier.features.lookups import WithLookups
from classifier.features.observation import Observation

_UNKNOWN: Final = -1  # the column of a mark that was not learned


class RateVectorizer(TransformerMixin, WithLookups):  # type: ignore[misc]
    """Turn observations into rows of ``log(1 + hits per 1,000 words) * scale``.

    To the words of a text some are added, so that one hit in a short text is no certainty. The
    logarithm lets the tenth hit count for less than the first. A mark of form is there or not: a
    document that names itself twenty times is no more what it says than one that does so once. So
    is one of context.

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
    shrinkage : int
        The words that are added to those of each text.

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
        shrinkage: int = 100,
    ) -> None:
        self.min_df = min_df
        self.scale = scale
        self.element_scale = element_scale
        self.form_scale = form_scale
        self.shrinkage = shrinkage

    def fit(self, X: Sequence[Observation], y: object = None) -> Self:
        """Learn which marks there are.

        Parameters
        ----------
        X : sequence of Observation
            The documents.
        y : None
            Not used.
        """
        self._forget_lookups()
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
        return matrix_of(X, len(self.names_), self.entries)

    def entries(self, X: Sequence[Observation]) -> Entries:
        """Return what is not zero in the rows of some documents.

        Parameters
        ----------
        X : sequence of Observation
            The documents.
        """
        marks = [observation.marks for observation in X]
        # Lists of numbers become arrays sooner than one of tuples does.
        numbers = list(map(self.columns.get, chain.from_iterable(marks), repeat(_UNKNOWN)))
        counts = list(map(len, chain.from_iterable(each.values() for each in marks)))
        columns = np.array(numbers, dtype=np.int64)
        known = columns != _UNKNOWN
        columns, hits = columns[known], np.array(counts, dtype=np.int64)[known]
        rows = np.repeat(np.arange(len(marks)), list(map(len, marks)))[known]
        n_words = np.array([observation.n_words for observation in X], dtype=np.int64)
        rates = np.log1p(1000 * hits / (n_words[rows] + self.shrinkage))
        is_form, is_gathered = self._kinds
        scales = np.where(is_gathered[columns], self.element_scale, self.scale)
        values = np.where(is_form[columns], self.form_scale, rates * scales)
        context = self._context[columns]
        return Entries(rows, columns, np.where(context > 0, context, values))

    @cached_property
    def columns(self) -> dict[str, int]:
        """Which column each mark has."""
        return {name: column for column, name in enumerate(self.names_.tolist())}

    @cached_property
    def _kinds(self) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Return of each column whether it is of form, and whether it gathers other marks."""
        is_form = [name.startswith("form:") for name in self.columns]
        gathered = [name.startswith(("cue:element:", "grammar:")) for name in self.columns]
        return np.array(is_form, dtype=bool), np.array(gathered, dtype=bool)

    @cached_property
    def _context(self) -> npt.NDArray[np.float64]:
        """Return of each column of context the value of its mark, 0 for the others."""
        return np.array([context_value(name) for name in self.columns], dtype=np.float64)

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return the names of the marks, in the order of the columns."""
        return self.names_.astype(object)
