"""Walking through the body of an ODT file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from classifier.documents import lines
from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line
from classifier.documents.odt.styles import (
    DRAW,
    OFFICE,
    OUTLINE,
    TABLE,
    TEXT,
    Counts,
    Styles,
    number,
)
from classifier.documents.unstyled import add_numbered, add_unstyled

_XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
# The text of deletions is kept apart from the text, so that leaving it out accepts them.
_SKIPPED: Final = {
    *(f"{TEXT}tracked-changes", f"{TEXT}note-citation", f"{TEXT}script", f"{TEXT}ruby-text"),
    *(f"{TEXT}number", f"{OFFICE}annotation", f"{OFFICE}forms"),
}
_SPACES: Final = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
_PARAGRAPHS: Final = (f"{TEXT}p", f"{TEXT}h")
_INDEXES: Final = {
    f"{TEXT}{name}"
    for name in (
        *("table-of-content", "illustration-index", "table-index", "object-index"),
        "alphabetical-index",
    )
}
# What a row of data does not hold.
_NESTED: Final = (f"{TABLE}table", f"{TEXT}list", f"{TEXT}section")
_MAX_CELL_PARAGRAPHS: Final = 3  # a table with longer cells only lays out the page


@dataclass(frozen=True, slots=True)
class _List:
    """The list around a paragraph."""

    key: str = ""  # what counts its items
    style: str = ""
    depth: int = 0  # 0 outside a list
    counted: bool = False  # whether the paragraph is the first of its item
    start: int | None = None  # the number that the item states by itself


_OUTSIDE: Final = _List()


class Walk:
    """Adds the blocks of a body.

    Parameters
    ----------
    builder : DocumentBuilder
        Takes the blocks.
    styles : Styles
        Of the document.
    """

    def __init__(self, builder: DocumentBuilder, styles: Styles) -> None:
        self._builder = builder
        self._styles = styles
        self._counts = Counts(styles)
        self._lists = 0  # so far
        self._last: dict[str, str] = {}  # the list that counted last, by its style
        self._known: dict[str, str] = {}  # the list that counts, by the id of one that goes on

    def blocks(self, element: etree._Element, around: _List = _OUTSIDE) -> None:
        """Add what stands in an element."""
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED or _is_hidden(child):
                continue
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, around)
                around = replace(around, counted=False)
                self._add_extras(child)
            elif child.tag == f"{TEXT}list":
                self._list(child, around)
            elif child.tag == f"{TABLE}table":
                self._table(child)
            elif child.tag in _INDEXES:
                for paragraph in child.iter(*_PARAGRAPHS):
                    self._builder.add_furniture("repeated", self.text(paragraph))
            else:
                self.blocks(child, around)

    def text(self, paragraph: etree._Element) -> str:
        """Return the text of a paragraph."""
        return "".join(text for text, _ in self._pieces(paragraph, False))

    def _list(self, element: etree._Element, around: _List) -> None:
        style = element.get(f"{TEXT}style-name") or around.style
        here = replace(around, style=style, depth=around.depth + 1)
        if not around.depth:
            here = replace(here, key=self._key(element, style))
        for item in element:
            if item.tag == f"{TEXT}list-item":
                start = number(item, "start-value", -1)
                self.blocks(item, replace(here, counted=True, start=None if start < 0 else start))
            elif item.tag == f"{TEXT}list-header":
                self.blocks(item, replace(here, counted=False))

    def _key(self, element: etree._Element, style: str) -> str:
        """Return what counts the items of a list: a list may go on with an earlier one."""
        self._lists += 1
        key = str(self._lists)
        if element.get(f"{TEXT}continue-numbering") == "true":
            key = self._last.get(style, key)
        key = self._known.get(element.get(f"{TEXT}continue-list", ""), key)
        self._last[style] = key
        if element.get(_XML_ID):
            self._known[element.get(_XML_ID, "")] = key
        return key

    def _paragraph(self, element: etree._Element, around: _List) -> None:
        heading = self._styles.heading(element)
        label = ""
        if around.counted:
            label = self._counts.label(around.key, around.style, around.depth, around.start)
        elif element.tag == f"{TEXT}h" and element.get(f"{TEXT}is-list-header") != "true":
            label = self._counts.label(OUTLINE, OUTLINE, heading)
        if self._is_hidden_paragraph(element):
            return
        pieces = list(self._pieces(element, self._styles.is_bold(element, "paragraph")))
        text = "".join(piece for piece, _ in pieces)
        if not text.strip():
            return
        bold = all(is_bold for piece, is_bold in pieces if piece.strip())
        if self._styles.is_contents(element):
            self._builder.add_furniture("repeated", text)
        elif heading:
            self._builder.add("heading", f"{label} {text}", level=heading)
        elif label:
            add_numbered(self._builder, label, text, level=around.depth, bold=bold)
        elif around.depth:
            line = one_line(text)
            self._builder.add("list_item", line[lines.bullet_end(line) :], level=around.depth)
        else:
            add_unstyled(self._builder, text, bold=bold)

    def _table(self, table: etree._Element) -> None:
        for row in table.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table"), None) is not table:
                continue  # of a table within a cell
            cells = [cell for cell in row if cell.tag == f"{TABLE}table-cell"]
            longest = max((len(list(cell.iterchildren(*_PARAGRAPHS))) for cell in cells), default=0)
            nested = any(next(cell.iter(*_NESTED), None) is not None for cell in cells)
            if len(cells) == 1 or longest > _MAX_CELL_PARAGRAPHS or nested:
                for cell in cells:
                    self.blocks(cell)
            else:
                texts = [map(self.text, cell.iterchildren(*_PARAGRAPHS)) for cell in cells]
                self._builder.add_row([" ".join(parts) for parts in texts])
                self._add_extras(row)

    def _add_extras(self, element: etree._Element) -> None:
        """Add the notes, text boxes and shapes that hang on a paragraph."""
        for child in element:
            if child.tag == f"{TEXT}note":
                # Only its own: the notes in it are met on the way, and would be read 2^depth times.
                for body in child.iterchildren(f"{TEXT}note-body"):
                    self.blocks(body)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                if child.tag.startswith(DRAW):
                    self.blocks(child)
                else:
                    self._add_extras(child)

    def _is_hidden_paragraph(self, element: etree._Element) -> bool:
        fields = element.iter(f"{TEXT}hidden-paragraph")
        hidden = any(field.get(f"{TEXT}is-hidden") == "true" for field in fields)
        return hidden or self._styles.is_hidden(element, "paragraph")

    def _pieces(self, element: etree._Element, bold: bool) -> Iterator[tuple[str, bool]]:
        """Yield the texts of a paragraph and whether they are bold, without what hangs on it."""
        yield element.text or "", bold
        for child in element:
            if child.tag in _SPACES:  # a count of spaces is not trusted
                yield _SPACES[child.tag], bold
            elif self._is_read(child):
                weight = self._styles.is_bold(child, "text") if child.tag == f"{TEXT}span" else bold
                yield from self._pieces(child, weight or bold)
            yield child.tail or "", bold

    def _is_read(self, child: etree._Element) -> bool:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or _is_hidden(child):
            return False
        if child.tag == f"{TEXT}note" or str(child.tag).startswith(DRAW):
            return False
        return child.tag != f"{TEXT}span" or not self._styles.is_hidden(child, "text")


def _is_hidden(element: etree._Element) -> bool:
    """Tell whether a section or a field is not shown."""
    hidden_section = element.tag == f"{TEXT}section" and element.get(f"{TEXT}display") == "none"
    return bool(hidden_section or element.get(f"{TEXT}is-hidden") == "true")
