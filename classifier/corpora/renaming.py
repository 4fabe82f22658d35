"""Our labels in place of those that a corpus uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from classifier.corpora.entry import Entry


def renamed(entries: Iterable[Entry], names: Mapping[str, str]) -> Iterator[Entry]:
    """Yield entries with our labels in place of theirs, of documents and of passages.

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
        passages = tuple(replace(p, label=names.get(p.label, p.label)) for p in entry.passages)
        label = None if entry.label is None else names.get(entry.label, entry.label)
        yield replace(entry, label=label, passages=passages)
