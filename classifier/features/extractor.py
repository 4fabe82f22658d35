"""All families of features side by side: n-grams, cues, structure, form and grammar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self, cast

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.base import BaseEstimator, TransformerMixin

from classifier.documents.document import Stretch
from classifier.explanation import Family
from classifier.features.ngrams import NgramVectorizer
from classifier.features.observation import Observation
from classifier.features.rates import RateVectorizer

Columns = npt.NDArray[np.integer]


class FeatureExtractor(TransformerMixin, BaseEstimator):  # type: ignore[misc]
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
    ) -> None:
        self.min_df = min_df
        self.max_features = max_features
        self.scale = scale
        self.element_scale = element_scale
        self.form_scale = form_scale

    def fit(self, X: Sequence[Observation], y: object = None) -> Self:
        """Learn which features there are.

        Parameters
        ----------
        X : sequence of Observation
            The documents.
        y : None
            Not used.
        """
        self.ngrams_ = NgramVectorizer(min_df=self.min_df, max_features=self.max_features).fit(X)
        self.rates_ = RateVectorizer(
            min_df=self.min_df,
            scale=self.scale,
            element_scale=self.element_scale,
            form_scale=self.form_scale,
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
        observations = list(X)
        blocks = [self.ngrams_.transform(observations), self.rates_.transform(observations)]
        return cast(csr_matrix, hstack(blocks, format="csr"))

    @property
    def n_ngrams_(self) -> int:
        """How many of the columns, the first ones, are n-grams."""
        return len(self.ngrams_.keys_)

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return the names in the order of the columns, each as its family, a colon and a name."""
        return self.names(np.arange(self.n_ngrams_ + len(self.rates_.names_)))

    def names(self, columns: Columns) -> npt.NDArray[np.object_]:
        """Return the names of some columns, in the order that they are given in.

        Parameters
        ----------
        columns : array of int, shape (n_columns,)
            Which; a document has few of all there are, so that naming all would take far longer.
        """
        is_ngram = columns < self.n_ngrams_
        names = np.empty(len(columns), dtype=object)
        names[is_ngram] = [f"ngram:{name}" for name in self.ngrams_.names(columns[is_ngram])]
        names[~is_ngram] = self.rates_.names_.astype(object)[columns[~is_ngram] - self.n_ngrams_]
        return names

    def families(self, columns: Columns | None = None) -> npt.NDArray[np.object_]:
        """Return the family of each column: "ngram", "cue", "form", "grammar" or "structure".

        Parameters
        ----------
        columns : array of int, shape (n_columns,), optional
            Which columns; by default all.
        """
        of_marks = [cast(Family, name.split(":", 1)[0]) for name in self.rates_.names_.tolist()]
        if columns is None:
            columns = np.arange(self.n_ngrams_ + len(of_marks))
        is_mark = columns >= self.n_ngrams_
        families = np.full(len(columns), "ngram", dtype=object)
        marks = np.array(of_marks, dtype=object)
        families[is_mark] = marks[columns[is_mark] - self.n_ngrams_]
        return families

    def locate(self, observation: Observation) -> dict[int, tuple[Stretch, ...]]:
        """Return for each column that is not zero in a document where the feature stands.

        Parameters
        ----------
        observation : Observation
            A document.

        Returns
        -------
        dict of int to tuple of (start, end)
            Places in characters, in reading order; each has an equal share in the feature.
        """
        columns, spans = self.ngrams_.places(observation)
        found: dict[int, list[Stretch]] = {}
        for column, (start, end) in zip(columns.tolist(), spans.tolist(), strict=True):
            found.setdefault(column, []).append((start, end))
        for number, name in enumerate(self.rates_.names_.tolist()):
            if name in observation.marks:
                found[self.n_ngrams_ + number] = list(observation.marks[name])
        return {column: tuple(sorted(places)) for column, places in found.items()}
