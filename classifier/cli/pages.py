"""The folder of a batch of pages: their names, and whether the folder may be written to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer

from classifier.reports.html_templates import GENERATOR

INDEX: Final = "index.html"
_LONGEST: Final = 80  # characters of a name, without what makes it unique
_HEAD: Final = 400  # bytes at the start of a page in which its maker stands
_MARK: Final = f'<meta name="generator" content="{GENERATOR} '.encode()
# Windows opens devices under these names, whatever comes behind the dot.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


class Names:
    """Gives each source a file name that is safe everywhere and that no other source has.

    >>> names = Names()
    >>> names.of("map/Nota één.pdf"), names.of("elders/nota een.pdf"), names.of("-")
    ('nota-een-pdf.html', 'nota-een-pdf-2.html', 'document.html')
    """

    def __init__(self) -> None:
        self._taken = {INDEX}
        self._next: dict[str, int] = {}  # by stem: the number to try first

    def of(self, source: str) -> str:
        """Return the name for the next source."""
        last = re.split(r"[/\\]", source.rstrip("/\\"))[-1]
        plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
        if not stem or _DEVICES.fullmatch(stem):
            stem = f"document-{stem}".strip("-")
        name, number = f"{stem}.html", self._next.get(stem, 2)
        while name in self._taken:
            name, number = f"{stem}-{number}.html", number + 1
        self._next[stem] = number
        self._taken.add(name)
        return name


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
