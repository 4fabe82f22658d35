"""The lock of a model: everything that decided its bytes, so that it can be made again."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from classifier import __version__
from classifier.corpora.checksums import checksums

_FORMAT: Final = 1
_PACKAGES: Final = ("joblib", "numpy", "scikit-learn", "scipy", "skops", "spacy")


def lock_of(inputs: Iterable[Path], choices: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lock.

    Parameters
    ----------
    inputs : iterable of Path
        Files, and folders with all that is in them; each file is named once.
    choices : mapping
        Settings, seed and the like.
    """
    named: dict[Path, dict[str, str]] = {}
    for path in inputs:
        for file, checksum in checksums(path).items():
            named.setdefault(file.resolve(), {"name": _named(path, file), "sha256": checksum})
    return {
        "format": _FORMAT,
        "inputs": list(named.values()),
        "versions": {
            "python": platform.python_version(),
            "beleidsregel-classifier": __version__,
            **{name: _version(name) for name in _PACKAGES},
        },
        **choices,
    }


def as_json(value: Mapping[str, Any]) -> bytes:
    """Return data as JSON for people, the same bytes for the same data."""
    text = json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)
    return (text + "\n").encode("utf-8")


def _named(path: Path, file: Path) -> str:
    """Return the name of a file from the given path on.

    Where the input lies on a machine is no part of what it is.
    """
    if file == path:
        return path.name
    return f"{path.resolve().name}/{file.relative_to(path).as_posix()}"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:  # bundled otherwise than by a package manager
        return None
