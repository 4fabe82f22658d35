"""The title that a file gives itself in its properties, which is often none."""

from __future__ import annotations

import re
from typing import Final

from classifier.documents.characters import one_line

MAX_TITLE: Final = 200  #: characters of a title
# Word processors put the file's name, or nothing of use, in the title property.
_WRITER: Final = re.compile(r"^microsoft (?:word|powerpoint|excel) - ", re.I)
_SUFFIX: Final = re.compile(r"\.(?:docx?|odt|pdf|rtf|txt|indd|pptx?|xlsx?|html?)$", re.I)
_JUNK: Final = re.compile(
    r"(?:untitled|naamloos|document|titel|title|geen titel|no title|dia|slide|presentatie"
    r"|powerpoint[- ]presentati\w+)[\s\d-]*",
    re.I,
)


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
    return line[:MAX_TITLE].rstrip()


def is_file_name(title: str) -> bool:
    """Return whether a document's properties have the name of a file for its title.

    >>> is_file_name("Microsoft Word - brief"), is_file_name("brief.pdf"), is_file_name("Brief")
    (True, True, False)
    """
    line = one_line(title)
    return bool(_WRITER.search(line) or _SUFFIX.search(line))
