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


def too_few(number: int, one: str) -> str:
    """Return that there are too few of something, with how many there are if there are any.

    Parameters
    ----------
    number : int
    one : str
        What there is one of; its plural has an s behind it.

    Examples
    --------
    >>> too_few(0, "group"), too_few(1, "group"), too_few(4, "group")
    ('no groups', 'only 1 group', 'only 4 groups')
    """
    return f"only {counted(number, one)}" if number else f"no {one}s"
