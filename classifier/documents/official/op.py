"""Publications in the official journals, such as the Staatscourant and the Gemeenteblad."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line
from classifier.documents.official.elements import children, descendants, local, text_of
from classifier.documents.official.walk import Walk

_FIELDS: Final = {
    "dc.title": "title",
    "dcterms.title": "title",
    "dc.type": "type",
    "dcterms.type": "type",
    "dc.identifier": "identifier",
    "dcterms.identifier": "identifier",
    "dc.creator": "authority",
    "dcterms.creator": "authority",
    "overheid.authority": "authority",
    "dcterms.available": "published",
    "dcterms.issued": "published",
    "overheidop.datumondertekening": "signed",
    "overheidop.externmetadatarecord": "source",
}
_IDENTIFIER: Final = re.compile(r"/([a-z]+(?:-[a-z]+)?-[\w-]*\d[\w-]*)/metadata\.xml$", re.I)
_JOURNAL: Final = re.compile(r"[\w ]{0,30}(?:blad|courant)\b.{0,40}", re.I)
# Not "… van het Koninkrijk der Nederlanden sinds 1814.", which is no authority.
_ISSUED_BY: Final = re.compile(
    r"Officiële uitgave van (?!.*Koninkrijk)(?:de |het )?(.+?)\.?$", re.I
)


def read(root: etree._Element, builder: DocumentBuilder) -> None:
    """Add the blocks and the metadata of a publication; the name of the journal is furniture.

    Parameters
    ----------
    root : Element
        Of the file.
    builder : DocumentBuilder
        Takes the blocks.
    """
    for meta in descendants(root, "meta"):
        name = _FIELDS.get(meta.get("name", "").lower())
        if name:
            builder.describe(name, meta.get("content", ""))
            address = _IDENTIFIER.search(meta.get("content", ""))
            if address:
                builder.describe("identifier", address[1])
    for kop in children(root, "kop"):
        title = " ".join(text_of(one) for one in children(kop, "titel"))
        if _JOURNAL.fullmatch(one_line(title)):
            _add_masthead(kop, builder)
            root.remove(kop)
    for journal in children(root):
        for part in children(journal, "kop"):
            builder.describe("title", " ".join(text_of(one) for one in children(part, "titel")))
    Walk(builder).blocks(root)


def _add_masthead(kop: etree._Element, builder: DocumentBuilder) -> None:
    for line in children(kop):
        text = one_line(text_of(line))
        builder.add_furniture("header", text)
        issued_by = _ISSUED_BY.match(text)
        if local(line) == "subtitel" and issued_by:
            builder.describe("authority", issued_by[1])
