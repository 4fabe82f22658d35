"""The title of a document: a heading, the subject of a letter, or the file's own property."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from classifier.documents.characters import one_line
from classifier.documents.document import Block

_TITLE_BLOCKS: Final = 15  # a title stands in one of the first blocks, or there is none
_MAX_TITLE: Final = 200  # characters
# What is numbered is a part of the document, not its name.
_PART: Final = re.compile(
    r"(?:§|\d+(?:\.\d+)*\.?\s|[IVX]+\.\s|(?:artikel|hoofdstuk|paragraaf)\b)", re.I
)
# A letter has a subject instead of a heading, be it in a cell beside its label.
_SUBJECT: Final = re.compile(r"(?:onderwerp|betreft)\b[\s:|]*(?=[^\s:|])", re.I)
# Word processors put the file's name, or nothing of use, in the title property.
_WRITER: Final = re.compile(r"^microsoft (?:word|powerpoint|excel) - ", re.I)
_SUFFIX: Final = re.compile(r"\.(?:docx?|odt|pdf|rtf|txt|indd|pptx?|xlsx?|html?)$", re.I)
_JUNK: Final = re.compile(
    r"(?:untitled|naamloos|document|titel|title|geen titel|no title|dia|slide|presentatie"
    r"|powerpoint[- ]presentati\w+)[\s\d-]*",
    re.I,
)


def title_span(text: str, blocks: Sequence[Block]) -> tuple[int, int] | None:
    """Return where the title of a document stands in its text, None when it does not.

    Parameters
    ----------
    text : str
        The text of the document.
    blocks : sequence of Block
        Its blocks.
    """
    headings = [
        block
        for block in blocks[:_TITLE_BLOCKS]
        if block.kind == "heading" and not _PART.match(text[block.start : block.end])
    ]
    if headings:
        title = min(headings, key=lambda block: block.level)
        return _cut(text, title.start, title.end)
    for block in blocks[:_TITLE_BLOCKS]:
        subject = _SUBJECT.match(text, block.start, block.end)
        if subject:
            return _cut(text, subject.end(), block.end)
    return None


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    end = min(end, start + _MAX_TITLE)
    while text[end - 1].isspace():  # a cut title may end in a space
        end -= 1
    return start, end


def clean_title(title: str) -> str:
    """Return the title from a document's properties, or "" when it is no title.

    >>> clean_title("Microsoft Word - Beleidsregel terrassen def.docx")
    'Beleidsregel terrassen def'
    >>> clean_title("Microsoft Word - 297175c9-5f4c-4815"), clean_title("Document1")
    ('', '')
    """
    line = _SUFFIX.sub("", _WRITER.sub("", one_line(title))).strip()
    coded = " " not in line and any(character.isdigit() or character == "_" for character in line)
    if coded or _JUNK.fullmatch(line) or not any(character.isalpha() for character in line):
        return ""
    return line[:_MAX_TITLE].rstrip()
