"""A model for a process of ours, loaded without looking for garbage in what stays until its end."""

from __future__ import annotations

import gc
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
        return classifier.load(model, max_error=max_error)
    finally:
        gc.freeze()
        gc.enable()
