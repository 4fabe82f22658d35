"""From the bytes of an XML file to its tree, without falling for it."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from classifier.documents.encoding import decode, decode_as
from classifier.documents.limits import Limits
from classifier.errors import UnreadableDocumentError

_SAID: Final = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})")
_ENTITY: Final = re.compile(r"<!ENTITY\b", re.I)


def tree_of(content: bytes, name: str, limits: Limits) -> etree._Element:
    """Return the root element, parsed without entities, network, DTD or huge nodes.

    A document type without declarations is let through, as older publications have one.

    Parameters
    ----------
    content : bytes
        The file; what it says about its own encoding is believed only when it is not UTF-8.
    name : str
        The document, for error messages.
    limits : Limits
        How large it may be.

    Raises
    ------
    TooLargeDocumentError
        When it is larger than ``limits.max_xml``.
    UnreadableDocumentError
        When it declares entities, is nested too deep or is not well-formed.
    """
    limits.check("max_xml", len(content), name, "bytes of XML")
    text = _characters(content)
    if _ENTITY.search(text):
        raise UnreadableDocumentError(
            f"{name}: declares entities, which official publications never do and which can do "
            "harm; get the file anew from its source"
        )
    parser = etree.XMLParser(
        encoding="utf-8",  # whatever it was before
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        return etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocumentError(
            f"{name}: is not well-formed XML ({error}); get the file anew from its source"
        ) from error


def _characters(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if text and "\0" not in text:  # UTF-16 of plain letters would be UTF-8 as well
        return text
    said = _SAID.match(content)
    return (decode_as(content, said[1].decode()) if said else decode(content)).lstrip("\ufeff")
