"""The files in a folder, and what of it cannot be read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from classifier.errors import DocumentError, DocumentNotFoundError, UnreadableDocumentError

# What Windows and macOS lay in folders and zip files, and nobody sees there.
_OF_SYSTEMS: Final = {"thumbs.db", "desktop.ini", "__macosx"}


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, and why."""

    source: str  # as in Document
    error: DocumentError
    sha256: str = ""  # of the bytes that were read, in hexadecimal

    @classmethod
    def of(cls, content: bytes, source: str, error: DocumentError) -> Self:
        """Return a document whose content is known and cannot be read."""
        return cls(source, error, hashlib.sha256(content).hexdigest())


def is_hidden(name: str) -> bool:
    """Return whether a file or folder of this name is one that nobody meant as a document.

    >>> [is_hidden(name) for name in (".git", "Thumbs.db", "~$besluit.docx", "besluit.docx")]
    [True, True, True, False]
    """
    # "~$" begins the files by which Office knows that a document is open.
    return name.startswith((".", "~$")) or name.lower() in _OF_SYSTEMS


def files_in(folder: Path) -> Iterator[Path | Unread]:
    """Yield the files in a folder and all folders in it, by name; hidden ones are passed over.

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
    some = False
    # No more is held than the names in the folders on the way to a file, however many there are.
    ways = [_names_in(folder, failures)]
    while ways:
        path = next(ways[-1], None)
        if path is None:
            ways.pop()
        elif _is_folder_itself(path):
            ways.append(_names_in(path, failures))
        elif _may_be_file(path):
            some = True
            yield path
    for error in failures:
        name = str(error.filename)
        message = f"{name}: the folder cannot be read ({error.strerror}); ask for permission"
        yield Unread(name, UnreadableDocumentError(message))
    if not some and not failures:
        message = f"{folder}: there are no files in this folder; check the path"
        yield Unread(str(folder), DocumentNotFoundError(message))


def _names_in(folder: Path, failures: list[OSError]) -> Iterator[Path]:
    try:
        names = sorted(name for name in os.listdir(folder) if not is_hidden(name))  # noqa: PTH208
    except OSError as error:
        failures.append(error)
        names = []
    return (folder / name for name in names)


def _is_folder_itself(path: Path) -> bool:
    """Return whether a path is a folder, and not a link to one, which might lead back."""
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Return whether a path is that of a folder."""
    try:
        return path.is_dir()
    except OSError:  # too long a name, for one; reading it as a file will tell
        return False


def _may_be_file(path: Path) -> bool:
    try:
        # A link that leads nowhere may be a document that was lost: reading it will tell.
        return path.is_file() or (path.is_symlink() and not path.exists())
    except OSError:  # in a folder that may be listed only; reading the file will tell
        return True
