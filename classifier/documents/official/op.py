"""Publications in the official journals, such as the Staatscourant and the Gemeenteblad."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line
from classifier.documents.official.elements import (
    children,
    descendants,
    is_apart,
    local,
    text_of,
)
from classifier.documents.official.headings import heading_of
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
_ROOFS: Final = ("officiele-publicatie", "aanlevering")  # over a journal or its content
_NO_TYPES: Final = ("body", "frontm")  # parts that say nothing of the kind of text
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
    _describe(root, builder)
    for kop in _mastheads(root):
        _add_masthead(kop, builder)
        kop.getparent().remove(kop)
    Walk(builder).blocks(root)


def _describe(root: etree._Element, builder: DocumentBuilder) -> None:
    for meta in descendants(root, "meta"):
        name = _FIELDS.get(meta.get("name", "").lower())
        if name:
            builder.describe(name, meta.get("content", ""))
            address = _IDENTIFIER.search(meta.get("content", ""))
            if address:
                builder.describe("identifier", address[1])
    for journal in _journals(root):
        for part in children(journal):
            for kop in [part] if local(part) == "kop" else children(part, "kop"):
                builder.describe("title", _title(kop))
            if local(part) != "kop" and not is_apart(part) and local(part) not in _NO_TYPES:
                builder.describe("type", local(part))
    for title in descendants(root, "intitule"):
        builder.describe("title", text_of(title))


def _journals(root: etree._Element) -> list[etree._Element]:
    inner = [one for one in children(root) if local(one) != "kop" and not is_apart(one)]
    return inner if local(root) in _ROOFS else [root]


def _title(kop: etree._Element) -> str:
    return one_line(" ".join(map(text_of, children(kop, "titel"))))


def _mastheads(root: etree._Element) -> list[etree._Element]:
    """Return the headings that name the journal or count its issues."""
    named = children(root, "kop") if local(root) in _ROOFS else []
    found = [kop for kop in named if _JOURNAL.fullmatch(_title(kop))]
    inner = [kop for journal in _journals(root) for kop in children(journal, "kop")]
    return found + [kop for kop in inner if not _title(kop)]


def _add_masthead(kop: etree._Element, builder: DocumentBuilder) -> None:
    notes: list[etree._Element] = []
    for line, _ in heading_of(kop, notes):
        builder.add_furniture("header", line)
        issued_by = _ISSUED_BY.match(line)
        if issued_by:
            builder.describe("authority", issued_by[1])
    for note in notes:  # grows by the notes within notes
        builder.add_furniture("header", text_of(note, notes))
