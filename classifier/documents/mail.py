"""EML: a mail as it travels, with its text, the mail it answers and its attachments."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import collapse_rfc2231_value, parsedate_to_datetime
from typing import Final

from classifier.documents.builder import DocumentBuilder
from classifier.documents.encoding import decode, decode_as
from classifier.documents.images.kinds import is_readable
from classifier.documents.letter import Letter, add_letter, shows
from classifier.errors import EncryptedDocumentError, UnreadableDocumentError

_BEFORE: Final = b"\xef\xbb\xbf\r\n \t"
_MAX_HEADER: Final = 20_000  # characters; longer ones are cut
_ENCRYPTED: Final = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
# What belongs to the transport or to the look of the mail.
_NO_FILES: Final = {
    *("application/pkcs7-signature", "application/x-pkcs7-signature"),
    *("application/pgp-signature", "message/delivery-status", "text/rfc822-headers"),
}


class _Policy(Compat32):
    """The policy of old, with headers as they stand in the file.

    The new one parses them, which fails or takes ages on the broken ones that programs write.
    """

    verify_generated_headers = False  # a broken header is written as it was read

    def header_fetch_parse(self, name: str, value: str) -> str:
        # The library takes a time that grows with the square of the length for parameters.
        return value[:_MAX_HEADER]


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
    EncryptedDocumentError
        When the text of the mail is encrypted.
    UnreadableDocumentError
        When its parts are nested too deeply.
    """
    try:
        message = message_from_bytes(content.lstrip(_BEFORE), policy=_Policy())
        letter = _letter(message, builder)
    except RecursionError as error:
        raise UnreadableDocumentError(
            f"{builder.name}: parts nested deeper than any mail needs, which can do harm; "
            "save the text of the mail by itself"
        ) from error
    add_letter(letter, builder)


def _letter(message: Message, builder: DocumentBuilder) -> Letter:
    letter = Letter(
        subject=_header(message, "subject"),
        sender=_header(message, "from"),
        to=_header(message, "to"),
        cc=_header(message, "cc"),
        date=_date(message),
    )
    encrypted = False
    plain: list[str] = []
    html: list[str] = []
    pictures: list[tuple[int, Message]] = []  # with their places among the attachments
    for number, part in enumerate(_leaves(message), start=1):
        builder.limits.check("max_members", number, builder.name, "parts of a mail")
        kind, name = part.get_content_type(), _name(part)
        attached = part.get_content_disposition() == "attachment" or name != ""
        if kind in _ENCRYPTED:
            encrypted = True
        elif kind == "message/rfc822":
            letter.attachments.append(_inner(part, name))
        elif kind in {"text/plain", "text/html"} and not attached:
            charset = _parameter(part, "charset")
            text = decode_as(_content(part), charset)
            if kind == "text/html":
                html.append(text)
            else:
                plain.append(_unwrapped(text, part))
        elif kind not in _NO_FILES:
            letter.attachments.append((name, _content(part)))
            if part.get_content_maintype() == "image":
                pictures.append((len(letter.attachments) - 1, part))
    letter.plain, letter.html = "\n\n".join(plain), "\n".join(html)
    for at, part in reversed(pictures):
        if _is_in_text(part, letter.attachments[at][1], letter.html):
            del letter.attachments[at]
    if encrypted and not plain and not html:
        raise EncryptedDocumentError(
            f"{builder.name}: an encrypted mail; open it in the mail program that has the key, "
            "and save it without"
        )
    return letter


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something, in order; a mail within the mail is one part."""
    stack = [message]
    while stack:
        part = stack.pop()
        # The payload of other parts is decoded when asked for, which may fail.
        parts = part.get_payload() if part.is_multipart() else None
        kind = part.get_content_type()
        if kind == "message/rfc822" or kind in _ENCRYPTED or not isinstance(parts, list):
            yield part
        else:
            stack += [one for one in reversed(parts) if isinstance(one, Message)]


def _inner(part: Message, name: str) -> tuple[str, bytes]:
    """Return a mail within the mail as a file; it is named after its subject."""
    payload = part.get_payload() if part.is_multipart() else None
    if not isinstance(payload, list) or not payload or not isinstance(payload[0], Message):
        return name or "bericht.eml", _content(part)
    content = payload[0].as_bytes()
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        with suppress(binascii.Error):  # if it was encoded after all
            content = base64.b64decode(content)
    subject = _header(payload[0], "subject").replace("/", "-")
    return name or f"{subject or 'bericht'}.eml", content


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _is_in_text(picture: Message, content: bytes, html: str) -> bool:
    """Tell whether a picture belongs to the text of a mail, and is no scan that came with it."""
    if shows(html, _header(picture, "content-id")):
        return True
    # Some programs show all that is attached; only what can be read is worth a document then.
    inline = picture.get_content_disposition() == "inline" or "content-id" in picture
    return inline and not is_readable(content)


def _unwrapped(text: str, part: Message) -> str:
    """Return a text whose lines were wrapped by the mail program as it was written."""
    if _parameter(part, "format").lower() != "flowed":
        return text
    flowing: list[list[str]] = []  # joined at the end: a paragraph may have a million lines
    flows = False
    for row in text.splitlines():
        row = row.removeprefix(" ")
        if flows:
            flowing[-1].append(row)
        else:
            flowing.append([row])
        # "-- " stands before a signature, and does not flow.
        flows = row.endswith(" ") and row != "-- " and not row.startswith(">")
    return "\n".join(map("".join, flowing))


def _name(part: Message) -> str:
    try:
        return _decoded(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):  # odd names in odd encodings
        return ""


def _parameter(part: Message, name: str) -> str:
    try:
        found = part.get_param(name) or ""
        return collapse_rfc2231_value(found)
    except (ValueError, LookupError, TypeError):
        return ""


def _header(message: Message, name: str) -> str:
    return _decoded(str(message.get(name) or ""))


def _decoded(header: str) -> str:
    """Return a header as a person sees it."""
    # Bytes beyond ASCII, which have no place here, were kept as half characters by the parser.
    raw = header.encode("utf-8", errors="surrogateescape")
    try:
        header = raw.decode("utf-8")
    except UnicodeDecodeError:
        header = decode(raw)
    try:
        parts = decode_header(header)
    except (HeaderParseError, ValueError):
        return header
    return "".join(
        part if isinstance(part, str) else decode_as(part, charset or "") for part, charset in parts
    )


def _date(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(_header(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
