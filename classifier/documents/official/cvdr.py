"""Regulations of municipalities, provinces and water boards (CVDR)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line
from classifier.documents.official.elements import children, descendants, local, text_of
from classifier.documents.official.walk import Walk

_FIELDS: Final = {
    "title": "title",
    "type": "type",
    "identifier": "identifier",
    "creator": "authority",
    "inwerkingtredingdatum": "in_force",
    "issued": "signed",
    "available": "published",
}


def read(root: etree._Element, builder: DocumentBuilder) -> None:
    """Add the blocks and the metadata of a regulation.

    Parameters
    ----------
    root : Element
        Of the file.
    builder : DocumentBuilder
        Takes the blocks.
    """
    for meta in children(root, "meta"):
        for publication in descendants(meta, "isformatof"):
            address = publication.get("resourceIdentifier", "")
            builder.describe("source", address if address.startswith("http") else "")
        for element in descendants(meta, *_FIELDS):
            name, value = _FIELDS[local(element)], one_line(text_of(element))
            if name == "identifier" and value[:1].isdigit():  # 12345_1: the number and the version
                value = f"CVDR{value}"
            builder.describe(name, value)
            if name == "title":
                builder.property_title = value
    Walk(builder).blocks(root)
