"""Nested values as lines of names and values, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from classifier.reports.visible import visible


def listed(values: Mapping[str, Any]) -> list[str]:
    """Return a line a value, aligned; the names of nested values are joined by dots.

    >>> listed({"name": "standaard", "scores": {"macro_f1": 0.81234}})
    ['name             standaard', 'scores.macro_f1  0.812']
    """
    pairs = list(_flat(values))
    width = max((len(name) for name, _ in pairs), default=0)
    return [visible(f"{name:{width}}  {value}") for name, value in pairs]


def _flat(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, float):
            yield f"{prefix}{name}", f"{value:.3f}"
        elif isinstance(value, list | tuple):
            yield f"{prefix}{name}", ", ".join(map(str, value))
        else:
            yield f"{prefix}{name}", str(value)
