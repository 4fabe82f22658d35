"""Corpora: what others have labelled, in whatever form they keep it, as one kind of entry.

One module knows one format. A format is told by its content; nothing that was given is lost: what
cannot be used becomes an entry with the problems that keep it from use.
"""

from classifier.corpora.entry import Entry, Fields, Passage
from classifier.corpora.frames import from_frame, to_frame
from classifier.corpora.reading import read_entries
from classifier.corpora.writing import as_row, write_entries

__all__ = [
    "Entry",
    "Fields",
    "Passage",
    "as_row",
    "from_frame",
    "read_entries",
    "to_frame",
    "write_entries",
]
