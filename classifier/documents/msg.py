"""MSG: a mail as Outlook keeps it, in an OLE container of properties."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime, timedelta
from typing import Final

import olefile

from classifier.documents.builder import DocumentBuilder
from classifier.documents.encoding import decode_as
from classifier.documents.letter import Letter, add_letter, as_eml, shows
from classifier.documents.rtf.compressed import decompress
from classifier.documents.rtf.tokens import code_page_codec
from classifier.errors import EmptyDocumentError, UnreadableDocumentError

_MAX_DEPTH: Final = 10  # mails within mails
# The properties that are read; their numbers are those of MS-OXPROPS.
_SUBJECT, _SENDER, _SENDER_ADDRESS, _SENDER_SMTP = 0x0037, 0x0C1A, 0x0C1F, 0x5D01
_TO, _CC, _BODY, _RTF, _HTML = 0x0E04, 0x0E03, 0x1000, 0x1009, 0x1013
_SUBMITTED, _DELIVERED, _CODE_PAGE, _HTML_CODE_PAGE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE
_DATA, _LONG_NAME, _SHORT_NAME, _CONTENT_ID, _HIDDEN = 0x3701, 0x3707, 0x3704, 0x3712, 0x7FFE
_STRING8, _UNICODE, _BINARY, _OBJECT = 0x001E, 0x001F, 0x0102, 0x000D
_HEADER_SIZES: Final = (32, 24, 8)  # before the properties of a file, a mail in it, an attachment
# What olefile raises on a container that is not what it should be.
_DAMAGE: Final = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, MemoryError),
    *(struct.error, RecursionError),
)
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of a mail, and its attachments.

    Parameters
    ----------
    content : bytes
        The file.
    builder : DocumentBuilder
        Takes the blocks and the attachments.

    Raises
    ------
    UnreadableDocumentError
        When the container is damaged.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            letter = _letter(_Storage(container, [], builder), 0)
    except _DAMAGE as error:
        raise UnreadableDocumentError(
            f"{builder.name}: damaged ({type(error).__name__}); save the mail anew from Outlook"
        ) from error
    add_letter(letter, builder)


def _letter(storage: _Storage, depth: int) -> Letter:
    name, address = storage.text(_SENDER), storage.text(_SENDER_SMTP)
    address = address or storage.text(_SENDER_ADDRESS)
    # Within an organisation the address is a path in its directory, which no person sees.
    shown = f"{name} <{address}>" if "@" in address and address != name else name or address
    letter = Letter(
        subject=storage.text(_SUBJECT),
        sender=shown,
        to=storage.text(_TO),
        cc=storage.text(_CC),
        date=storage.time(_SUBMITTED) or storage.time(_DELIVERED),
        plain=storage.text(_BODY),
        html=storage.text(_HTML) or storage.html(),
    )
    if not letter.plain.strip() and not letter.html.strip():
        letter.plain = storage.rich_text()
    for attachment in storage.storages("__attach_version1.0_"):
        if attachment.number(_HIDDEN) or attachment.is_picture_in(letter.html):
            continue
        name = attachment.text(_LONG_NAME) or attachment.text(_SHORT_NAME)
        inner = attachment.storage(f"__substg1.0_{_DATA:04X}{_OBJECT:04X}")
        if inner is None:
            letter.attachments.append((name, attachment.stream(_DATA, _BINARY)))
        elif depth < _MAX_DEPTH and inner.is_mail():
            mail = _letter(inner, depth + 1)
            title = (mail.subject or name or "bericht").replace("/", "-")
            letter.attachments.append((f"{title}.eml", as_eml(mail)))
    return letter


class _Storage:
    """A folder of properties in the container.

    Parameters
    ----------
    container : OleFileIO
        The file.
    path : list of str
        The folder.
    builder : DocumentBuilder
        Knows the limits.
    """

    def __init__(
        self, container: olefile.OleFileIO, path: list[str], builder: DocumentBuilder
    ) -> None:
        self._container = container
        self._path = path
        self._builder = builder
        self._fixed = self._properties()
        code_page = self.number(_CODE_PAGE)
        self._codec = code_page_codec(code_page) if code_page else ""

    def stream(self, number: int, kind: int) -> bytes:
        """Return a property of variable length, b"" without it."""
        path = [*self._path, f"__substg1.0_{number:04X}{kind:04X}"]
        if not self._container.exists(path) or self._container.get_type(path) != 2:
            return b""
        with self._container.openstream(path) as stream:
            found: bytes = stream.read()
        return found

    def text(self, number: int) -> str:
        """Return a property of text, "" without it."""
        unicode = self.stream(number, _UNICODE)
        if unicode:
            return unicode.decode("utf-16-le", errors="replace").rstrip("\0")
        return decode_as(self.stream(number, _STRING8).rstrip(b"\0"), self._codec)

    def html(self) -> str:
        """Return the HTML of a mail that is kept as bytes, "" without it."""
        code_page = self.number(_HTML_CODE_PAGE)
        codec = code_page_codec(code_page) if code_page else ""
        return decode_as(self.stream(_HTML, _BINARY), codec)

    def rich_text(self) -> str:
        """Return the text of a mail that is kept as compressed RTF only, "" without it."""
        from classifier.documents.rtf import reading as rtf

        limits = self._builder.limits
        content = decompress(self.stream(_RTF, _BINARY), limits.max_bytes)
        if not content:
            return ""
        inner = DocumentBuilder(self._builder.name, limits)
        rtf.read(content, inner)
        try:
            return inner.build().text
        except EmptyDocumentError:
            return ""

    def number(self, number: int) -> int:
        """Return a property of 4 bytes, 0 without it."""
        return int.from_bytes(self._fixed.get(number, b"")[:4], "little")

    def time(self, number: int) -> datetime | None:
        """Return a property of time, None without it."""
        ticks = int.from_bytes(self._fixed.get(number, b""), "little")  # of 100 nanoseconds
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def storage(self, name: str) -> _Storage | None:
        """Return a folder in this one, None when there is none."""
        path = [*self._path, name]
        if not self._container.exists(path) or self._container.get_type(path) != 1:
            return None
        return _Storage(self._container, path, self._builder)

    def storages(self, prefix: str) -> list[_Storage]:
        """Return the folders in this one whose names begin so, in order."""
        depth = len(self._path)
        names = {
            path[depth]
            for path in self._container.listdir(streams=False, storages=True)
            if path[:depth] == self._path and len(path) == depth + 1
        }
        found = sorted(name for name in names if name.startswith(prefix))
        self._builder.limits.check("max_members", len(found), self._builder.name, "attachments")
        return [storage for name in found if (storage := self.storage(name)) is not None]

    def is_mail(self) -> bool:
        """Return whether this is a mail within a mail, and not an object of another program."""
        return bool(self._fixed)

    def is_picture_in(self, html: str) -> bool:
        """Return whether this is an attachment that the text shows."""
        name = self.text(_LONG_NAME) or self.text(_SHORT_NAME)
        picture = name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emz", ".wmz"))
        return picture and shows(html, self.text(_CONTENT_ID))

    def _properties(self) -> dict[int, bytes]:
        """Return the properties of fixed length: 8 bytes by their number."""
        path = [*self._path, "__properties_version1.0"]
        if not self._container.exists(path) or self._container.get_type(path) != 2:
            return {}
        with self._container.openstream(path) as stream:
            content = stream.read()
        size = _HEADER_SIZES[2 if "__attach" in (self._path or [""])[-1] else bool(self._path)]
        found = {}
        for start in range(size, len(content) - 15, 16):
            _, number, _, value = struct.unpack_from("<HHI8s", content, start)
            found[number] = value
        return found
