"""The folder of a batch of pages: whether it may be written to, and what is left in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer

from classifier.reports.html_templates import GENERATOR

INDEX: Final = "index.html"
_HEAD: Final = 400  # bytes at the start of a page in which its maker stands
_MARK: Final = f'<meta name="generator" content="{GENERATOR} '.encode()


def prepared(folder: Path) -> Path:
    """Return a folder that holds nothing but pages that this command wrote, if anything.

    Parameters
    ----------
    folder : Path
        Made when it is not there; hidden files in it do not count.

    Raises
    ------
    typer.BadParameter
        When it holds something else, or cannot be made or read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in _entries(folder):
            if not _is_ours(path):
                raise typer.BadParameter(
                    f"{folder} holds {path.name}, which this command did not write; name a new or "
                    "empty folder",
                    param_hint="--output",
                )
    except OSError as error:
        raise typer.BadParameter(
            f"{folder} cannot be used ({error.strerror}); name another folder",
            param_hint="--output",
        ) from error
    return folder


def sweep(folder: Path, kept: set[str]) -> None:
    """Remove the pages of an earlier run, so that the folder holds what its index lists.

    Parameters
    ----------
    folder : Path
        From :func:`prepared`.
    kept : set of str
        The names of the pages of this run.
    """
    for path in _entries(folder):
        if path.name not in kept and _is_ours(path):
            path.unlink()


def _entries(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if not path.name.startswith("."))


def _is_ours(path: Path) -> bool:
    if path.suffix != ".html" or not path.is_file():
        return False
    with path.open("rb") as stream:
        return _MARK in stream.read(_HEAD)
