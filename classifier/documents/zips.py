"""Opening a zip file, and unpacking what it holds, without falling for it."""

from __future__ import annotations

import struct
import zipfile
from typing import BinaryIO, Final

from classifier.documents.limits import Limits
from classifier.errors import EncryptedDocumentError, UnreadableDocumentError

_MIN_RATIO_BYTES: Final = 5_000_000  # smaller members may be as repetitive as they like
_ENCRYPTED_FLAG: Final = 0x1
_MAX_COMMENT: Final = 65_557  # bytes: the record at the end of a zip file with its comment
_END: Final = b"PK\5\6"
_END_64: Final = b"PK\6\6"
_IN_END_64: Final = 0xFFFFFFFF  # then the size stands in the larger record before it
_ENTRY_BYTES: Final = 1_000  # of the table of members, for each member: a long name and more


def open_zip(file: BinaryIO, name: str, limits: Limits) -> zipfile.ZipFile:
    """Open a zip file whose table of members is not too large to read.

    Parameters
    ----------
    file : binary file
        At any position.
    name : str
        The document, for error messages.
    limits : Limits
        How many members there may be.

    Raises
    ------
    TooLargeDocumentError
        When there are more members than ``limits.max_members``.
    UnreadableDocumentError
        When the table of members is damaged.
    """
    # The library reads the whole table at once, whatever its size.
    least = _table_bytes(file) // _ENTRY_BYTES
    limits.check("max_members", least, name, "files or more in its container")
    try:
        container = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocumentError(
            f"{name}: damaged zip container ({error}); get the file anew from its source"
        ) from error
    limits.check("max_members", len(container.infolist()), name, "files in its container")
    return container


def check_member(member: zipfile.ZipInfo, name: str, limits: Limits) -> None:
    """Raise when a member may not be unpacked.

    Parameters
    ----------
    member : zipfile.ZipInfo
        The member.
    name : str
        The document, for error messages.
    limits : Limits
        How much smaller than its content a large member may be.

    Raises
    ------
    EncryptedDocumentError
        When it is locked with a password.
    TooLargeDocumentError
        When it is compressed more than real files are, as in a zip bomb.
    """
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise EncryptedDocumentError.by_password(name)
    if member.file_size > _MIN_RATIO_BYTES:
        ratio = member.file_size // max(member.compress_size, 1)
        limits.check("max_ratio", ratio, name, f"times compressed ({member.filename})")


def unpack(container: zipfile.ZipFile, member: str | zipfile.ZipInfo, name: str) -> bytes:
    """Return the content of a member; it is never larger than the table of members says.

    Parameters
    ----------
    container : zipfile.ZipFile
        From :func:`open_zip`.
    member : str or zipfile.ZipInfo
        The member, checked before.
    name : str
        The document, for error messages.

    Raises
    ------
    UnreadableDocumentError
        When it is missing or damaged.
    """
    called = member if isinstance(member, str) else member.filename
    try:
        return container.read(member)
    except KeyError as error:
        raise UnreadableDocumentError(
            f"{name}: {called} is missing; get the file anew from its source"
        ) from error
    except NotImplementedError as error:
        raise UnreadableDocumentError(
            f"{name}: {called} is compressed in a way that is not supported; pack it anew"
        ) from error
    except Exception as error:  # zlib, lzma, bz2 and zipfile each raise their own
        raise UnreadableDocumentError(
            f"{name}: {called} is damaged ({error}); get the file anew from its source"
        ) from error


def _table_bytes(file: BinaryIO) -> int:
    """Return how large the table of members says it is, 0 when there is none to be found."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _MAX_COMMENT))
    tail = file.read()
    file.seek(0)
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 16:
        return 0
    (table,) = struct.unpack_from("<L", tail, end + 12)
    larger = tail.rfind(_END_64, 0, end)
    if table == _IN_END_64 and larger >= 0 and len(tail) >= larger + 48:
        (table,) = struct.unpack_from("<Q", tail, larger + 40)
    return int(table)
