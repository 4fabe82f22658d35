"""DOCX: headings, paragraphs, lists and tables of the body in document order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from classifier.documents.archive import Archive
from classifier.documents.builder import DocumentBuilder
from classifier.documents.typed import add_typed
from classifier.errors import UnreadableDocumentError

_HEADING: Final = re.compile(r"(?:heading|kop|tussenkop)\s*(\d)?", re.I)
_TITLE: Final = re.compile(r"title|titel", re.I)
_LIST: Final = re.compile(r"(?:list|lijst|opsom)\w*\D*(\d)?", re.I)
_MAX_LEVEL: Final = 9
_MAX_CELL_PARAGRAPHS: Final = 3  # a table with longer cells only lays out the page
_BODY_TEXT: Final = "9"  # the outline level that stands for no heading

_ROW, _CELL, _PARAGRAPH, _TABLE = qn("w:tr"), qn("w:tc"), qn("w:p"), qn("w:tbl")
_BOX: Final = qn("w:txbxContent")
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved text is not part of the document; a fallback repeats what stands before it.
_SKIPPED: Final = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), _FALLBACK}
_SPACES: Final = {qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:ptab")}


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of a DOCX file.

    Parameters
    ----------
    content : bytes
        The file.
    builder : DocumentBuilder
        Takes the blocks.

    Raises
    ------
    UnreadableDocumentError
        When the file is not what Word makes.
    """
    Archive(content, builder.name, builder.limits).check_xml()
    try:
        document = docx.Document(io.BytesIO(content))
    except (KeyError, ValueError) as error:
        raise UnreadableDocumentError(
            f"{builder.name}: damaged, or a template or macro document ({error}); "
            "save it as an ordinary .docx"
        ) from error
    builder.property_title = document.core_properties.title or ""
    _Walk(builder, _Styles(document.styles.element)).blocks(document.element.body)


class _Styles:
    """What the styles of a document mean, found by their names and those they are based on."""

    def __init__(self, element: Any) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in element.iter(qn("w:style"))}

    def chain(self, style_id: str | None) -> Iterator[Any]:
        """Yield a style and those it is based on, nearest first."""
        seen = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = _value(style, "w:basedOn")

    def heading(self, style_id: str | None) -> int:
        """Return the heading level of a style, 0 for other styles."""
        for style in self.chain(style_id):
            name = _value(style, "w:name") or ""
            if _TITLE.fullmatch(name):
                return 1
            match = _HEADING.match(name)
            if match:
                return int(match[1] or 1)
            level = _outline(style)
            if level:
                return level
        return 0

    def list_level(self, style_id: str | None) -> int:
        """Return the list level of a style, 0 for other styles."""
        for style in self.chain(style_id):
            match = _LIST.match(_value(style, "w:name") or "")
            if match:
                return int(match[1] or 1)
            level = _numbering(style)
            if level:
                return level
        return 0


class _Walk:
    def __init__(self, builder: DocumentBuilder, styles: _Styles) -> None:
        self._builder = builder
        self._styles = styles

    def blocks(self, element: Any) -> None:
        """Add what stands in an element, through content controls and tracked insertions."""
        for child in element:
            if child.tag == _PARAGRAPH:
                self._paragraph(child)
            elif child.tag == _TABLE:
                self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self.blocks(child)

    def _paragraph(self, paragraph: Any) -> None:
        text = "".join(_pieces(paragraph))
        style_id = _value(paragraph, "w:pPr/w:pStyle")
        heading = _outline(paragraph) or self._styles.heading(style_id)
        item = _numbering(paragraph)
        if item is None:
            item = self._styles.list_level(style_id)
        if heading:
            self._builder.add("heading", text, level=heading)
        elif item:
            self._builder.add("list_item", text, level=item)
        else:
            add_typed(self._builder, text, bold=_is_bold(paragraph))
        for box in paragraph.iter(_BOX):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                self.blocks(box)

    def _table(self, table: Any) -> None:
        for row in table.iter(_ROW):
            if next(row.iterancestors(_TABLE)) is not table:
                continue  # of a table within a cell, whose text is in the cell already
            cells = [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
            texts = [["".join(_pieces(part)) for part in cell.iter(_PARAGRAPH)] for cell in cells]
            if len(cells) == 1 or max(map(len, texts), default=0) > _MAX_CELL_PARAGRAPHS:
                for cell in cells:
                    self.blocks(cell)
            else:
                self._builder.add_row([" ".join(parts) for parts in texts])


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text of a paragraph as it reads with all changes accepted."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SPACES:
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != _BOX:
            yield from _pieces(child)


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(map(qn, path.split("/"))))
    return None if found is None else found.get(qn("w:val"))


def _outline(element: Any) -> int:
    level = _value(element, "w:pPr/w:outlineLvl")
    if level is None or not level.isdecimal() or level == _BODY_TEXT:
        return 0
    return min(int(level) + 1, _MAX_LEVEL)


def _numbering(element: Any) -> int | None:
    """Return the list level, 0 when numbering is switched off, None when nothing is said."""
    number = _value(element, "w:pPr/w:numPr/w:numId")
    if number is None:
        return None
    level = _value(element, "w:pPr/w:numPr/w:ilvl") or "0"
    return 0 if number == "0" else min(int(level) + 1 if level.isdecimal() else 1, _MAX_LEVEL)


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(qn("w:r")) if "".join(_pieces(run)).strip()]
    return bool(runs) and all(
        run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
        and run.find(f"{qn('w:rPr')}/{qn('w:b')}").get(qn("w:val")) not in {"0", "false"}
        for run in runs
    )
