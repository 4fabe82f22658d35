"""A model for a process of ours: what holds only there is left out of importing and loading."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import classifier

if TYPE_CHECKING:
    from classifier.assessor import Assessor


def loaded(model: Path | None, max_error: float | None = None) -> Assessor:
    """Return an assessor, and import all that it needs.

    Python looks for garbage whenever some hundreds of objects have come, which are hundreds of
    times while libraries are imported and a model is loaded, a sixth of that time. None of it is
    garbage, then or later.

    Parameters
    ----------
    model : Path or None
        The folder of the model; None for the shipped one.
    max_error : float, optional
        As :func:`classifier.load` takes it.

    Raises
    ------
    ModelError
        As :func:`classifier.load` does.
    """
    gc.disable()
    try:
        with without_estimators():
            return classifier.load(model, max_error=max_error)
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def without_estimators() -> Iterator[None]:
    """Have skops, when it is imported now, trust none of scikit-learn's estimators.

    To name those that it trusts, skops has scikit-learn import all its modules, its tests and the
    array libraries that are installed among them: a tenth of the time to start. Our models hold
    none of them.
    """
    if "skops.io" in sys.modules:
        yield
        return
    import sklearn.utils

    named = sklearn.utils.all_estimators
    sklearn.utils.all_estimators = list
    try:
        yield
    finally:
        sklearn.utils.all_estimators = named
