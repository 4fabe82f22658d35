"""ODT: headings, paragraphs, lists and tables of content.xml in document order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from classifier.documents.archive import Archive
from classifier.documents.builder import DocumentBuilder
from classifier.documents.typed import add_typed
from classifier.errors import EncryptedDocumentError

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MANIFEST: Final = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"

_SKIPPED: Final = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note-citation",
    f"{_TEXT}table-of-content",
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
}
_SPACES: Final = {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}  # a count is not trusted
_PARAGRAPHS: Final = {f"{_TEXT}p", f"{_TEXT}h"}
_MAX_CELL_PARAGRAPHS: Final = 3  # a table with longer cells only lays out the page
_TITLE_STYLES: Final = {"Title", "Titel"}


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of an ODT file.

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
            raise EncryptedDocumentError(
                f"{builder.name}: protected by a password; save it without one"
            )
    if "meta.xml" in names:
        builder.property_title = archive.tree("meta.xml").findtext(f".//{_DC}title") or ""
    root = archive.tree("content.xml")
    _Walk(builder, _parents(root)).blocks(root.find(f"{_OFFICE}body"), depth=0)


def _parents(root: etree._Element) -> dict[str, str]:
    """Return the named style behind each automatic style (P1 and the like)."""
    return {
        style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "")
        for style in root.iter(f"{_STYLE}style")
    }


class _Walk:
    def __init__(self, builder: DocumentBuilder, parents: dict[str, str]) -> None:
        self._builder = builder
        self._parents = parents

    def blocks(self, element: etree._Element | None, depth: int) -> None:
        """Add what stands in an element; depth is that of the list around it."""
        for child in element if element is not None else ():
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, depth)
            elif child.tag == f"{_TEXT}list":
                self.blocks(child, depth + 1)
            elif child.tag == f"{_TABLE}table":
                self._table(child)
            else:
                self.blocks(child, depth)

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        text = "".join(_pieces(element))
        style = element.get(f"{_TEXT}style-name", "")
        style = self._parents.get(style) or style
        if element.tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level", "1")
            self._builder.add("heading", text, level=int(level) if level.isdecimal() else 1)
        elif style in _TITLE_STYLES:
            self._builder.add("heading", text, level=1)
        elif depth:
            self._builder.add("list_item", text, level=depth)
        else:
            add_typed(self._builder, text)
        for inner in element.iter(f"{_TEXT}note-body", f"{_DRAW}text-box"):
            self.blocks(inner, depth=0)

    def _table(self, table: etree._Element) -> None:
        for row in table.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table"), None) is not table:
                continue  # of a table within a cell, whose text is in the cell already
            cells = [cell for cell in row if cell.tag == f"{_TABLE}table-cell"]
            texts = [["".join(_pieces(part)) for part in cell.iter(*_PARAGRAPHS)] for cell in cells]
            if len(cells) == 1 or max(map(len, texts), default=0) > _MAX_CELL_PARAGRAPHS:
                for cell in cells:
                    self.blocks(cell, depth=0)
            else:
                self._builder.add_row([" ".join(parts) for parts in texts])


def _pieces(element: etree._Element) -> Iterator[str]:
    """Yield the text of a paragraph, without notes, comments and text boxes in it."""
    yield element.text or ""
    for child in element:
        if child.tag in _SPACES:
            yield " "
        elif (
            isinstance(child.tag, str)
            and child.tag not in _SKIPPED
            and child.tag not in {f"{_TEXT}note", f"{_DRAW}frame"}
        ):
            yield from _pieces(child)
        yield child.tail or ""
