"""Reading: a file, bytes or text becomes a Document."""

from __future__ import annotations

import hashlib
import re
from importlib import import_module
from pathlib import Path, PurePath
from types import ModuleType
from typing import Final

from classifier.documents.builder import DocumentBuilder, OcrMode
from classifier.documents.document import Document
from classifier.documents.formats import FORMATS, detect
from classifier.documents.limits import Limits
from classifier.errors import (
    ClassifierError,
    DocumentNotFoundError,
    EmptyDocumentError,
    InputError,
    UnreadableDocumentError,
)

_DEFAULT: Final = Limits()
_NOTHING: Final = b" \t\r\n\0\f\xef\xbb\xbf\xfe\xff"  # spaces and byte order marks
_HEAD: Final = 1024  # bytes that mostly tell that there is something, without a copy of the file
_MAX_PATH: Final = 1024  # characters; a longer text is not looked up as a file
_MAX_PATH_SPACES: Final = 12  # a file's name may hold some, prose holds more
_SUFFIXES: Final = tuple(suffix for entry in FORMATS for suffix in entry.suffixes)
_BARE_NAME: Final = re.compile(r"\S*[^\s.]\.[a-z][a-z0-9]{1,4}|\S*[/\\]\S+", re.I)


def read(
    source: Path | bytes | str,
    *,
    name: str | None = None,
    limits: Limits = _DEFAULT,
    ocr: OcrMode = "auto",
) -> Document:
    r"""Read a document.

    Parameters
    ----------
    source : Path, bytes or str
        A path is a file; bytes are a file's content; a string is text, unless it names an
        existing file. Text that comes from outside should be given as bytes
        (``text.encode()``), so that it can never be taken for a path.
    name : str, optional
        What to call the document, in ``Document.source`` and in messages; by default the path.
        Its suffix decides where the content leaves doubt.
    limits : Limits
        How large the document may be.
    ocr : {"auto", "always", "never"}
        Whether text is read in the images of pages (OCR, by Tesseract): on the pages of a PDF
        without a sound text layer, on all of them, or on none. Where "auto" finds no Tesseract,
        ``Document.warnings`` names the pages that were not read.

    Returns
    -------
    Document
        The text, its blocks, and where they stand.

    Raises
    ------
    DocumentError
        When the document is missing, damaged, encrypted, too large, empty, of an unknown format,
        or a scan that may not or cannot be read; the message names the document and the remedy.
    InputError
        When the source is nothing of the kind.

    Examples
    --------
    >>> document = read("Beleidsregel terrassen\n\nHet college verleent geen ontheffing.")
    >>> document.title, [block.kind for block in document.blocks]
    ('Beleidsregel terrassen', ['heading', 'paragraph'])
    """
    if not isinstance(source, Path | bytes | bytearray | memoryview | str):
        raise InputError(
            f"{type(source).__name__} where one document is expected; give a path, bytes or text, "
            "and many in turn or as a data frame"
        )
    path = source if isinstance(source, Path) else _path_of(source)
    source_name = name if name is not None else str(path) if path is not None else ""
    called = source_name or "the text"
    if path is not None:
        content = load(path, called, limits)
    elif isinstance(source, str):
        content = source.encode("utf-8", errors="replace")
    else:
        content = bytes(source)
    limits.check("max_bytes", len(content), called, "bytes")
    if not (content[:_HEAD].strip(_NOTHING) or content.strip(_NOTHING)):
        raise EmptyDocumentError(f"{called}: the file is empty; check that this is the right file")
    suffix = PurePath(str(path) if path is not None else source_name).suffix.lower()
    found = detect(content, suffix, called)
    builder = DocumentBuilder(called, limits, ocr)
    try:
        _loaded(found.module).read(content, builder)
        return builder.build(
            source=source_name,
            media_type=found.media_type,
            sha256=hashlib.sha256(content).hexdigest(),
        )
    except (ClassifierError, MemoryError):
        raise
    except Exception as error:  # whatever a parser raises on a damaged or hostile file
        raise UnreadableDocumentError(
            f"{called}: cannot be read as {found.media_type} ({type(error).__name__}: {error}); "
            "get the file anew from its source, or save it in another format"
        ) from error


def _loaded(module: str) -> ModuleType:
    """Return what reads a format, whose libraries are loaded with the first file of it."""
    try:
        return import_module(module)
    except ModuleNotFoundError:
        raise
    except (ImportError, OSError) as error:
        # A library that is there and cannot be loaded: no fault of the document, but of a limit.
        raise MemoryError(str(error)) from error


def _path_of(source: bytes | str) -> Path | None:
    """Return the path that a string names, when it names one."""
    if not isinstance(source, str) or len(source) > _MAX_PATH:
        return None
    line = source.strip()
    if not line or "\n" in line or "\0" in line:
        return None
    path = Path(line)
    try:
        exists = path.exists()
    except (OSError, ValueError):
        exists = False
    spaces = line.count(" ")
    named = line.lower().endswith(_SUFFIXES) and spaces <= _MAX_PATH_SPACES
    return path if exists or named or _BARE_NAME.fullmatch(line) else None


def load(path: Path, called: str, limits: Limits) -> bytes:
    """Return the content of a file.

    Parameters
    ----------
    path : Path
        The file.
    called : str
        What to call it in messages.
    limits : Limits
        How large it may be.

    Raises
    ------
    DocumentError
        When there is no such file, it may not be opened, or it is too large.
    """
    try:
        if path.is_dir():
            raise UnreadableDocumentError(f"{called}: a folder, not a file; give the files in it")
        if path.exists() and not path.is_file():
            raise UnreadableDocumentError(f"{called}: a device, not a file; give a file")
        # One byte more than allowed tells that a file is too large, even one that still grows.
        limits.check("max_bytes", path.stat().st_size, called, "bytes")
        with path.open("rb") as file:
            content = file.read(limits.max_bytes + 1)
        # Here, so that a checksum is never that of a part.
        limits.check("max_bytes", len(content), called, "bytes or more")
        return content
    except FileNotFoundError as error:
        raise DocumentNotFoundError(f"{called}: no such file; check the path") from error
    except PermissionError as error:
        raise UnreadableDocumentError(
            f"{called}: may not be opened; ask for permission to read it"
        ) from error
    except OSError as error:
        raise UnreadableDocumentError(
            f"{called}: cannot be opened ({error.strerror or error}); check the path"
        ) from error
