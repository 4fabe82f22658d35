"""Corpora as JSONL of our own form, which holds all that an entry knows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final, TextIO

from classifier.corpora.entry import Entry

COLUMNS: Final = (
    *("id", "text", "label", "group", "passages", "annotator", "annotators", "confidence"),
    *("source", "date", "split"),
)


def as_row(entry: Entry) -> dict[str, Any]:
    """Return an entry as plain data, without what it does not know.

    >>> as_row(Entry("a", "Tekst", "overig", "c.csv, row 1", group="g"))
    {'id': 'a', 'text': 'Tekst', 'label': 'overig', 'group': 'g'}
    """
    row = {name: getattr(entry, name) for name in COLUMNS}
    row["passages"] = [asdict(passage) for passage in entry.passages]
    return {name: value for name, value in row.items() if value not in (None, "", [])}


def write_entries(entries: Iterable[Entry], stream: TextIO) -> int:
    """Write entries, one a line, and return how many; those without text are passed over.

    Parameters
    ----------
    entries : iterable of Entry
        A corpus.
    stream : TextIO
        Where to.
    """
    written = 0
    for entry in entries:
        if entry.text.strip():
            stream.write(json.dumps(as_row(entry), ensure_ascii=False) + "\n")
            written += 1
    return written
