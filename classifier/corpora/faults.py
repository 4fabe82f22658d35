"""What keeps an entry of a corpus from being learned from, each with the remedy."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from difflib import get_close_matches

from classifier.corpora.entry import Entry, Fields


def faults(entry: Entry, labels: tuple[str, ...], fields: Fields) -> Iterator[str]:
    """Yield what keeps an entry from being learned from, beside the problems it came with.

    Parameters
    ----------
    entry : Entry
        One document of a corpus.
    labels : tuple of str
        The labels that may occur.
    fields : Fields
        What the columns are called, for the remedy.
    """
    where = entry.where if f"({entry.id})" in entry.where else f"{entry.where} ({entry.id})"
    known = ", ".join(labels)
    has = f"; it has: {', '.join(entry.columns)}" if entry.columns else ""
    if entry.label is None:
        absent = entry.columns and fields.label not in entry.columns
        named = f", or name its column with --label-field{has}" if absent else ""
        yield f"{where}: no label; fill {fields.label!r} with one of: {known}{named}"
    elif entry.label not in labels:
        meant = next(iter(get_close_matches(entry.label.lower(), labels, 1)), "LABEL")
        yield (
            f"{where}: {fields.label!r} is {entry.label!r}; it must be one of: {known}; "
            f"or say what it stands for: --map {shlex.quote(f'{entry.label}={meant}')}"
        )
    if not entry.text.strip():
        absent = entry.columns and fields.text not in entry.columns
        named = ", name its column with --text-field" if absent else ""
        yield f"{where}: no text; fill {fields.text!r}{named}, or leave the row out{has}"


def is_misread(n_textless: int, n_labelled: int) -> bool:
    """Return whether so many labelled rows lack a text that it must stand in another column.

    >>> is_misread(1, 2), is_misread(2, 3)
    (False, True)
    """
    return 2 * n_textless > n_labelled
