"""Checksums of the files of a corpus, by which a lock names them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from classifier.corpora.reading import tables_in


def corpus_files(path: Path) -> list[Path]:
    """Return the files that a corpus is read from, without those that its rows name.

    Parameters
    ----------
    path : Path
        A file; or a folder, of which the tables are read, or all that is in it when it has a folder
        for each label. What else lies beside tables is no part of the corpus.
    """
    if not path.is_dir():
        return [path]
    return tables_in(path) or [file for file in sorted(path.rglob("*")) if file.is_file()]


def checksums(files: Iterable[Path]) -> dict[Path, str]:
    """Return the SHA-256 of each file, in hexadecimal, in the order that they were given.

    Parameters
    ----------
    files : iterable of Path
        A file that was given twice is there once.
    """
    return {file: _checksum(file) for file in dict.fromkeys(files)}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
