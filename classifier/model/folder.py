"""Where models are, and which one a folder holds; quick, since nothing is loaded."""

from __future__ import annotations

import hashlib
from os.path import realpath
from pathlib import Path
from typing import Final

from classifier.errors import ModelNotFoundError, UntrustedModelError
from classifier.shipped import shipped_folder

STANDARD: Final = "standaard"


def standard_folder() -> Path:
    """Return the folder of the shipped model: that of the checkout, or that of the wheel."""
    return shipped_folder(STANDARD)


def inside(folder: Path, name: str) -> Path:
    """Return the path of a file in the folder of a model.

    Parameters
    ----------
    folder : Path
        The folder, which may itself be a link.
    name : str
        The file, which need not be there.

    Raises
    ------
    UntrustedModelError
        When it is a link to something elsewhere: a model from someone else would show or load
        files that are no part of it. When it is no file, as a pipe is, which is never read to its
        end.
    """
    path = folder / name
    # Not Path.resolve: that fails at links that lead round in a circle.
    if not Path(realpath(path)).is_relative_to(realpath(folder)):
        raise UntrustedModelError(
            f"{path}: leads out of the folder of the model; copy what it stands for into the folder"
        )
    if path.exists() and not path.is_file():
        raise UntrustedModelError(
            f"{path}: a folder, a pipe or a device, where a model has a file; get the model anew"
        )
    return path


def info_path(folder: Path) -> Path:
    """Return the path of ``model.json`` in the folder of a model.

    Parameters
    ----------
    folder : Path
        The folder.

    Raises
    ------
    ModelNotFoundError
        When there is no model in it.
    UntrustedModelError
        When the file is a link to elsewhere.
    """
    path = inside(folder, "model.json")
    if not path.is_file():
        raise ModelNotFoundError(
            f"{folder}: no model here (there is no model.json); "
            "give the folder of a model, or make one with: beleidsregel train"
        )
    return path


def fingerprint(folder: Path | None = None) -> str:
    """Return what tells a model from every other, in hexadecimal, without loading it.

    Parameters
    ----------
    folder : Path, optional
        By default the shipped model.

    Raises
    ------
    ModelNotFoundError
        When there is no model in the folder.
    UntrustedModelError
        When its ``model.json`` is a link to elsewhere.
    """
    # model.json holds the digests of the other files, which loading checks.
    path = info_path(standard_folder() if folder is None else folder)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_lock(folder: Path | None = None) -> str:
    """Return the lock of a model, with the checksums of what made it; "" when it has none.

    Raises
    ------
    UntrustedModelError
        When it is a link to elsewhere.
    """
    path = inside(standard_folder() if folder is None else folder, "lock.json")
    return path.read_text(encoding="utf-8") if path.is_file() else ""
