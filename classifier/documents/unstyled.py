"""Paragraphs that were typed without a style, as most work instructions are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from classifier.documents import lines
from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import clean, one_line

_BOLD_LEVEL: Final = 2  # a bold line is a heading of some depth; its number would have told which


def add_unstyled(
    builder: DocumentBuilder, text: str, *, bold: bool = False, below: int = 0
) -> None:
    r"""Add a paragraph as the heading, list item or paragraph that its form says it is.

    A paragraph whose lines were broken by hand before each mark of a list is as many items.

    Parameters
    ----------
    builder : DocumentBuilder
        Takes the blocks.
    text : str
        The paragraph.
    bold : bool
        Whether all of it is bold.
    below : int
        The level of the heading that it stands under, when the format tells that.

    >>> from classifier.documents.limits import Limits
    >>> builder = DocumentBuilder("nota", Limits())
    >>> for text in ("3.2 Horen", "- een verzoek\n- een klacht", "1. Zend de brief.", "Wij horen."):
    ...     add_unstyled(builder, text)
    >>> [block.kind for block in builder.build().blocks]
    ['heading', 'list_item', 'list_item', 'list_item', 'paragraph']
    """
    for line in _split(text):
        level = lines.heading_level(line)
        bullet = lines.bullet_end(line)
        if bullet:
            builder.add("list_item", line[bullet:], level=1)
        elif level or (bold and lines.fits_heading(line)):
            builder.add("heading", line, level=below + (level or _BOLD_LEVEL))
        elif lines.ordinal_end(line):
            builder.add("list_item", line, level=1)
        else:
            builder.add("paragraph", line)


def add_numbered(
    builder: DocumentBuilder, label: str, text: str, *, level: int, bold: bool = False
) -> None:
    """Add a paragraph whose number the word processor keeps apart from its text.

    Parameters
    ----------
    builder : DocumentBuilder
        Takes the block.
    label : str
        The number as shown, such as ``"2.1"`` or ``"a."``.
    text : str
        The paragraph without it.
    level : int
        The depth in the list, from 1.
    bold : bool
        Whether all of it is bold.
    """
    line = one_line(f"{label} {text}")
    heading = lines.heading_level(line)
    if heading or (bold and lines.fits_heading(one_line(text))):
        builder.add("heading", line, level=heading or level)
    else:
        builder.add("list_item", line, level=level)


def _split(text: str) -> Iterator[str]:
    """Yield the paragraph, in parts where a line of its own begins with the mark of a list."""
    rows = [row for row in map(one_line, clean(text).split("\n")) if row]
    part: list[str] = []
    for row in rows:
        if part and (
            lines.bullet_end(row) or (lines.ordinal_end(row) and lines.starts_block(row, part[-1]))
        ):
            yield " ".join(part)
            part = []
        part.append(row)
    yield " ".join(part)
