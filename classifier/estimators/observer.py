"""The first half of the estimator: texts become observations, whatever the labels are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin

from classifier.corpora.observing import observe_texts
from classifier.errors import InputError
from classifier.features import Observation

Observations = npt.NDArray[np.object_]


class TextObserver(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turn texts into observations, which :class:`BeleidsregelClassifier` takes like texts.

    It learns nothing, so that what it gives may be split for cross-validation: a grid search over
    observations reads every text once in place of once a fold and a candidate.

    Parameters
    ----------
    pipeline : str
        A name in :data:`classifier.preprocessing.PIPELINES`.
    n_jobs : int, optional
        Processes that read the texts; -1 for all cores, 1 by default.

    Examples
    --------
    >>> (observation,) = TextObserver().transform(["Het college weigert de vergunning."])
    >>> observation.words
    ('college', 'de', 'het', 'vergunning', 'weigert')
    """

    def __init__(self, *, pipeline: str = "nl_rules", n_jobs: int | None = None) -> None:
        self.pipeline = pipeline
        self.n_jobs = n_jobs

    def fit(self, X: Iterable[object], y: object = None) -> Self:
        """Check the texts; there is nothing to learn.

        Parameters
        ----------
        X : iterable of str or Observation
            The texts.
        y : None
            Not used.

        Raises
        ------
        InputError
            When ``X`` is no list of texts.
        """
        as_documents(X)
        return self

    def transform(self, X: Iterable[object]) -> Observations:
        """Return the observations.

        Parameters
        ----------
        X : iterable of str or Observation
            The texts: a list, a pandas Series, a NumPy array of objects or strings. What is an
            observation already stays as it is.

        Returns
        -------
        array of Observation, shape (n_documents,)

        Raises
        ------
        InputError
            When ``X`` is no list of texts, or one of them is empty or cannot be read.
        """
        found = as_documents(X)
        given = [place for place, item in enumerate(found) if isinstance(item, str)]
        texts = [str(found[place]) for place in given]
        for place, observation in zip(
            given, observe_texts(texts, self.pipeline, self.n_jobs), strict=True
        ):
            if observation is None:
                raise InputError(f"text {place} is empty or cannot be read; leave it out")
            found[place] = observation
        return found

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = False
        tags.transformer_tags.preserves_dtype = []
        return tags


def as_documents(X: Iterable[object]) -> npt.NDArray[np.object_]:
    """Return texts and observations as a new array, shape (n_documents,).

    Parameters
    ----------
    X : iterable of str or Observation

    Raises
    ------
    InputError
        When it is one text, a table, empty, or holds anything else, such as a missing value.
    """
    if isinstance(X, str | bytes):
        raise InputError("one text was given where a list of texts is expected; put it in a list")
    shape = getattr(X, "shape", (0,))
    if len(shape) != 1:
        raise InputError(
            f"X has shape {shape}, not one dimension: give the texts as a list, or select the "
            "column that holds them"
        )
    items = list(X)
    if not items:
        raise InputError("X holds no texts: 0 sample(s) where a minimum of 1 is required")
    for place, item in enumerate(items):
        if not isinstance(item, str | Observation):
            raise InputError(
                f"X holds {type(item).__name__} {item!r:.40} at place {place}, not a text; "
                "leave out what is missing"
            )
    documents = np.empty(len(items), dtype=object)
    documents[:] = items
    return documents
