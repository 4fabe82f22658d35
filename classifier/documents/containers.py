"""Containers: the documents in folders, zip files and mails, each with a source of its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from classifier.documents.addresses import is_address, shown, unread
from classifier.documents.document import Document
from classifier.documents.folders import Unread, files_in, is_folder, is_hidden
from classifier.documents.images.kinds import is_small
from classifier.documents.limits import Limits
from classifier.documents.reader import load, read
from classifier.documents.remote import RemoteFile, files_at
from classifier.documents.sources import SEPARATOR, Asked, free_name, split_path
from classifier.documents.zips import check_member, open_zip, unpack
from classifier.errors import (
    DocumentError,
    DocumentNotFoundError,
    EmptyDocumentError,
    UnreadableDocumentError,
)

_ZIP: Final = (b"PK\3\4", b"PK\5\6")  # of one with members, and of one without
_DEFAULT: Final = Limits()
# Members that make a zip file one document of an Office program, an e-book or a program.
_ONE_DOCUMENT: Final = re.compile(
    r"\[Content_Types\]\.xml|mimetype|META-INF/MANIFEST\.MF|word/document\d*\.xml"
)
_ONE_DOCUMENT_SUFFIXES: Final = (".docx", ".odt")  # their readers know more of a damaged one


class Reader(Protocol):
    """What makes a document of a file's content; by default :func:`classifier.read`."""

    def __call__(self, content: bytes, /, *, name: str) -> Document:
        """Return the document, or raise a DocumentError."""


def read_all(
    path: Path | str, *, limits: Limits = _DEFAULT, reader: Reader | None = None
) -> Iterator[Document | Unread]:
    """Read every document in a file, a folder, a zip file or a mail.

    Parameters
    ----------
    path : Path or str
        A file or a folder, or the address of one (``s3://bucket/dossier/``). One document in a
        container is named as in ``Document.source``: ``dossier.zip!/map/brief.docx``.
    limits : Limits
        How large a document may be, how much a container may hold and how deep.
    reader : callable, optional
        What reads each document, in place of :func:`classifier.read`.

    Yields
    ------
    Document or Unread
        In a folder by name; in a zip file in its order; a mail before its attachments. Hidden files
        and, in a container, small images are left out. What cannot be read is an :class:`Unread`.

    Raises
    ------
    RemoteError
        When addresses of this kind cannot be read here.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with zipfile.ZipFile(folder / "dossier.zip", "w") as container:
    ...     container.writestr("map/brief.txt", "Geachte heer, hierbij ontvangt u het besluit.")
    >>> [document.source.rpartition("/dossier")[2] for document in read_all(folder)]
    ['.zip!/map/brief.txt']
    """
    reader = partial(read, limits=limits) if reader is None else reader
    files: Iterator[Path | RemoteFile | Unread]
    if isinstance(path, str) and is_address(path):
        outer, separator, inner = path.partition(SEPARATOR)
        called, files = shown(outer), files_at(outer)
        source = f"{called}{SEPARATOR}{inner}" if separator else ""
    else:
        place, source = split_path(Path(path))
        called, files = str(place), files_in(place) if is_folder(place) else iter([place])
    asked = Asked(source)
    some = not source
    for found in files:
        walk = _Walk(limits, reader, asked)
        for document in [found] if isinstance(found, Unread) else walk.file(found):
            if asked.takes(document.source):
                some = True
                yield document
    if not some:
        message = f"{source}: there is no such document in {called}; check its name"
        yield Unread(source, DocumentNotFoundError(message))


def read_within(
    content: bytes, source: str, *, limits: Limits, reader: Reader
) -> Iterator[Document | Unread]:
    """Read every document in a file that is known by its content, as from standard input.

    Parameters
    ----------
    content : bytes
        Of a document, a zip file or a mail.
    source : str
        What to call it.
    limits : Limits
        How large it may be, how much it may hold and how deep.
    reader : Reader
        What reads each document.

    Yields
    ------
    Document or Unread
        As from :func:`read_all`.
    """
    try:
        limits.check("max_bytes", len(content), source, "bytes")
    except DocumentError as error:
        yield Unread(source, error)
        return
    yield from _Walk(limits, reader, Asked()).content(content, source)


