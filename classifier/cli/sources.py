"""What to assess: files, folders, standard input and data sets, one after the other.

A source that fails before it can be assessed is an assessment already: one with an error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from classifier.assessment import Assessment
from classifier.documents import Document, Limits, OcrMode, read
from classifier.errors import DocumentError, DocumentNotFoundError, UnreadableDocumentError

Source = Path | Document | Assessment


def find(paths: Iterable[str]) -> list[Source | str]:
    """Return what paths name: a path a file, and "-" for standard input, which is read later.

    Parameters
    ----------
    paths : iterable of str
        Files, folders (with all folders in them; hidden files are passed over) or "-".
    """
    found: list[Source | str] = []
    for name in paths:
        if name == "-":
            found.append(name)
        elif _is_folder(Path(name)):
            found.extend(_in_folder(Path(name)))
        else:
            found.append(Path(name))
    return found


def opened(found: Iterable[Source | str], ocr: OcrMode = "auto") -> Iterator[Source]:
    """Yield what was found, with standard input read."""
    for source in found:
        yield read_input(ocr) if isinstance(source, str) else source


def read_input(ocr: OcrMode = "auto") -> Document | Assessment:
    """Return the document on standard input, or the error."""
    # One byte more than allowed tells that the input is too large, even when it never ends.
    return _read(sys.stdin.buffer.read(Limits().max_bytes + 1), "-", ocr)


def rows(dataset: Path, text_field: str, id_field: str) -> Iterator[Source]:
    """Return the documents of a data set, one a row.

    Parameters
    ----------
    dataset : Path
        JSONL, CSV or Parquet.
    text_field, id_field : str
        The columns with the text and the id.

    Raises
    ------
    CorpusError
        At once, when the data set cannot be used.
    """
    from classifier.datasets import read_dataset

    records = read_dataset(dataset, text_field=text_field, id_field=id_field)
    return (
        failure(record.id, UnreadableDocumentError(record.error))
        if record.error is not None
        else _read(record.text.encode(), record.id)
        for record in records
    )


def failure(source: str, error: DocumentError) -> Assessment:
    """Return the record of a source that cannot be assessed."""
    return Assessment(source=source, error_code=error.code, error_message=error.message)


def _read(content: bytes, name: str, ocr: OcrMode = "auto") -> Document | Assessment:
    try:
        return read(content, name=name, ocr=ocr)
    except DocumentError as error:
        return failure(name, error)


def _in_folder(folder: Path) -> Iterator[Source]:
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
        yield failure(name, UnreadableDocumentError(message))
    if not files and not failures:
        message = f"{folder}: there are no files in this folder; check the path"
        yield failure(str(folder), DocumentNotFoundError(message))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # too long a name, for one; reading it as a file will tell
        return False


def _may_be_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that may be listed only; reading the file will tell
        return True
