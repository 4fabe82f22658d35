"""Tables of numbers written out as texts, so that scikit-learn's checks can look at estimators."""

import string
from functools import lru_cache
from typing import Any, Self

import numpy as np
from sklearn.utils.validation import check_is_fitted, validate_data

from classifier.estimators import BeleidsregelClassifier, TextObserver
from classifier.features import Observation

LETTERS = string.ascii_lowercase
STEPS = np.arange(-2, 2.1, 0.5)


def written(row: np.ndarray) -> str:
    """Return a text with a word for each step that a number of the row reaches, or misses."""
    words = " ".join(
        f"{LETTERS[column % 26]}{'x' * (column // 26)}{'mh'[int(reached)]}{LETTERS[step]}"
        for column, value in enumerate(row)
        for step, reached in enumerate(value >= STEPS)
    )
    # Running text; a few words alone would be taken for a title or a letterhead, which is form.
    return f"Wat de rij zegt\n\nIn de rij van de tabel staat dat {words} is gevonden.\n\nEinde."


@lru_cache(maxsize=4_000)
def observed(text: str) -> Observation:
    (observation,) = TextObserver().transform([text])
    return observation


class OnTables(BeleidsregelClassifier):
    """The estimator, as it is on tables of which each row is written out as a text."""

    def fit(self, X: Any, y: Any, groups: Any = None, sample_weight: Any = None) -> Self:
        X, y = validate_data(self, X, y)
        return super().fit(self._texts(X), y, groups, sample_weight)

    def decision_function(self, X: Any) -> np.ndarray:
        return super().decision_function(self._seen(X))

    def predict_proba(self, X: Any) -> np.ndarray:
        return super().predict_proba(self._seen(X))

    def predict(self, X: Any) -> np.ndarray:
        return super().predict(self._seen(X))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = tags.input_tags.one_d_array = False
        tags.input_tags.two_d_array = True
        return tags

    def _seen(self, X: Any) -> list[Observation]:
        check_is_fitted(self)
        return self._texts(validate_data(self, X, reset=False))

    def _texts(self, X: np.ndarray) -> list[Observation]:
        return [observed(written(row)) for row in X]
