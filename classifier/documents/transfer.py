"""Sending a document to another process: as JSON, and never as objects that run code."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import fields as dataclass_fields
from functools import cache
from operator import attrgetter
from typing import Any, BinaryIO, Final

from classifier.documents.document import Attachment, Block, Document, Furniture, Place

Message = dict[str, Any]  # of what JSON holds

_PARTS: Final[dict[str, type]] = {"blocks": Block, "furniture": Furniture, "places": Place}
_SIZES: Final = struct.Struct("<QQ")  # bytes of JSON, bytes of content


def send(stream: BinaryIO, message: Message, content: bytes = b"") -> None:
    """Write a message and the bytes that belong to it.

    Parameters
    ----------
    stream : binary file
        To the other process.
    message : dict
        Of what JSON holds.
    content : bytes
        What JSON cannot hold well.
    """
    encoded = json.dumps(message, ensure_ascii=True).encode("ascii")
    stream.write(_SIZES.pack(len(encoded), len(content)))
    stream.write(encoded)
    stream.write(content)
    stream.flush()


def receive(stream: BinaryIO, most: int) -> tuple[Message, bytes] | None:
    """Return the next message and its bytes, or None when there is none or only a part of one.

    Parameters
    ----------
    stream : binary file
        From the other process.
    most : int
        Bytes that are taken; more than that is no message.
    """
    head = stream.read(_SIZES.size)
    if len(head) < _SIZES.size:
        return None
    sizes = _SIZES.unpack(head)
    if sum(sizes) > most:
        return None
    encoded, content = stream.read(sizes[0]), stream.read(sizes[1])
    if (len(encoded), len(content)) != sizes:
        return None
    try:
        message = json.loads(encoded)
    except ValueError:
        return None
    return (message, content) if isinstance(message, dict) else None


def pack(document: Document) -> tuple[Message, bytes]:
    """Return a document as a message, and its attachments' content behind one another."""
    message: Message = dict(zip(_names(Document), _rows(Document)(document), strict=True))
    for name, kind in _PARTS.items():
        message[name] = list(map(_rows(kind), message[name]))
    message["attachments"] = [(each.name, len(each.content)) for each in document.attachments]
    return message, b"".join(attachment.content for attachment in document.attachments)


def unpack(message: Message, content: bytes) -> Document:
    """Return the document that was packed.

    >>> document = Document("een twee", (Block("heading", 0, 3, 1),))
    >>> unpack(*pack(document)) == document
    True
    """
    fields = {name: _frozen(value) for name, value in message.items()}
    for name, kind in _PARTS.items():
        fields[name] = tuple(kind(*row) for row in fields[name])
    attachments, start = [], 0
    for name, size in fields["attachments"]:
        attachments.append(Attachment(name, content[start : start + size]))
        start += size
    return Document(**{**fields, "attachments": tuple(attachments)})


def _names(kind: type) -> list[str]:
    return [field.name for field in dataclass_fields(kind)]


@cache
def _rows(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the fields of an instance as a row."""
    return attrgetter(*_names(kind))


def _frozen(value: Any) -> Any:
    """Return a value of JSON with its lists as tuples, which is all that documents hold."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
