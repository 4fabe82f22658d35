"""The lock of a model: what it learned from, and what else decided its bytes."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from os.path import abspath
from pathlib import Path
from typing import Any, Final

from classifier import __version__
from classifier.corpora.checksums import checksums, corpus_files

_FORMAT: Final = 1
_PACKAGES: Final = ("joblib", "numpy", "scikit-learn", "scipy", "skops", "spacy")


def lock_of(inputs: Iterable[Path], choices: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lock.

    Parameters
    ----------
    inputs : iterable of Path
        What was learned from: files, corpora that are folders, and the files that their rows name;
        each file is named once.
    choices : mapping
        Settings, seed and the like.
    """
    paths = [Path(abspath(path)) for path in inputs]  # noqa: PTH100 - links keep their names
    folders = [path for path in paths if path.is_dir()]
    files: dict[Path, Path] = {}
    for file in chain.from_iterable(map(corpus_files, paths)):
        files.setdefault(file.resolve(), file)
    return {
        "format": _FORMAT,
        "inputs": [
            {"name": _named(file, folders), "sha256": checksum}
            for file, checksum in checksums(files.values()).items()
        ],
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


def _named(file: Path, folders: Iterable[Path]) -> str:
    """Return the name of a file from the folder on that was given, if it lies in one.

    Where the input lies on a machine is no part of what it is.
    """
    holding = (folder for folder in folders if file.is_relative_to(folder))
    return next((file.relative_to(folder.parent).as_posix() for folder in holding), file.name)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:  # bundled otherwise than by a package manager
        return None
