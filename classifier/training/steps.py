"""What is said about a training while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from classifier.evaluation.measures import confusion, macro_f1
from classifier.model.regression import AfterFold


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, and how far it is.

    >>> str(Step("preprocessing", 40, 90)), str(Step("learning"))
    ('preprocessing: 40 of 90', 'learning')
    """

    message: str
    done: int | None = None  # None for what is said once
    total: int | None = None

    def __str__(self) -> str:
        return self.message if self.done is None else f"{self.message}: {self.done} of {self.total}"


Progress = Callable[[Step], None]


def fold_teller(truth: npt.NDArray[np.str_], progress: Progress) -> AfterFold:
    """Return what tells how good each fold is.

    Parameters
    ----------
    truth : array of str, shape (n_documents,)
        The labels.
    progress : callable
        Is told.
    """
    classes = np.unique(truth)
    number = 0

    def after_fold(test: npt.NDArray[np.int_], scores: npt.NDArray[np.float64]) -> None:
        nonlocal number
        number += 1
        found = macro_f1(confusion(truth[test], classes[scores.argmax(axis=1)], classes))
        progress(Step(f"fold {number}: macro-F1 {found:.3f} of {len(test)} texts"))

    return after_fold
