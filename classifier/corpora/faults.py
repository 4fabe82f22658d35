"""What keeps an entry of a corpus from being learned from, each with the remedy."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from classifier.corpora.entry import Entry, Fields
from classifier.counting import counted


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


def complete(
    entries: Iterable[Entry], unlabelled: list[Entry], textless: list[Entry]
) -> Iterator[Entry]:
    """Yield what has a label and a text, or a problem that may have cost it one of these.

    Parameters
    ----------
    entries : iterable of Entry
        A corpus, which may be labelled in part.
    unlabelled : list of Entry
        Gets those without a label.
    textless : list of Entry
        Gets those with a label and without text.
    """
    for entry in entries:
        if entry.problems or (entry.label is not None and entry.text.strip()):
            yield entry
        else:
            (unlabelled if entry.label is None else textless).append(entry)


def is_misread(n_textless: int, n_labelled: int) -> bool:
    """Return whether so many labelled rows lack a text that it must stand in another column.

    >>> is_misread(1, 2), is_misread(2, 3)
    (False, True)
    """
    return 2 * n_textless > n_labelled


def misread(textless: Sequence[Entry], n_labelled: int, fields: Fields) -> str:
    """Return what to do about a corpus of which most texts stand in another column.

    Parameters
    ----------
    textless : sequence of Entry
        Those with a label and without text.
    n_labelled : int
        How many have a label.
    fields : Fields
        What the columns are called.
    """
    columns = textless[0].columns
    has = f"; it has: {', '.join(columns)}" if columns else ""
    rows = counted(n_labelled, "row with a label", "rows with a label")
    return (
        f"{textless[0].where}: no text in {fields.text!r}, as in {len(textless)} of {rows}; name "
        f"the column with the texts with --text-field, or leave those rows out{has}"
    )
