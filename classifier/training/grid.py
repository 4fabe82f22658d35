"""The settings that a search tries: those there are, and others drawn from a grid."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import product
from typing import Any, Final

from classifier.settings import Settings

#: What is tried of each setting that matters; which n-grams there are hardly does.
GRID: Final[Mapping[str, tuple[int, ...] | tuple[float, ...]]] = {
    "C": (2.0, 4.0, 8.0, 16.0),
    "n_components": (0, 50, 100, 150),
    "weight": (0.3, 0.6, 1.0),
    "scale": (0.01, 0.03, 0.1),
    "form_scale": (0.3, 0.6, 1.0),
    "agreement": (0.0, 1.0),
}


def candidates(number: int, start: Settings, seed: int = 0) -> list[Settings]:
    """Return settings to try: those there are, and others drawn from the grid.

    Parameters
    ----------
    number : int
        How many, at least 1.
    start : Settings
        The first.
    seed : int
        Of the draw.

    Examples
    --------
    >>> from classifier.settings import DOCUMENTS
    >>> found = candidates(4, DOCUMENTS, seed=1)
    >>> found[0] == DOCUMENTS, len(set(found))
    (True, 4)
    """
    drawn = [
        _changed(start, dict(zip(GRID, values, strict=True))) for values in product(*GRID.values())
    ]
    random.Random(seed).shuffle(drawn)  # noqa: S311  (no secret)
    return list(dict.fromkeys([start, *drawn]))[:number]


def _changed(start: Settings, values: dict[str, Any]) -> Settings:
    # An element gathers cues, and keeps its weight beside theirs.
    return replace(start, **values, element_scale=round(3 * values["scale"], 6))


def differences(settings: Settings, start: Settings) -> str:
    """Return how settings differ from those at the start, in words."""
    pairs = [(f.name, getattr(settings, f.name)) for f in fields(settings)]
    changed = [f"{name}={value:g}" for name, value in pairs if value != getattr(start, name)]
    return " ".join(changed) or "the settings as they are"
