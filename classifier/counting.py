"""Numbers of things in English sentences: one in the singular, none and several in the plural."""

from __future__ import annotations


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with what it counts.

    Parameters
    ----------
    number : int
    one : str
        What there is one of, if need be with its verb.
    several : str
        The same in the plural; by default with an s behind it.

    Examples
    --------
    >>> counted(1, "document"), counted(0, "document"), counted(2, "group is", "groups are")
    ('1 document', '0 documents', '2 groups are')
    """
    return f"{number} {one if number == 1 else several or f'{one}s'}"
