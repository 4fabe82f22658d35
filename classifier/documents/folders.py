"""The files in a folder, and what of it cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from classifier.errors import DocumentError, DocumentNotFoundError, UnreadableDocumentError


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, and why."""

    source: str  # as in Document
    error: DocumentError


def files_in(folder: Path) -> Iterator[Path | Unread]:
    """Return the files in a folder and all folders in it, by name; hidden ones are passed over.

    Parameters
    ----------
    folder : Path
        The folder.

    Yields
    ------
    Path or Unread
        The files, then the folders that may not be read, or the one that holds no files.
    """
    failures: list[OSError] = []
    files: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(parent, name) for name in names if not name.startswith("."))
        files.extend(path for path in paths if _may_be_file(path))
    yield from sorted(files)
    for error in failures:
        name = str(error.filename)
        message = f"{name}: the folder cannot be read ({error.strerror}); ask for permission"
        yield Unread(name, UnreadableDocumentError(message))
    if not files and not failures:
        message = f"{folder}: there are no files in this folder; check the path"
        yield Unread(str(folder), DocumentNotFoundError(message))


def is_folder(path: Path) -> bool:
    """Return whether a path is that of a folder."""
    try:
        return path.is_dir()
    except OSError:  # too long a name, for one; reading it as a file will tell
        return False


def _may_be_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that may be listed only; reading the file will tell
        return True
