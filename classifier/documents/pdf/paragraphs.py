"""From the lines of a PDF page to its paragraphs.

A PDF knows only where characters stand. What belongs together is told by the distance between
lines, their type size and weight, and how far they run. A paragraph may run on over the foot of
a column or a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low
from typing import Final

from classifier.documents import lines as form
from classifier.documents.page import Line
from classifier.documents.pdf.order import Region

#: Relative difference in size above which type is of another kind.
SIZE_CHANGE: Final = 0.08
#: Times the size of the text: notes are smaller, be it by a little.
NOTE_SIZE: Final = 0.97
_WIDE_GAP: Final = 1.3  # times the usual distance between lines
_FEW: Final = 3  # such distances tell little, so the usual one is
_LEADING: Final = 1.4  # times the type size, at most
_MARK: Final = 3  # characters: no longer is a bullet
_NUMBER: Final = 8  # characters: no longer is a number
_SHORT: Final = 0.6  # of the column: a line this short was ended on purpose
_FULL: Final = 0.9  # of the column: a line this long was not


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    margin: float  # where full lines of its column end
    cells: list[list[Line]] = field(default_factory=list)  # of a row of a table

    @property
    def size(self) -> float:
        """The height of its smallest type, in points."""
        size = self.lines[0].size
        for line in self.lines:
            if line.size < size:
                size = line.size
        return size


def paragraphs_of(regions: list[Region]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page, and the rows of its tables.

    Parameters
    ----------
    regions : list of Region
        The page in reading order.
    """
    gaps = [
        above.bottom - below.bottom
        for region in regions
        if not region.cells
        for above, below in pairwise(region.lines)
        if 0.5 * above.size < above.bottom - below.bottom < 3 * above.size
    ]
    usual = median_low(gaps) if gaps else 0.0
    if 0 < len(gaps) < _FEW:
        usual = min(usual, _LEADING * regions[0].lines[0].size)
    last: Paragraph | None = None
    for region in regions:
        rights = sorted(line.right for line in region.lines)
        margin = rights[round(0.9 * (len(rights) - 1))]
        if region.cells:
            paragraphs = [Paragraph(region.lines, margin, region.cells)]
        else:
            paragraphs = list(_split(region.lines, usual, margin))
        if last is not None and not last.cells and runs_on(last, paragraphs[0]):
            last.lines += paragraphs.pop(0).lines
        for paragraph in paragraphs:
            if last is not None:
                yield last
            last = paragraph
    if last is not None:
        yield last


def _split(lines: list[Line], usual: float, margin: float) -> Iterator[Paragraph]:
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _breaks(paragraph, line, usual, margin):
            yield Paragraph(paragraph, margin)
            paragraph = []
        paragraph.append(line)
    yield Paragraph(paragraph, margin)


def join_over_the_end(page: list[Paragraph], after: list[Paragraph]) -> None:
    """Move a paragraph that runs on over the foot of a page to the page after it.

    The notes below it, in smaller type, stay on their page.
    """
    if not after or after[0].cells:
        return
    size = after[0].size
    for number in range(len(page) - 1, -1, -1):
        paragraph = page[number]
        if paragraph.size < size * NOTE_SIZE:
            continue
        full = len(paragraph.lines) > 1 and _reach(paragraph) > _FULL
        if not paragraph.cells and runs_on(paragraph, after[0], full=full):
            after[0].lines = paragraph.lines + after[0].lines
            del page[number]
        return


def _reach(paragraph: Paragraph) -> float:
    """Return how much of the column the last line fills."""
    left = min(line.left for line in paragraph.lines)
    return (paragraph.lines[-1].right - left) / max(paragraph.margin - left, 1.0)


def runs_on(paragraph: Paragraph, after: Paragraph, *, full: bool = False) -> bool:
    """Tell whether a paragraph goes on in another column or on another page.

    Parameters
    ----------
    paragraph, after : Paragraph
        The one, and what would be the rest of it.
    full : bool
        Whether its last line is full, so that the next may begin with a capital.
    """
    line, following = paragraph.lines[-1], after.lines[0]
    if after.cells or form.ends_sentence(line.text) or line.bold != following.bold:
        return False
    if abs(line.size - following.size) > SIZE_CHANGE * max(line.size, following.size):
        return False
    if line.text.endswith("-") and line.text[-2:-1].isalnum():
        return True
    if form.starts_block(following.text, line.text):
        return False
    return following.text[:1].islower() or (full and len(after.lines) > 1)


def _breaks(paragraph: list[Line], line: Line, usual: float, margin: float) -> bool:
    """Tell whether a line begins a new paragraph."""
    before = paragraph[-1]
    text, said = line.text, before.text
    larger = max(before.size, line.size)
    gap = before.bottom - line.bottom
    if abs(gap) < 0.5 * larger and line.left >= before.right - 1:
        return False  # the same line, broken by a raised or larger character
    if len(said) < _MARK and form.bullet_end(said + " x") > len(said):
        return False  # a bullet alone, before its text
    # A number of a list or a heading may stand apart from its text, as a line of its own.
    marked = f"{text} X" if len(text) < _NUMBER else text
    if form.starts_block(marked, said):
        return True
    other_type = abs(line.size - before.size) > SIZE_CHANGE * larger
    if said.endswith("-") and not other_type:
        return False  # in the middle of a word
    ended = form.ends_sentence(said)
    runs_on = not ended and text[:1].islower()
    if gap < -before.size or gap > 3 * max(usual, before.size):
        return not runs_on  # another column, or the other side of a picture
    if other_type:
        return not runs_on
    if before.bold != line.bold and not runs_on:
        return True
    if usual and gap > _WIDE_GAP * usual:
        return True
    if runs_on:
        return False
    width = max(margin - paragraph[0].left, 1.0)
    reach = (before.right - paragraph[0].left) / width
    if not ended:
        return reach < _SHORT
    # The next word would have fitted, so the line was ended on purpose.
    word = len(text.split(maxsplit=1)[0]) + 1
    letter = (before.right - before.left) / max(len(said), 1)
    return before.right + word * letter < margin
