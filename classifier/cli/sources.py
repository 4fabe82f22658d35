"""What to assess: files, folders, standard input and data sets, one after the other.

A source that fails before it can be assessed is an assessment already: one with an error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from classifier.assessment import Assessment
from classifier.documents import Document, IsolatedReader, Unread, read_all
from classifier.documents.folders import files_in, is_folder
from classifier.errors import DocumentError, UnknownFormatError, UnreadableDocumentError

Source = Document | Assessment

_MAY_HOLD_OTHERS: Final = {".eml", ".msg", ".zip"}


def find(paths: Iterable[str]) -> list[Path | Unread | str]:
    """Return what paths name: a path a file, and "-" for standard input, which is read later.

    Parameters
    ----------
    paths : iterable of str
        Files, folders (with all folders in them; hidden files are passed over) or "-".
    """
    found: list[Path | Unread | str] = []
    for name in paths:
        if name == "-":
            found.append(name)
        elif is_folder(Path(name)):
            found.extend(files_in(Path(name)))
        else:
            found.append(Path(name))
    return found


def count(found: Iterable[Path | Unread | str]) -> int | None:
    """Return how many documents there will be, None when some may hold others."""
    total = 0
    for each in found:
        if isinstance(each, Path) and each.suffix.lower() in _MAY_HOLD_OTHERS:
            return None
        total += 1
    return total


def opened(found: Iterable[Path | Unread | str], reader: IsolatedReader) -> Iterator[Source]:
    """Yield the documents in what was found, and what cannot be read."""
    for each in found:
        if isinstance(each, str):
            yield read_input(reader)
        elif isinstance(each, Unread):
            yield failure(each.source, each.error)
        else:
            for document in read_all(each, limits=reader.limits, reader=reader):
                yield _source(document)


def read_one(path: str, reader: IsolatedReader) -> Source:
    """Return the one document that a path names, without those that it holds.

    Parameters
    ----------
    path : str
        A file, a document in a container (``dossier.zip!/brief.docx``), or "-" for standard input.
    reader : IsolatedReader
        Reads it.
    """
    if path == "-":
        return read_input(reader)
    first = next(read_all(path, limits=reader.limits, reader=reader))
    if first.source != str(Path(path)):
        message = f"{path}: holds other documents; name one of them, such as {first.source}"
        return failure(path, UnknownFormatError(message))
    return _source(first)


def read_input(reader: IsolatedReader) -> Source:
    """Return the document on standard input, or the error."""
    # One byte more than allowed tells that the input is too large, even when it never ends.
    return _read(sys.stdin.buffer.read(reader.limits.max_bytes + 1), "-", reader)


def rows(dataset: Path, text_field: str, id_field: str, reader: IsolatedReader) -> Iterator[Source]:
    """Return the documents of a data set, one a row.

    Parameters
    ----------
    dataset : Path
        JSONL, CSV or Parquet.
    text_field, id_field : str
        The columns with the text and the id.
    reader : IsolatedReader
        Reads the texts.

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
        else _read(record.text.encode(errors="replace"), record.id, reader)
        for record in records
    )


def failure(source: str, error: DocumentError) -> Assessment:
    """Return the record of a source that cannot be assessed."""
    return Assessment(source=source, error_code=error.code, error_message=error.message)


def _read(content: bytes, name: str, reader: IsolatedReader) -> Source:
    try:
        return reader(content, name=name)
    except DocumentError as error:
        return failure(name, error)


def _source(document: Document | Unread) -> Source:
    """Return a document as it came, and without what it holds: that comes by itself."""
    if isinstance(document, Unread):
        return failure(document.source, document.error)
    return replace(document, attachments=())
