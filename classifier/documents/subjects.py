"""The subject of a letter or a memo: behind its label, in the cell beside it, or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from classifier.documents.document import Block, Stretch
from classifier.documents.letterheads import role_of
from classifier.documents.lines import ends_sentence, fits_heading

_LABEL: Final = re.compile(r"[ ]*(?:onderwerp\b|betreft\b|betr\.)[ ]?(:)?[ ]*", re.I)
# Where a next field stands on the same line.
_NEXT: Final = re.compile(
    r"[ ](?:datum|(?:(?:ons|uw) )?kenmerk|bijlagen?|aan|van|zaaknummer) ?:", re.I
)
# "Betreft de aanvraag een woning, dan ...", "Onderwerp en reikwijdte": not about the letter.
_RUNS_ON: Final = re.compile(r"(?:van|en|is|zijn|wordt|het|de|een)\b")
_RULE: Final = " | "  # between the cells of a row


class Subject(NamedTuple):
    """Where the subject stands."""

    block: int  # its number from 0
    start: int  # offset in characters into that block
    end: int  # exclusive


def subject_of(blocks: Sequence[Block], lines: Sequence[str]) -> Subject | None:
    """Return the first subject, None without one.

    Parameters
    ----------
    blocks : sequence of Block
        The first of the document.
    lines : sequence of str
        The text of each, or its beginning.

    Examples
    --------
    >>> subject_of([Block("paragraph", 0, 20)], ["Onderwerp: Terrassen"])
    Subject(block=0, start=11, end=20)
    """
    return next(_subjects(blocks, lines), None)


def _subjects(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[Subject]:
    for number, line in enumerate(lines):
        cells = list(_cells(line))
        for place, (start, end) in enumerate(cells):
            label = _LABEL.match(line, start, end)
            if label is None:
                continue
            if label.end() < end:
                if label[1] or _tells_itself(line[label.end() : end]):
                    yield from _value(number, line, label.end(), _end(line, label.end(), end))
            elif len(cells) > 1:
                paired = place % 2 == 0 and len(cells) % 2 == 0
                if paired and (label[1] or not _heads_columns(blocks, lines, number)):
                    yield from _value(number, line, *cells[place + 1])
            elif number + 1 < len(lines) and blocks[number + 1].kind in ("heading", "paragraph"):
                below = lines[number + 1]
                if not ends_sentence(below):
                    yield from _value(number + 1, below, 0, len(below))


def _cells(line: str) -> Iterator[Stretch]:
    start = 0
    for cell in line.split(_RULE):
        yield start, start + len(cell)
        start += len(cell) + len(_RULE)


def _tells_itself(value: str) -> bool:
    """Return whether a value needs no colon before it to be one."""
    if value[0].islower():
        return fits_heading(value.capitalize()) and not _RUNS_ON.match(value)
    return not value.startswith("|")


def _value(number: int, line: str, start: int, end: int) -> Iterator[Subject]:
    if role_of(line[start:end]) not in ("field", "date"):
        yield Subject(number, start, end)


def _end(line: str, start: int, end: int) -> int:
    following = _NEXT.search(line, start, end)
    return following.start() if following else end


def _heads_columns(blocks: Sequence[Block], lines: Sequence[str], number: int) -> bool:
    """Return whether a row names the columns of a table: no row beside it is a field."""
    beside = [
        lines[other]
        for other in (number - 1, number + 1)
        if 0 <= other < len(lines) and blocks[other].kind == "table_row"
    ]
    return bool(beside) and all(role_of(line) != "field" for line in beside)
