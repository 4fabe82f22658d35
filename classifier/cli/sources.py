"""What to assess: files, folders, standard input and data sets, one after the other.

A source that fails before it can be assessed is an assessment already: one with an error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from classifier.assessment.assessment import failure
from classifier.batch.judging import Task
from classifier.documents import (
    Document,
    IsolatedReader,
    PostponingReader,
    Unopened,
    Unread,
    read_all,
)
from classifier.documents.addresses import is_address, shown
from classifier.documents.containers import read_within
from classifier.documents.folders import files_in, is_folder
from classifier.errors import UnknownFormatError, UnreadableDocumentError

_MAY_HOLD_OTHERS: Final = {".eml", ".msg", ".zip"}


def find(paths: Iterable[str]) -> Iterator[Path | Unread | str]:
    """Yield what paths name: a path a file, and "-" for standard input, which is read later.

    Parameters
    ----------
    paths : iterable of str
        Files, folders (with all folders in them; hidden files are passed over), addresses, which
        are yielded as they are, or "-".
    """
    for name in paths:
        if name == "-" or is_address(name):
            yield name
        elif is_folder(Path(name)):
            yield from files_in(Path(name))
        else:
            yield Path(name)


def count(paths: Iterable[str]) -> int | None:
    """Return how many documents paths name, None when some may hold others."""
    total = 0
    for each in find(paths):
        if isinstance(each, Path) and each.suffix.lower() in _MAY_HOLD_OTHERS:
            return None
        if isinstance(each, str):
            return None  # to list addresses twice would take as long as to read some
        total += 1
    return total


def tasks(paths: Iterable[str], reader: IsolatedReader) -> Iterator[Task]:
    """Yield the documents that paths name, and what cannot be read.

    Here they are found and here containers are opened, one after the other, so that each document
    in a large zip file is a task of its own, in order, and is lost alone. They are read by whoever
    judges them, several at once if need be, but for mails: only reading tells what those hold.

    Parameters
    ----------
    paths : iterable of str
        Files, folders, addresses of those, or "-".
    reader : IsolatedReader
        Reads mails.

    Raises
    ------
    RemoteError
        When addresses of this kind cannot be read here.
    """
    postponing = PostponingReader(reader)
    for each in find(paths):
        if each == "-":
            yield from map(_source, _input(reader))
        elif isinstance(each, Unread):
            yield failure(each.source, each.error)
        else:
            for document in read_all(each, limits=reader.limits, reader=postponing):
                yield _source(document)


def find_one(path: str, reader: IsolatedReader) -> Task:
    """Return the one document that a path names, still to be read, without those that it holds.

    Parameters
    ----------
    path : str
        A file, a document in a container (``dossier.zip!/brief.docx``), the address of one, or "-"
        for standard input.
    reader : IsolatedReader
        Reads a mail.
    """
    if path == "-":
        first, called, remedy = next(_input(reader)), path, "save it, and name one of them"
    else:
        first = next(read_all(path, limits=reader.limits, reader=PostponingReader(reader)))
        called = shown(path) if is_address(path) else str(Path(path))
        remedy = f"name one of them, such as {first.source}"
    if first.source != called:
        message = f"{called}: holds other documents; {remedy}"
        return failure(called, UnknownFormatError(message))
    return _source(first)


def rows(dataset: Path, text_field: str, id_field: str) -> Iterator[Task]:
    """Return the documents of a data set, one a row, still to be read.

    Parameters
    ----------
    dataset : Path
        JSONL, CSV, Parquet or XLSX.
    text_field, id_field : str
        The columns with the text and the id.

    Raises
    ------
    CorpusError
        At once, when the data set cannot be used.
    """
    from classifier.corpora.datasets import read_dataset

    records = read_dataset(dataset, text_field=text_field, id_field=id_field)
    return (
        failure(record.id, UnreadableDocumentError(record.error))
        if record.error is not None
        else Unopened("", (), source=record.id, content=record.text.encode(errors="replace"))
        for record in records
    )


def _input(reader: IsolatedReader) -> Iterator[Document | Unread]:
    """Yield the documents on standard input: one, or those in a zip file or a mail."""
    # One byte more than allowed tells that the input is too large, even when it never ends.
    content = sys.stdin.buffer.read(reader.limits.max_bytes + 1)
    return read_within(content, "-", limits=reader.limits, reader=PostponingReader(reader))


def _source(document: Document | Unread) -> Task:
    """Return a document as it came, and without what it holds: that comes by itself."""
    if isinstance(document, Unread):
        known = Document("", (), source=document.source, sha256=document.sha256)
        return failure(known, document.error)
    return replace(document, attachments=())
