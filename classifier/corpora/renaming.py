"""Our labels in place of those that a corpus uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from classifier.corpora.entry import Entry


def renamed(entries: Iterable[Entry], names: Mapping[str, str]) -> Iterator[Entry]:
    """Yield entries with our labels in place of theirs, of documents and of passages.

    Spaces around a label are nothing.

    Parameters
    ----------
    entries : iterable of Entry
        As they were given.
    names : mapping of str to str
        Our label for each of theirs; a label that is not there stays.

    Examples
    --------
    >>> [entry.label for entry in renamed([Entry("a", "x", "1", "c.csv")], {"1": "overig"})]
    ['overig']
    """
    for entry in entries:
        passages = tuple(replace(p, label=_named(p.label, names)) for p in entry.passages)
        # A cell of a table that looks empty may hold a space.
        label = _named(entry.label or "", names) or None
        yield replace(entry, label=label, passages=passages)


def _named(label: str, names: Mapping[str, str]) -> str:
    return names.get(label) or names.get(label.strip(), label.strip())
