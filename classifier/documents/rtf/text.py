"""The paragraphs, tables and notes that the words of an RTF file make up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from classifier.documents import lines, stylenames
from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line
from classifier.documents.document import FurnitureKind
from classifier.documents.pagenumbers import furniture_kind
from classifier.documents.unstyled import add_numbered, add_unstyled

_MAX_CELLS: Final = 1_000  # of a row; a table of which no row ends is hostile
_MAX_CELL_PARAGRAPHS: Final = 3  # a table with longer cells only lays out the page


@dataclass(slots=True)
class Paragraph:
    """One paragraph in the making."""

    pieces: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)  # the number or bullet before it, as shown
    bold: bool = True  # all of the text so far
    style: str = ""  # the name of its style
    outline: int = 0  # the level of a heading that it states, from 1
    depth: int = 1  # in a list
    notes: list[Paragraph] = field(default_factory=list)  # what stands behind it

    def write(self, text: str, *, bold: bool) -> None:
        """Add text."""
        self.pieces.append(text)
        self.bold = self.bold and (bold or not text.strip())

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces)


class Flow:
    """One flow of paragraphs: the body, a header, a footer, or notes.

    Parameters
    ----------
    builder : DocumentBuilder
        Takes the blocks.
    kind : {"body", "notes", "header", "footer"}
        Where the flow goes: notes are kept in ``paragraphs`` until their place is there.
    """

    def __init__(self, builder: DocumentBuilder, kind: str) -> None:
        self._builder = builder
        self.kind = kind
        self.paragraphs: list[Paragraph] = []  # that were finished, of notes
        self.current = Paragraph()
        self._cell: list[Paragraph] = []
        self._cells: list[list[Paragraph]] = []
        self._inner: list[str] = []  # cells of a row in a table within the cell

    def end_paragraph(self, *, in_table: bool) -> None:
        """Finish the paragraph at hand."""
        done, self.current = self.current, Paragraph()
        if in_table and self.kind == "body":
            if done.pieces or done.notes:
                self._cell.append(done)
        else:
            self.end_row()  # a table that was cut off
            self._emit(done)

    def end_cell(self) -> None:
        """Finish a cell, and the paragraph in it."""
        self._cell.append(self.current)
        self.current = Paragraph()
        self._cells.append(self._cell)
        self._cell = []
        if len(self._cells) >= _MAX_CELLS:
            self.end_row()

    def end_inner_cell(self) -> None:
        """Finish a cell of a table within a cell."""
        self._inner.append(one_line(self.current.text))
        self.current.pieces.clear()

    def end_inner_row(self) -> None:
        """Finish a row of a table within a cell: it is a paragraph of that cell."""
        row = " | ".join(filter(None, self._inner))
        self._inner = []
        self._cell.append(Paragraph([row], bold=False))

    def end_row(self) -> None:
        """Finish a row of a table."""
        cells = [*self._cells, self._cell] if self._cell else self._cells
        self._cells, self._cell = [], []
        filled = [[one for one in cell if one.text.strip() or one.notes] for cell in cells]
        if self.kind != "body" or len(cells) == 1 or _is_layout(filled):
            for cell in filled:
                for paragraph in cell:
                    self._emit(paragraph)
        elif cells:
            self._builder.add_row([" ".join(map(_shown, cell)) for cell in filled])
            for cell in filled:
                for paragraph in cell:
                    self._emit_all(paragraph.notes)

    def close(self) -> None:
        """Finish what is at hand at the end of the flow."""
        self.end_row()
        if self.current.text.strip() or self.current.notes:
            self.end_paragraph(in_table=False)

    def _emit_all(self, paragraphs: list[Paragraph]) -> None:
        for paragraph in paragraphs:
            self._emit(paragraph)

    def _emit(self, paragraph: Paragraph) -> None:
        if self.kind == "notes":
            # Notes of notes stand behind them, so that nothing is nested.
            self.paragraphs += [paragraph, *paragraph.notes]
            paragraph.notes = []
            return
        if self.kind in {"header", "footer"}:
            kind: FurnitureKind = "header" if self.kind == "header" else "footer"
            for one in (paragraph, *paragraph.notes):
                self._builder.add_furniture(furniture_kind(one.text, kind), one.text)
            return
        if paragraph.text.strip():
            _add(self._builder, paragraph)
        self._emit_all(paragraph.notes)


def _is_layout(cells: list[list[Paragraph]]) -> bool:
    return max(map(len, cells), default=0) > _MAX_CELL_PARAGRAPHS


def _label(paragraph: Paragraph) -> str:
    """Return the number before a paragraph, "" for a bullet."""
    label = one_line("".join(paragraph.label))
    # The letters of a symbol font are gone by now; a lone "o" is the bullet of a lower level.
    return label if label != "o" and any(map(str.isalnum, label)) else ""


def _shown(paragraph: Paragraph) -> str:
    return f"{_label(paragraph)} {paragraph.text}".strip()


def _add(builder: DocumentBuilder, paragraph: Paragraph) -> None:
    text = paragraph.text
    label = _label(paragraph)
    level = paragraph.outline or stylenames.heading_level(paragraph.style)
    if stylenames.is_contents(paragraph.style):
        builder.add_furniture("repeated", text)
    elif level:
        builder.add("heading", f"{label} {text}", level=level)
    elif label:
        add_numbered(builder, label, text, level=paragraph.depth, bold=paragraph.bold)
    elif paragraph.label or stylenames.list_level(paragraph.style):
        line = one_line(text)
        builder.add("list_item", line[lines.bullet_end(line) :], level=paragraph.depth)
    else:
        add_unstyled(builder, text, bold=paragraph.bold)
