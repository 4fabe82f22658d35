"""The title of a document that was laid out: PDF, office, mail, HTML, XML and images.

1. What says when, to whom, where, or is a numbered part, never is the title.
2. The subject of a letter is, unless a heading that names something stands before it.
3. Otherwise the highest heading that names something is; what only says whose the document is
   ("Gemeente Elzerade") is passed over. What only says what kind it is ("Werkinstructie 2022/4")
   goes before the subject, or the heading or line below it.
4. A title that breaks off goes on in the next block.
5. Without any, it is the title that the file gives itself, or else the line the text opens with;
   at last the name of the authority, the name that the file had, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from classifier.documents.characters import one_line
from classifier.documents.document import Block, Stretch
from classifier.documents.given_titles import MAX_TITLE, clean_title, is_file_name
from classifier.documents.letterheads import role_of
from classifier.documents.lines import fits_heading
from classifier.documents.plain_titles import TITLE_BLOCKS
from classifier.documents.subjects import subject_of

_SEEN: Final = 400  # characters of a block that tell what it is
_MAX_BLOCKS: Final = 4  # a title may run on over
# No title ends in these.
_BREAKS_OFF: Final = re.compile(
    r"(?:\b(?:de|het|een|van|voor|op|in|bij|met|en|of|tot|over|naar|om|te|door|per|onze|haar|zijn"
    r"|on|of|the|and|for|to)|\w-)$",
    re.I,
)


def title_of(text: str, blocks: Sequence[Block], given: str) -> tuple[str, Stretch | None]:
    r"""Return the title of a document on one line, and where it stands in its text if it does.

    Parameters
    ----------
    text : str
        The text of the document.
    blocks : sequence of Block
        Its blocks.
    given : str
        The title that the file gives itself.

    Examples
    --------
    >>> title_of("Memo\n\nAan: Team 4", [Block("heading", 0, 4, 1), Block("paragraph", 6, 17)], "")
    ('Memo', (0, 4))
    """
    head = _Head(text, blocks[:TITLE_BLOCKS])
    own = clean_title(given)
    role = role_of(own)
    named = own if role == "name" and not _BREAKS_OFF.search(own) else ""
    stretches = head.subject_or_heading()
    if not stretches and (not named or is_file_name(given)):
        stretches = head.opening() or head.authority()
    if not stretches:
        return named or (own if role == "kind" else ""), None
    spans = [_cut(text, start, end) for start, end in stretches]
    title = ": ".join(one_line(text[start:end]).rstrip(":") for start, end in spans)
    return title[: _cut(title, 0, len(title))[1]], spans[0]


class _Head:
    """The first blocks of a document, with what each tells."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._lines = [text[block.start : min(block.end, block.start + _SEEN)] for block in blocks]
        self._roles = [role_of(line) for line in self._lines]

    def subject_or_heading(self) -> list[Stretch]:
        """Return where the title stands by rules 1 to 4: in one place, or its kind apart."""
        named = self._headings("name")
        highest = min(named, key=lambda number: self._blocks[number].level, default=None)
        kind = next(iter(self._headings("kind")), None)
        subject = subject_of(self._blocks, self._lines)
        if subject and not any(number < subject.block for number in named):
            block = self._blocks[subject.block]
            is_whole = subject.end == len(self._lines[subject.block])
            end = block.end if is_whole else block.start + subject.end
            end = self._end(subject.block, end, is_subject=True)
            before = [] if kind is None or kind > subject.block else [self._stretch(kind)]
            return [*before, (block.start + subject.start, end)]
        if kind is None or (highest is not None and highest < kind):
            return [] if highest is None else [self._whole(highest)]
        if highest is None or not self._is_named_by(kind, highest, named):
            return [self._whole(kind)]
        return [self._stretch(kind), self._whole(highest)]

    def _is_named_by(self, kind: int, highest: int, named: Sequence[int]) -> bool:
        """Return whether a heading names what a line before it only says the kind of.

        Between them stand lines of a letterhead, and it is no section, of which there are more.
        """
        level = self._blocks[highest].level
        return (
            not self._names(kind + 1)
            and {*self._roles[kind + 1 : highest]} <= {"field", "date", "authority"}
            and sum(self._blocks[number].level == level for number in named) == 1
        )

    def opening(self) -> list[Stretch]:
        """Return where the line stands that the text opens with, if that may be its name."""
        if "field" in self._roles:
            return []  # of a letter, which opens with who wrote to whom
        first = next(
            (n for n, role in enumerate(self._roles) if role not in ("date", "authority")), None
        )
        if (
            first is None
            or first + 1 == len(self._blocks)
            or not self._names(first, "kind", "name")
        ):
            return []
        start, end = self._whole(first)
        one_word = end == self._blocks[first].end and " " not in self._lines[first]
        return [] if one_word else [(start, end)]

    def authority(self) -> list[Stretch]:
        """Return where the first heading stands that only says whose the document is."""
        return [self._stretch(number) for number in self._headings("authority")[:1]]

    def _headings(self, role: str) -> list[int]:
        return [
            number
            for number, block in enumerate(self._blocks)
            if block.kind == "heading" and self._roles[number] == role
        ]

    def _names(self, number: int, *roles: str) -> bool:
        """Return whether there is such a block, and it may name the document."""
        return (
            number < len(self._blocks)
            and self._blocks[number].kind in ("heading", "paragraph")
            and self._roles[number] in (roles or ("name",))
            and fits_heading(self._lines[number])
        )

    def _is_section(self, kind: int) -> bool:
        """Return whether what follows a line is a heading below it, one of more."""
        level = self._blocks[kind + 1].level
        others = sum(self._blocks[number].level == level for number in self._headings("name"))
        return level > self._blocks[kind].level > 0 and others > 1

    def _stretch(self, number: int) -> Stretch:
        return self._blocks[number].start, self._blocks[number].end

    def _whole(self, number: int) -> Stretch:
        block = self._blocks[number]
        if (
            self._roles[number] == "kind"
            and self._names(number + 1)
            and not self._is_section(number)
        ):
            return block.start, self._end(number + 1, self._blocks[number + 1].end)
        return block.start, self._end(number, block.end)

    def _end(self, number: int, end: int, *, is_subject: bool = False) -> int:
        """Return where a title ends that may go on in the blocks after its own."""
        for after in range(number + 1, min(number + _MAX_BLOCKS, len(self._blocks))):
            block, line = self._blocks[after], self._lines[after]
            before = self._blocks[after - 1]
            if (
                end != before.end
                or block.kind not in ("heading", "paragraph")
                or self._roles[after] in ("field", "date", "part")
                or not fits_heading(line[:1].upper() + line[1:])
            ):
                break
            # Lines of one heading, or a subject that did not fit in its cell.
            alike = block.kind == before.kind == "heading" and block.level == before.level
            continues = (line[:1].islower() or line.startswith("(")) and (alike or is_subject)
            if not continues and not _BREAKS_OFF.search(self._lines[after - 1]):
                break
            end = block.end
        return end


def _cut(text: str, start: int, end: int) -> Stretch:
    """Return a stretch that is not too long, cut between words."""
    if end - start > MAX_TITLE:
        space = text.rfind(" ", start + MAX_TITLE // 2, start + MAX_TITLE + 1)
        end = space if space > 0 else start + MAX_TITLE
    return start, end - len(text[start:end]) + len(text[start:end].rstrip())
