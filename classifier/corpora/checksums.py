"""Checksums of the files of a corpus, by which a lock names them."""

from __future__ import annotations

import hashlib
from pathlib import Path


def checksums(path: Path) -> dict[Path, str]:
    """Return the SHA-256 of each file, in hexadecimal, in the order of their names.

    Parameters
    ----------
    path : Path
        A file, or a folder with all that is in it.
    """
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    return {file: _checksum(file) for file in files if file.is_file()}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
