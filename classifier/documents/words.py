"""To where the lines of a page run, and where their words begin and end, for all lines at once."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.documents.page import UNKNOWN, Boxes, Run

_SCALE: Final = 1000  # edges are in thousandths of the line


def runs(heads: Boxes, tails: Boxes, counts: NDArray[np.intp], lines: Boxes) -> list[Run]:
    """Return to where each line runs and the edges of its words; unknown when it stands askew.

    Parameters
    ----------
    heads, tails : ndarray of float64, (words, 4)
        The first and the last character of each word of all lines, or the word twice, in the file.
    counts : ndarray of int, (lines,)
        The words of each line, from 1.
    lines : ndarray of float64, (lines, 4)
        The lines, in the file.

    Examples
    --------
    >>> words = np.array([(72, 700, 90, 712), (93.5, 700, 122, 712)])
    >>> runs(words, words, np.array([2]), np.array([(72.0, 700.0, 122.0, 712.0)]))
    [(0, (0, 360, 430, 1000))]
    """
    if not len(counts):
        return []
    ends = np.cumsum(counts)
    starts = ends - counts
    turns = _turns(heads[starts], tails[ends - 1])
    # Of each word: the lowest and the highest coordinate along its line, and those of the line.
    turn = np.repeat(turns, counts)
    whole = np.repeat(lines, counts, axis=0)
    low, high = whole[:, 0], whole[:, 2]
    begin, end = np.minimum(heads[:, 0], tails[:, 0]), np.maximum(heads[:, 2], tails[:, 2])
    if turns.any():
        along = turn // 90 % 2 == 1
        for side, of in ((low, whole[:, 1]), (high, whole[:, 3])):
            side[along] = of[along]
        begin[along] = np.minimum(heads[along, 1], tails[along, 1])
        end[along] = np.maximum(heads[along, 3], tails[along, 3])
        back = turn >= 180
        both = low[back] + high[back]
        begin[back], end[back] = both - end[back], both - begin[back]
    scale = _SCALE / np.maximum(high - low, 1.0)
    # Outwards, so that the word is enclosed.
    both = np.empty((len(heads), 2))
    np.floor((begin - low) * scale, out=both[:, 0])
    np.ceil((end - low) * scale, out=both[:, 1])
    edges = np.fmin(np.fmax(both, 0), _SCALE).astype(int).ravel().tolist()  # without NaN
    return [
        (turn, tuple(edges[2 * start : 2 * stop])) if turn >= 0 else UNKNOWN
        for turn, start, stop in zip(turns.tolist(), starts.tolist(), ends.tolist(), strict=True)
    ]


def _turns(first: Boxes, last: Boxes) -> NDArray[np.int_]:
    """Return the turn of each line by its first and its last character; -1 when it is askew."""
    across, along = last[:, 0] - first[:, 0], last[:, 1] - first[:, 1]
    character = np.maximum(first[:, 2] - first[:, 0], first[:, 3] - first[:, 1])
    askew = np.minimum(abs(across), abs(along)) > character
    level = np.where(across >= 0, 0, 180)
    upright = np.where(along >= 0, 90, 270)
    return np.where(askew, -1, np.where(abs(across) >= abs(along), level, upright))
