"""Counts as they are shown in lists: as digits, letters or Roman numerals."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MAX_LETTERED: Final = 26 * 30  # beyond it, and below one, a count is shown in digits
_MAX_ROMAN: Final = 3999


def ordinal(count: int, form: str) -> str:
    """Return a count as a list shows it.

    Parameters
    ----------
    count : int
        From 0.
    form : {"1", "01", "1e", "a", "A", "i", "I"}
        How the first is shown; letters go on as word processors do: z, aa, bb.

    >>> [ordinal(count, form) for count, form in ((3, "a"), (28, "A"), (14, "i"), (2, "1e"))]
    ['c', 'BB', 'xiv', '2e']
    """
    if form in {"a", "A"} and 0 < count <= _MAX_LETTERED:
        letters = "abcdefghijklmnopqrstuvwxyz"[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letters if form == "a" else letters.upper()
    if form in {"i", "I"} and 0 < count <= _MAX_ROMAN:
        shown = ""
        for worth, sign in _ROMAN:
            shown += sign * (count // worth)
            count %= worth
        return shown if form == "i" else shown.upper()
    if form == "01":
        return f"{count:02d}"
    return f"{count}e" if form == "1e" else str(count)
