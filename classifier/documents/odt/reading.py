"""ODT: headings, paragraphs, lists, tables and notes of content.xml in document order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from classifier.documents.archive import Archive
from classifier.documents.builder import DocumentBuilder
from classifier.documents.document import FurnitureKind
from classifier.documents.odt.styles import OFFICE, STYLE, TEXT, Styles
from classifier.documents.odt.walk import Walk
from classifier.documents.pagenumbers import furniture_kind
from classifier.errors import EncryptedDocumentError

_MANIFEST: Final = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of an ODT file, as it reads with all changes accepted.

    Notes and text boxes stand behind the paragraph or the table's row that they hang on.
    Headers, footers and the table of contents are kept as furniture; comments and hidden text
    are left out.

    Parameters
    ----------
    content : bytes
        The file.
    builder : DocumentBuilder
        Takes the blocks.

    Raises
    ------
    EncryptedDocumentError
        When the file is protected by a password.
    """
    archive = Archive(content, builder.name, builder.limits)
    names = set(archive.names())
    if "META-INF/manifest.xml" in names:
        manifest = archive.tree("META-INF/manifest.xml")
        if next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
            raise EncryptedDocumentError.by_password(builder.name)
    if "meta.xml" in names:
        builder.property_title = archive.tree("meta.xml").findtext(f".//{_DC}title") or ""
    root = archive.tree("content.xml")
    shared = archive.tree("styles.xml") if "styles.xml" in names else None
    walk = Walk(builder, Styles([root] if shared is None else [root, shared]))
    body = root.find(f"{OFFICE}body")
    if body is not None:
        walk.blocks(body)
    if shared is not None:
        _add_furniture(shared, builder, walk)


def _add_furniture(root: etree._Element, builder: DocumentBuilder, walk: Walk) -> None:
    seen = set()
    for kind, paragraph in _edges(root):
        text = walk.text(paragraph)
        if (kind, text) not in seen:  # the pages of a part often have what all pages have
            seen.add((kind, text))
            builder.add_furniture(furniture_kind(text, kind), text)


def _edges(root: etree._Element) -> Iterator[tuple[FurnitureKind, etree._Element]]:
    """Yield the paragraphs in the headers and footers of all kinds of pages."""
    kinds: tuple[FurnitureKind, ...] = ("header", "footer")
    for page in root.iter(f"{STYLE}master-page"):
        for kind in kinds:
            for part in page:
                if isinstance(part.tag, str) and part.tag.startswith(f"{STYLE}{kind}"):
                    yield from ((kind, one) for one in part.iter(f"{TEXT}p", f"{TEXT}h"))