class _Walk:
    """The way through one file and the containers in it, which share what may be unpacked."""

    def __init__(self, limits: Limits, reader: Reader, asked: Asked) -> None:
        self._limits = limits
        self._reader = reader
        self._asked = asked  # only what leads to it is unpacked
        self._unpacked = 0  # bytes
        self._found = 0  # documents and containers
        self._ended = False  # since there was more than may be unpacked

    def file(self, path: Path | RemoteFile) -> Iterator[Document | Unread]:
        """Yield the documents in a file."""
        if isinstance(path, RemoteFile):
            yield from self._remote(path)
            return
        source = str(path)
        try:
            if path.is_file():
                # A container on disk may be larger than a document: it is not read at once.
                with path.open("rb") as file:
                    container = self._opened(file, source)
                    if container is not None:
                        yield from self._members(container, source, 0)
                        return
            content = load(path, source, self._limits)
        except DocumentError as error:
            yield Unread(source, error)
        except OSError as error:
            message = f"{source}: cannot be opened ({error.strerror or error}); check the path"
            yield Unread(source, UnreadableDocumentError(message))
        else:
            yield from self.content(content, source)

    def _remote(self, found: RemoteFile) -> Iterator[Document | Unread]:
        source = found.source
        try:
            with found.open() as file:
                container = self._opened(file, source) if found.is_seekable else None
                if container is not None:
                    yield from self._members(container, source, 0)
                    return
                content = found.load(file, self._limits)
        except DocumentError as error:
            yield Unread(source, error)
        except Exception as error:  # noqa: BLE001 - whatever a library of a file system raises
            yield Unread(source, unread(source, error))
        else:
            yield from self.content(content, source)

    def content(self, content: bytes, source: str, depth: int = 0) -> Iterator[Document | Unread]:
        """Yield the documents in the content of a file, ``depth`` containers deep."""
        try:
            container = self._opened(io.BytesIO(content), source)
            if container is not None:
                yield from self._members(container, source, depth)
                return
            document = self._reader(content, name=source)
        except DocumentError as error:
            yield Unread.of(content, source, error)
            return
        yield document
        for attachment in document.attachments:
            yield from self._inner(attachment.content, source + SEPARATOR + attachment.name, depth)

    def _opened(self, file: BinaryIO, source: str) -> zipfile.ZipFile | None:
        """Return a zip file that holds documents; None for another file, or one document."""
        if file.read(4) not in _ZIP:
            return None
        try:
            container = open_zip(file, source, self._limits)
        except UnreadableDocumentError:
            if source.lower().endswith(_ONE_DOCUMENT_SUFFIXES):
                return None
            raise
        one = any(map(_ONE_DOCUMENT.fullmatch, container.namelist()))
        return None if one else container

    def _members(
        self, container: zipfile.ZipFile, source: str, depth: int
    ) -> Iterator[Document | Unread]:
        with closing(container):
            members = [member for member in container.infolist() if _is_shown(member)]
            if not members:
                raise EmptyDocumentError(
                    f"{source}: holds no files; check that this is the right file"
                )
            taken: dict[str, int] = {}
            for member in members:
                inner = source + SEPARATOR + free_name(member.filename, taken)
                if self._ended or not self._asked.leads_to(inner):
                    continue
                try:
                    check_member(member, inner, self._limits)
                    self._limits.check("max_bytes", member.file_size, inner, "bytes")
                    content = unpack(container, member, inner)
                except DocumentError as error:
                    yield Unread(inner, error)
                else:
                    yield from self._inner(content, inner, depth)

    def _inner(self, content: bytes, source: str, depth: int) -> Iterator[Document | Unread]:
        if self._ended or not self._asked.leads_to(source):
            return
        if is_small(content) and not self._asked.source:
            return
        self._unpacked += len(content)
        self._found += 1
        try:
            self._limits.check("max_unpacked", self._unpacked, source, "bytes unpacked up to here")
            self._limits.check("max_members", self._found, source, "files unpacked up to here")
        except DocumentError as error:
            self._ended = True
            yield Unread.of(content, source, error)
            return
        try:
            self._limits.check("max_nesting", depth + 1, source, "containers around it")
        except DocumentError as error:
            yield Unread.of(content, source, error)
        else:
            yield from self.content(content, source, depth + 1)


def _is_shown(member: zipfile.ZipInfo) -> bool:
    """Return whether a member is a file that its maker meant to send."""
    parts = member.filename.replace("\\", "/").split("/")
    hidden = any(is_hidden(part) for part in parts if part.strip("."))
    return not member.is_dir() and not hidden
