"""Rows of our own form: a text or the name of a file, a label, and what else is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from classifier.corpora.columns import entry_of, one_label, string
from classifier.corpora.entry import Entry, Fields, Passage, RowPlace
from classifier.corpora.files import FileTexts


def recognises(row: Mapping[str, Any]) -> bool:
    """Return True: every row can be read as one of our own form."""
    return True


def read(
    row: Mapping[str, Any], place: RowPlace, fields: Fields, files: FileTexts
) -> Iterator[Entry]:
    """Yield the entry of a row, which may name a ``file`` or ``path`` instead of holding text."""
    problems: list[str] = []
    text = string(row, fields.text, problems)
    path = str(row.get("file") or row.get("path") or "")
    file = None
    if not text and path and not problems:
        file = place.folder / path
        text, reason = files.text_of(place.folder, path)
        problems += [reason] if reason else []
    label = row.get(fields.label)
    yield entry_of(
        row,
        place,
        fields,
        text=text,
        label=one_label([label], problems),
        passages=_passages(row.get("passages"), text, problems),
        path=path,
        file=file if text else None,
        problems=problems,
    )


def _passages(given: Any, text: str, problems: list[str]) -> list[Passage]:
    """Return passages, given by offsets or by the words that they begin with."""
    if given in (None, ""):
        return []
    found = []
    for each in given if isinstance(given, list) else [given]:
        start, end, label = (
            (each.get(name) for name in ("start", "end", "label"))
            if isinstance(each, Mapping)
            else (None, None, None)
        )
        if isinstance(start, str) and text.count(start) == 1:
            at = text.index(start)
            # Such a passage runs to the end of its paragraph.
            start, end = at, len(text[: _end_of_paragraph(text, at)].rstrip())
        if not isinstance(start, int) or not isinstance(end, int) or not isinstance(label, str):
            problems.append(
                f"a passage is {str(each)[:80]!r}; give start, end and label, or as start the "
                "words that it alone begins with"
            )
            continue
        found.append(Passage(start, end, label))
    return found


def _end_of_paragraph(text: str, start: int) -> int:
    end = text.find("\n\n", start)
    return len(text) if end < 0 else end
