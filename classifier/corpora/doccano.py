"""doccano: JSONL (or JSON) of document classification and of sequence labelling.

A row holds its labels as a list, of names or of places with a name::

    {"id": 1, "text": …, "label": ["overig"], "Comments": []}
    {"id": 1, "text": …, "label": [[0, 9, "norm"]], "Comments": []}
    {"id": 1, "text": …, "entities": [{"start_offset": 0, "end_offset": 9, "label": "norm"}]}
    {"id": 1, "text": …, "cats": ["overig"], "entities": [[0, 9, "norm"]]}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from classifier.corpora.columns import entry_of, one_label, string
from classifier.corpora.entry import Entry, Fields, Passage, RowPlace
from classifier.corpora.files import FileTexts

# Which of these a row has depends on the kind of project, and on the version of doccano.
_LABELS = ("label", "labels", "cats", "entities")


def recognises(row: Mapping[str, Any]) -> bool:
    """Return whether a row holds a text and a list of labels or places."""
    return isinstance(row.get("text"), str) and any(
        isinstance(row.get(name), list) for name in _LABELS
    )


def read(
    row: Mapping[str, Any], place: RowPlace, fields: Fields, files: FileTexts
) -> Iterator[Entry]:
    """Yield the entry of a row."""
    problems: list[str] = []
    names: list[object] = []
    passages = []
    for given in (row.get(column) for column in _LABELS):
        for each in given if isinstance(given, list) else ():
            passage = _passage(each)
            if passage is None:
                names.append(each)
            else:
                passages.append(passage)
    yield entry_of(
        row,
        place,
        fields,
        text=string(row, "text", problems),
        label=one_label(names, problems),
        passages=passages,
        problems=problems,
    )


def _passage(given: object) -> Passage | None:
    """Return the passage that an item of a list of labels is, None for a label alone."""
    if isinstance(given, Mapping):
        given = [given.get(name) for name in ("start_offset", "end_offset", "label")]
    if isinstance(given, list) and len(given) == 3:
        start, end, label = given
        if isinstance(start, int) and isinstance(end, int):
            return Passage(start, end, str(label))
    return None
