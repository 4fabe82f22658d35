"""The words in the text layer of a PDF page, told apart for the whole page at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.documents.characters import one_line

Offsets = NDArray[np.intp]

_SPACE: Final = 1
_ENDS_ROW: Final = 2
_ODD: Final = 4  # changes when text is made legible
_CODES: Final = 0x10000  # that are known apart
# PDFium puts a mark for a hyphen at the end of a line, and then leaves out the line end.
_ROW_MARKS: Final = "\x02\ufffe"
_USUAL: Final = (*range(0x20, 0x180), *range(0x2010, 0x2030), 0x20AC)


def _kinds() -> NDArray[np.uint8]:
    kinds = np.full(_CODES + 1, _ODD, np.uint8)
    for code in _USUAL:
        inside = f"x{chr(code)}x"
        if one_line(inside) == inside:
            kinds[code] = 0
    kinds[[code for code in range(0x3001) if chr(code).isspace()]] |= _SPACE
    kinds[[ord(mark) for mark in f"\r\n{_ROW_MARKS}"]] |= _ENDS_ROW
    return kinds


_KINDS: Final = _kinds()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page, in the order of the file; offsets are into the text of its layer."""

    starts: Offsets  # (words,)
    stops: Offsets  # (words,), exclusive
    rows: Offsets  # (rows,): the number of the first word of each row
    odd: Offsets  # (characters + 1,): how many characters before it are not text as it should be
    wide: Offsets  # (characters + 1,): how many before it take two units of UTF-16

    def after(self, firsts: Offsets) -> Offsets:
        """Return the number of the word after each stretch, given the first ones of all."""
        found = np.empty_like(firsts)
        found[:-1] = firsts[1:]
        found[-1] = len(self.starts)
        return found


def words_of(content: str) -> Words | None:
    r"""Return the words of a text layer; nothing when it has none.

    Parameters
    ----------
    content : str
        The text of the layer, with a line end or a mark for a hyphen behind each row.

    Examples
    --------
    >>> words = words_of("Wij horen\r\nde aan\ufffevrager")
    >>> words.starts.tolist(), words.stops.tolist(), words.rows.tolist()
    ([0, 4, 11, 14, 18], [3, 9, 13, 18, 24], [0, 2, 4])
    """
    codes = np.frombuffer(content.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
    kinds = _KINDS.take(codes, mode="clip")
    space = kinds & _SPACE != 0
    ends_row = kinds & _ENDS_ROW != 0
    parted = (space | ends_row)[:-1]  # from the next character
    begins = ~space
    begins[1:] &= parted
    ends = ~space
    ends[:-1] &= space[1:] | ends_row[:-1]
    starts, stops = begins.nonzero()[0], ends.nonzero()[0]
    row = np.cumsum(ends_row)[starts] - ends_row[starts]
    first = np.ones(len(starts) + 1, bool)
    first[1:-1] = row[1:] != row[:-1]
    mark = first[:-1] & first[1:] & (starts == stops) & ends_row[starts]  # alone in its row
    if mark.any():
        starts, stops = starts[~mark], stops[~mark]
        first = first[np.append(~mark, True)]
    if not len(starts):
        return None
    odd = kinds & _ODD != 0
    odd[1:] |= space[1:] & space[:-1]
    return Words(
        starts,
        stops + 1,
        first[:-1].nonzero()[0],
        _counted(odd),
        _counted(codes >= _CODES),
    )


def _counted(flags: NDArray[np.bool_]) -> Offsets:
    """Return how many flags are set before each place."""
    found = np.zeros(len(flags) + 1, np.intp)
    np.cumsum(flags, out=found[1:])
    return found
