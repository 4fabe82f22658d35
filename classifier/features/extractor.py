"""All families of features side by side: n-grams, and marks of several kinds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import TransformerMixin

from classifier.features.entries import Entries, matrix_of
from classifier.features.lookups import WithLookups
from classifier.features.ngrams import Keys, NgramVectorizer
from classifier.features.observation import Observation
from classifier.features.rates import RateVectorizer

Columns = npt.NDArray[np.integer]


class FeatureExtractor(TransformerMixin, WithLookups, auto_wrap_output_keys=None):  # type: ignore[misc, call-arg]
    """Turn observations into rows of named features; n-grams first, then the marks.

    Parameters
    ----------
    min_df : int
        In how many documents a feature must stand.
    max_features : int
        How many n-grams to keep.
    scale : float
        Weighs cues and structure against the n-grams.
    element_scale : float
        Weighs grammar and the elements in law, which gather cues, against the n-grams.
    form_scale : float
        Weighs form against the n-grams.
    shrinkage : int
        The words that are added to those of each text, so that a mark in a short one weighs less.

    Attributes
    ----------
    ngrams_ : NgramVectorizer
    rates_ : RateVectorizer
    """

    def __init__(
        self,
        *,
        min_df: int = 3,
        max_features: int = 30_000,
        scale: float = 0.05,
        element_scale: float = 0.15,
        form_scale: float = 0.6,
        shrinkage: int = 100,
    ) -> None:
        self.min_df = min_df
        self.max_features = max_features
        self.scale = scale
        self.element_scale = element_scale
        self.form_scale = form_scale
        self.shrinkage = shrinkage

    def fit(self, X: Sequence[Observation], y: object = None) -> Self:
        """Learn which features there are.

        Parameters
        ----------
        X : sequence of Observation
            The documents.
        y : None
            Not used.
        """
        self._forget_lookups()
        self.ngrams_ = NgramVectorizer(min_df=self.min_df, max_features=self.max_features).fit(X)
        self.rates_ = RateVectorizer(
            min_df=self.min_df,
            scale=self.scale,
            element_scale=self.element_scale,
            form_scale=self.form_scale,
            shrinkage=self.shrinkage,
        ).fit(X)
        return self

    def transform(self, X: Iterable[Observation]) -> csr_matrix:
        """Return the rows.

        Parameters
        ----------
        X : iterable of Observation
            The documents.

        Returns
        -------
        csr_matrix of float64, shape (n_documents, n_features)
        """
        return matrix_of(X, self.n_ngrams_ + len(self.rates_.names_), self._entries)

    def _entries(self, X: Sequence[Observation]) -> Entries:
        ngrams, marks = self.ngrams_.entries(X), self.rates_.entries(X)
        return Entries(
            np.concatenate([ngrams.rows, marks.rows]),
            np.concatenate([ngrams.columns, marks.columns + self.n_ngrams_]),
            np.concatenate([ngrams.values, marks.values]),
        )

    @property
    def n_ngrams_(self) -> int:
        """How many of the columns, the first ones, are n-grams."""
        return len(self.ngrams_.keys_)

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return the names in the order of the columns, each as its family, a colon and a name."""
        return self._names.copy()

    def names(self, columns: Columns) -> npt.NDArray[np.object_]:
        """Return the names of some columns, in the order that they are given in.

        Parameters
        ----------
        columns : array of int, shape (n_columns,)
            Which columns.
        """
        return self._names[columns]

    def alphabetical(self, columns: Columns) -> npt.NDArray[np.int64]:
        """Return of some columns the rank of their names among those of all columns."""
        return self._ranks[columns]

    def families(self, columns: Columns | None = None) -> npt.NDArray[np.object_]:
        """Return the family of each column, such as "ngram" or "cue": what its name begins with.

        Parameters
        ----------
        columns : array of int, shape (n_columns,), optional
            Which columns; by default all.
        """
        return self._families.copy() if columns is None else self._families[columns]

    @cached_property
    def _names(self) -> npt.NDArray[np.object_]:
        ngrams = [f"ngram:{name}" for name in self.ngrams_.get_feature_names_out().tolist()]
        return np.array([*ngrams, *self.rates_.names_.tolist()], dtype=object)

    @cached_property
    def _ranks(self) -> npt.NDArray[np.int64]:
        ranks = np.empty(len(self._names), dtype=np.int64)
        ranks[np.argsort(self._names)] = np.arange(len(ranks))
        return ranks

    @cached_property
    def _families(self) -> npt.NDArray[np.object_]:
        of_marks = [name.split(":", 1)[0] for name in self.rates_.names_.tolist()]
        return np.array(["ngram"] * self.n_ngrams_ + of_marks, dtype=object)

    def locate(self, observation: Observation, columns: Columns) -> tuple[Keys, Keys]:
        """Return where the features of some columns stand in a document.

        Parameters
        ----------
        observation : Observation
            A document.
        columns : array of int, shape (n_columns,)
            Which columns, sorted: those of its row.

        Returns
        -------
        which : array of int64, shape (n_places,)
            The feature of each place, as its number in ``columns``.
        spans : array of int64, shape (n_places, 2)
            The places in characters, those of one feature in reading order; each has an equal
            share in the feature.
        """
        n_ngrams = int(np.searchsorted(columns, self.n_ngrams_))
        which, spans = self.ngrams_.places(observation, columns[:n_ngrams])
        names = self._names[columns[n_ngrams:]].tolist()
        marks = [sorted(observation.marks.get(name, ())) for name in names]
        of_marks = np.repeat(np.arange(n_ngrams, len(columns)), list(map(len, marks)))
        stretches = np.array(list(chain.from_iterable(marks)), dtype=np.int64).reshape(-1, 2)
        return np.concatenate([which, of_marks]), np.concatenate([spans, stretches])
