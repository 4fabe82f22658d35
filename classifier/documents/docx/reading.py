"""DOCX: headings, paragraphs, lists, tables and notes of the body in document order."""

from __future__ import annotations

import posixpath
from typing import Final

from lxml import etree

from classifier.documents.archive import Archive
from classifier.documents.builder import DocumentBuilder
from classifier.documents.document import FurnitureKind
from classifier.documents.docx.accept import accept
from classifier.documents.docx.numbering import Numbering
from classifier.documents.docx.styles import Styles, w
from classifier.documents.docx.walk import LEAVES, REFERENCES, Origin, Walk
from classifier.documents.pagenumbers import furniture_kind
from classifier.errors import UnreadableDocumentError

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# The strict variety of the standard has names of its own for the same things.
_STRICT: Final = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": w(""),
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": _ID[:-2],
}
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of a DOCX file, as it reads with all changes accepted.

    Footnotes and endnotes stand behind the paragraph or the table's row that refers to them,
    text boxes behind the paragraph they hang on. Headers, footers and the table of contents are
    kept as furniture; comments and hidden text are left out.

    Parameters
    ----------
    content : bytes
        The file.
    builder : DocumentBuilder
        Takes the blocks.

    Raises
    ------
    UnreadableDocumentError
        When the file is not what word processors make.
    """
    _walked(_Package(Archive(content, builder.name, builder.limits)), builder)


def trace(content: bytes, builder: DocumentBuilder) -> tuple[list[etree._Element], list[Origin]]:
    """Add the blocks of a DOCX file as :func:`read` does, and tell where they come from.

    Parameters
    ----------
    content, builder
        As in :func:`read`.

    Returns
    -------
    leaves : list of lxml element
        Those of the main part that give characters or lead to a note, in the order of the file as
        it was before changes were accepted.
    origins : list of Origin
        Of the blocks, in their order.

    Raises
    ------
    DocumentError
        As :func:`read` does.
    """
    package = _Package(Archive(content, builder.name, builder.limits))
    leaves = list(package.root.iter(*LEAVES, *REFERENCES))
    return leaves, _walked(package, builder).origins


def _walked(package: _Package, builder: DocumentBuilder) -> Walk:
    body = package.root.find(w("body"))
    if body is None:
        raise UnreadableDocumentError(
            f"{builder.name}: {package.main} holds no document; save it anew as an ordinary .docx"
        )
    builder.property_title = package.title()
    styles = Styles(package.related("styles"))
    notes = {}
    for kind in ("footnote", "endnote"):
        root = package.related(f"{kind}s")
        if root is not None:
            accept(root, styles)
            notes[kind] = {note.get(w("id")): note for note in root.iter(w(kind))}
    accept(package.root, styles)
    walk = Walk(builder, styles, Numbering(package.related("numbering"), styles), notes)
    walk.blocks(body)
    _add_furniture(package, builder, styles)
    return walk


def _add_furniture(package: _Package, builder: DocumentBuilder, styles: Styles) -> None:
    seen = set()
    kinds: tuple[FurnitureKind, ...] = ("header", "footer")
    for section in package.root.iter(w("sectPr")):
        for kind in kinds:
            for reference in section.findall(w(f"{kind}Reference")):
                part = package.part(reference.get(_ID, ""))
                if part is None or part in seen:
                    continue
                seen.add(part)
                root = package.tree(part)
                accept(root, styles)
                for text in Walk(builder, styles, Numbering(None, styles), {}).lines(root):
                    builder.add_furniture(furniture_kind(text, kind), text)


class _Package:
    """The parts of a DOCX file, found by the relations between them.

    Parameters
    ----------
    archive : Archive
        The file.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = set(archive.names())
        main = next(
            (part for kind, part in self._relations("").values() if kind == "officeDocument"),
            "word/document.xml",
        )
        self.main = main if main in self._names else "word/document.xml"
        self.root = self.tree(self.main)
        self._related = self._relations(self.main)

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of a part of the document of a kind such as ``"styles"``."""
        part = next((part for found, part in self._related.values() if found == kind), None)
        return self.tree(part) if part in self._names and part is not None else None

    def part(self, relation: str) -> str | None:
        """Return the name of the part that a relation of the document leads to."""
        part = self._related.get(relation, ("", ""))[1]
        return part if part in self._names else None

    def tree(self, part: str) -> etree._Element:
        """Return the root of a part, with the names of the usual variety of the standard."""
        root = self._archive.tree(part)
        if any(uri in _STRICT for uri in (f"{{{uri}}}" for uri in root.nsmap.values())):
            for element in root.iter(etree.Element):
                element.tag = _transitional(element.tag)
                for name, text in list(element.attrib.items()):
                    if name != _transitional(name):
                        del element.attrib[name]
                        element.set(_transitional(name), text)
        return root

    def title(self) -> str:
        """Return the title from the properties of the file."""
        if "docProps/core.xml" not in self._names:
            return ""
        return self._archive.tree("docProps/core.xml").findtext(_TITLE) or ""

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the kind and the target of each relation of a part; "" is the file itself."""
        folder, name = posixpath.split(part)
        member = posixpath.join(folder, "_rels", f"{name}.rels")
        found = {}
        for relation in self._archive.tree(member) if member in self._names else ():
            if relation.tag == _RELATION and relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                found[relation.get("Id", "")] = (
                    relation.get("Type", "").rpartition("/")[2],
                    posixpath.normpath(target).lstrip("/"),
                )
        return found


def _transitional(name: str) -> str:
    uri, brace, local = name.rpartition("}")
    return _STRICT.get(uri + brace, uri + brace) + local
