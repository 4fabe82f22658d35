"""Walking through the text of an official publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from classifier.documents import lines
from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line
from classifier.documents.document import BlockKind
from classifier.documents.official.elements import (
    BLOCKS,
    NOTES,
    children,
    events,
    is_bold,
    is_left_out,
    is_mark,
    is_parted,
    local,
    text_of,
)
from classifier.documents.official.headings import heading_of
from classifier.documents.official.units import (
    DEFINITIONS,
    NUMBERS,
    SUBHEADINGS,
    TITLES,
    definition_of,
    is_paragraph,
    is_publication,
    is_whole,
)
from classifier.documents.unstyled import add_unstyled

_ITEMS: Final = frozenset({"lid", "li", *DEFINITIONS})  # a "lid" only with a number
_CONTENTS: Final = frozenset({"inhoudsopgave", "officiele-inhoudsopgave"})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is."""

    running: bool = False  # within a paragraph, in which only blocks part the text
    bold: bool = False
    depth: int = 0  # headings above
    items: int = 0  # list items around
    contents: bool = False  # within a table of contents


class Walk:
    """Adds the blocks of a text.

    Elements that are not known give their text as well: as a part of the paragraph around them,
    or else as a paragraph.

    Parameters
    ----------
    builder : DocumentBuilder
        Takes the blocks.
    """

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._places = [_Place()]
        self._text: list[str] = []
        self._is_bold = True  # all of the text so far
        self._marker = ""  # number of the item at hand, until its first text
        self._is_edited = False  # a note of the editor came instead of text
        self._notes: list[etree._Element] = []

    def blocks(self, root: etree._Element) -> None:
        """Add what stands in an element."""
        for event, node in events(root, is_whole):
            if isinstance(node, str):
                self._text.append(node)
                self._is_bold = self._is_bold and (self._places[-1].bold or not node.strip())
            elif event == "start":
                self._start(node)
            elif event == "end":
                self._end(node)
            else:
                self._whole(node)
        self._flush()
        self._flush_marker(self._places[-1])

    def _start(self, element: etree._Element) -> None:
        here, name = self._places[-1], local(element)
        if is_mark(element):
            if is_parted(element):
                self._text.append(" ")
            self._places.append(replace(here, bold=here.bold or is_bold(element)))
            return
        goes_on = here.running and name not in BLOCKS
        if not goes_on:
            self._flush()
        elif is_parted(element):
            self._text.append(" ")
        numbered = bool(children(element, *NUMBERS))
        if name in _ITEMS and not numbered and element.get("nr"):  # as in the older CVDR
            self._marker += _marker(element.get("nr", ""))
            numbered = True
        titled = bool(children(element, "kop")) and not is_publication(element)
        self._places.append(
            replace(
                here,
                running=goes_on or is_paragraph(element),
                depth=here.depth + titled,
                items=here.items + (name in _ITEMS and (numbered or name != "lid")),
                contents=here.contents or name in _CONTENTS,
            )
        )

    def _end(self, element: etree._Element) -> None:
        here, name = self._places[-1], local(element)
        if not is_mark(element) and not (self._places[-2].running and name not in BLOCKS):
            self._flush()
            if name in _ITEMS:
                if not self._is_edited:
                    self._flush_marker(here)
                self._marker, self._is_edited = "", False
        self._places.pop()

    def _whole(self, element: etree._Element) -> None:
        here, name = self._places[-1], local(element)
        if is_left_out(element):
            self._is_edited = self._is_edited or name == "redactie"
        elif name in NOTES:
            self._notes.append(element)
        elif name in NUMBERS and here.running:
            self._text.append(f" {text_of(element, self._notes)} ")
        elif name in NUMBERS:
            self._flush()
            self._marker += _marker(text_of(element, self._notes))
        elif name in DEFINITIONS:
            self._flush()
            number = "".join(text_of(one, self._notes) for one in children(element, *NUMBERS))
            self._marker += _marker(number)
            self._text.append(definition_of(element, self._notes))
            self._places.append(replace(here, items=here.items + 1))
            self._flush()
            self._places.pop()
        else:
            self._flush()
            self._flush_marker(here)
            if name == "kop":
                for line, deeper in heading_of(element, self._notes):
                    self._add("heading", line, level=here.depth + 1 + deeper)
            elif name in TITLES:
                self._add("heading", text_of(element, self._notes), level=1)
            elif name in SUBHEADINGS:
                self._add("heading", text_of(element, self._notes), level=here.depth + 2)
            else:
                self._builder.add_row([text_of(cell, self._notes) for cell in children(element)])
            self._add_notes()

    def _flush(self) -> None:
        """Add the text so far as a block."""
        text, bold = one_line("".join(self._text)), self._is_bold
        self._text.clear()
        self._is_bold = True
        here = self._places[-1]
        if text:
            if self._marker or here.items:
                line = text[lines.bullet_end(text) :]
                line = line if line.startswith(self._marker) else self._marker + line
                self._add("list_item", line, level=max(here.items, 1))
            elif here.contents:
                self._add("paragraph", text)
            else:
                add_unstyled(self._builder, text, bold=bold, below=here.depth + 1)
            self._marker, self._is_edited = "", False
        self._add_notes()

    def _flush_marker(self, here: _Place) -> None:
        """Add a number that has no text of its own."""
        self._add("list_item", self._marker, level=max(here.items, 1))
        self._marker = ""

    def _add_notes(self) -> None:
        while self._notes:
            self._add("paragraph", text_of(self._notes.pop(0), self._notes))

    def _add(self, kind: BlockKind, text: str, *, level: int = 0) -> None:
        if self._places[-1].contents:
            self._builder.add_furniture("repeated", text)
        else:
            self._builder.add(kind, text, level=level)


def _marker(number: str) -> str:
    line = one_line(number)
    if not line or lines.bullet_end(f"{line} x"):
        return ""
    return f"{line}. " if line.isalnum() else f"{line} "
