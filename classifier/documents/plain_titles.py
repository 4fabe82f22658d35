"""The title of plain text and Markdown: a heading, the subject of a letter, or the front matter.

The shipped model learned from plain text with its titles as they are found here, so that these stay
as they are; the rules for what was laid out are in :mod:`classifier.documents.titles`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from classifier.documents.document import Block, Stretch
from classifier.documents.given_titles import MAX_TITLE, clean_title

TITLE_BLOCKS: Final = 15  # a title stands in one of the first blocks, or there is none
# What is numbered is a part of the document, not its name.
_PART: Final = re.compile(
    r"(?:§|\d+(?:\.\d+)*\.?\s|[IVX]+\.\s|(?:artikel|hoofdstuk|paragraaf)\b)", re.I
)
# A letter has a subject instead of a heading, be it in a cell beside its label.
_SUBJECT: Final = re.compile(r"(?:onderwerp|betreft)\b[\s:|]*(?=[^\s:|])", re.I)


def title_of(text: str, blocks: Sequence[Block], given: str) -> tuple[str, Stretch | None]:
    """Return the title of a document on one line, and where it stands in its text if it does.

    Parameters
    ----------
    text, blocks, given
        As for :func:`classifier.documents.titles.title_of`.
    """
    span = _span(text, blocks)
    return (text[slice(*span)], span) if span else (clean_title(given), None)


def _span(text: str, blocks: Sequence[Block]) -> Stretch | None:
    headings = [
        block
        for block in blocks[:TITLE_BLOCKS]
        if block.kind == "heading" and not _PART.match(text[block.start : block.end])
    ]
    if headings:
        title = min(headings, key=lambda block: block.level)
        return _cut(text, title.start, title.end)
    for block in blocks[:TITLE_BLOCKS]:
        subject = _SUBJECT.match(text, block.start, block.end)
        if subject:
            return _cut(text, subject.end(), block.end)
    return None


def _cut(text: str, start: int, end: int) -> Stretch:
    end = min(end, start + MAX_TITLE)
    while text[end - 1].isspace():  # a cut title may end in a space
        end -= 1
    return start, end
