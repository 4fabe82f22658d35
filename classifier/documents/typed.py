"""Paragraphs that were typed without a style, as most work instructions are."""

from __future__ import annotations

from classifier.documents import lines
from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line

_BOLD_LEVEL = 2  # a bold line is a heading of some depth; its number would have told which


def add_typed(builder: DocumentBuilder, text: str, *, bold: bool = False) -> None:
    """Add a paragraph as the heading, list item or paragraph that its form says it is.

    Parameters
    ----------
    builder : DocumentBuilder
        Takes the block.
    text : str
        The paragraph.
    bold : bool
        Whether all of it is bold.

    >>> from classifier.documents.limits import Limits
    >>> builder = DocumentBuilder("nota", Limits())
    >>> for text in ("3.2 Horen", "- een verzoek", "1. Zend de brief.", "Wij horen niet."):
    ...     add_typed(builder, text)
    >>> [block.kind for block in builder.build().blocks]
    ['heading', 'list_item', 'list_item', 'paragraph']
    """
    line = one_line(text)
    level = lines.heading_level(line)
    bullet = lines.bullet_end(line)
    if bullet:
        builder.add("list_item", line[bullet:], level=1)
    elif level or (bold and lines.fits_heading(line)):
        builder.add("heading", line, level=level or _BOLD_LEVEL)
    elif lines.ordinal_end(line):
        builder.add("list_item", line, level=1)
    else:
        builder.add("paragraph", line)
