"""Walking through a part of a DOCX file whose changes were accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from classifier.documents import lines
from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line
from classifier.documents.docx.numbering import Numbering
from classifier.documents.docx.styles import Styles, outline, value, w
from classifier.documents.unstyled import add_numbered, add_unstyled

_MAX_CELL_PARAGRAPHS: Final = 3  # a table with longer cells only lays out the page
_PARAGRAPH, _TABLE, _ROW, _CELL = w("p"), w("tbl"), w("tr"), w("tc")
_PROPERTIES: Final = frozenset(map(w, ("pPr", "rPr", "sectPr", "sdtPr", "tblPr", "tcPr", "trPr")))
_NOTES: Final = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
#: The marks in the text that lead to a note.
REFERENCES: Final = tuple(_NOTES)
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SIGNS: Final = {
    w("tab"): " ",
    w("ptab"): " ",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
# The signs of the fonts Symbol and Wingdings that people put in texts; bullets are known by all.
_SYMBOLS: Final = {
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB4): "×",
    ("symbol", 0xAE): "→",
    ("symbol", 0xDE): "⇒",
    ("symbol", 0xA0): "€",
    ("symbol", 0xB0): "°",
    ("wingdings", 0xA8): "☐",
    ("wingdings", 0x6F): "☐",
    ("wingdings", 0xFE): "☒",
    ("wingdings", 0x78): "☒",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xE8): "→",
}

#: The elements that give characters of the text.
LEAVES: Final = (w("t"), _MATH_TEXT, *_SIGNS, w("sym"))

_Notes = Mapping[str, Mapping[str | None, etree._Element]]


@dataclass(frozen=True, slots=True)
class Origin:
    """What blocks were read from."""

    blocks: range  # their numbers in Document.blocks
    # Paragraphs, each behind the number that is shown before it, "" without one.
    parts: tuple[etree._Element | str, ...]
    reference: etree._Element | None  # what leads to the note that they stand in, if they do


class Walk:
    """Adds the blocks of a part.

    Parameters
    ----------
    builder : DocumentBuilder
        Takes the blocks.
    styles : Styles
        Of the document.
    numbering : Numbering
        Counts the numbered paragraphs as they come by.
    notes : mapping of str to mapping
        For ``"footnote"`` and ``"endnote"``: the notes by their ids.

    Attributes
    ----------
    origins : list of Origin
        Where the blocks come from, in their order.
    """

    def __init__(
        self, builder: DocumentBuilder, styles: Styles, numbering: Numbering, notes: _Notes
    ) -> None:
        self._builder = builder
        self._styles = styles
        self._numbering = numbering
        self._notes = {kind: dict(found) for kind, found in notes.items()}
        self._reference: etree._Element | None = None  # to the note that is walked through
        self.origins: list[Origin] = []

    def blocks(self, element: etree._Element) -> None:
        """Add what stands in an element, through content controls and tracked insertions."""
        for child in element:
            if child.tag == _PARAGRAPH:
                self._paragraph(child)
                self._add_notes(child)
            elif child.tag == _TABLE:
                self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _PROPERTIES:
                self.blocks(child)

    def lines(self, element: etree._Element) -> Iterator[str]:
        """Yield the paragraphs of an element, wherever they stand in it."""
        for paragraph in element.iter(_PARAGRAPH):
            yield _text(paragraph)

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = _text(paragraph)
        label = self._numbering.label(paragraph)
        if not text.strip():
            return
        style_id = value(paragraph, "pPr/pStyle")
        if self._styles.is_contents(style_id):
            self._builder.add_furniture("repeated", text)
            return
        heading = outline(paragraph) or self._styles.heading(style_id)
        shown = f"{label.text} {text}" if label and label.text else text
        bold = self._is_bold(paragraph, style_id)
        # In the templates of Word every list style is a list of one level; its name tells more.
        level = self._styles.list_level(style_id)
        if label is not None:
            level = max(label.level, level)
        elif value(paragraph, "pPr/numPr/numId") == "0":
            level = 0  # the numbering of the style is switched off
        if heading:
            self._builder.add("heading", shown, level=heading)
        elif label and label.text:
            add_numbered(self._builder, label.text, text, level=level, bold=bold)
        elif level:
            line = one_line(text)
            self._builder.add("list_item", line[lines.bullet_end(line) :], level=level)
        else:
            add_unstyled(self._builder, text, bold=bold)
        self._came_from(label.text if label else "", paragraph)

    def _came_from(self, *parts: etree._Element | str) -> None:
        """Note what the blocks were read from that were added since the last note."""
        start = self.origins[-1].blocks.stop if self.origins else 0
        blocks = range(start, self._builder.n_blocks)
        self.origins.append(Origin(blocks, parts, self._reference))

    def _add_notes(self, element: etree._Element) -> None:
        for reference in element.iter(*_NOTES):
            notes = self._notes.get(_NOTES[reference.tag], {})
            note = notes.pop(reference.get(w("id")), None)  # once, however often referred to
            if note is not None:
                outer = self._reference
                self._reference = reference if outer is None else outer
                self.blocks(note)
                self._reference = outer

    def _table(self, table: etree._Element) -> None:
        for row in _inner(table, _ROW):
            cells = [cell for cell in _inner(row, _CELL) if not _continues(cell)]
            longest = max((len(list(cell.iter(_PARAGRAPH))) for cell in cells), default=0)
            nested = any(next(cell.iter(_TABLE), None) is not None for cell in cells)
            if len(cells) == 1 or longest > _MAX_CELL_PARAGRAPHS or nested:
                for cell in cells:
                    self.blocks(cell)
            else:
                self._row(cells)
                self._add_notes(row)

    def _row(self, cells: list[etree._Element]) -> None:
        texts: list[str] = []
        parts: list[etree._Element | str] = []
        for cell in cells:
            shown = []
            for paragraph in cell.iter(_PARAGRAPH):
                label = self._numbering.label(paragraph)
                text = _text(paragraph)
                if text.strip():
                    number = label.text if label else ""
                    shown.append(f"{number} {text}" if number else text)
                    parts += (number, paragraph)
            texts.append(" ".join(shown))
        self._builder.add_row(texts)
        self._came_from(*parts)

    def _is_bold(self, paragraph: etree._Element, style_id: str | None) -> bool:
        runs = [run for run in paragraph.iter(w("r")) if _text(run).strip()]
        return bool(runs) and all(self._styles.switched("b", run, style_id) for run in runs)


def _inner(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, through content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in {_PARAGRAPH, _TABLE} and isinstance(child.tag, str):
            yield from _inner(child, tag)


def _continues(cell: etree._Element) -> bool:
    """Tell whether a cell is the further part of one merged with the cell above it."""
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return merge is not None and merge.get(w("val"), "continue") != "restart"


def pieces(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the parts of the text of a paragraph or run, each with its element in ``LEAVES``."""
    for child in element:
        if child.tag == w("t") or child.tag == _MATH_TEXT:
            yield child, child.text or ""
        elif child.tag in _SIGNS:
            yield child, _SIGNS[child.tag]
        elif child.tag == w("sym"):
            yield child, _symbol(child)
        elif isinstance(child.tag, str) and child.tag not in _PROPERTIES:
            yield from pieces(child)


def _text(element: etree._Element) -> str:
    return "".join(text for _, text in pieces(element))


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(w("char"), ""), 16)
    except ValueError:
        return ""
    font = element.get(w("font"), "").lower().rstrip(" 0123456789")
    known = _SYMBOLS.get((font, code & 0xFF)) if code >> 8 in {0, 0xF0} else None
    return known or (chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "")
