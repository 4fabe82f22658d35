"""Prodigy: the JSONL of ``db-out``, with an answer a row.

{"text": …, "options": [{"id": "overig"}], "accept": ["overig"], "answer": "accept"}
{"text": …, "label": "overig", "answer": "reject"}
{"text": …, "spans": [{"start": 0, "end": 9, "label": "norm"}], "answer": "accept"}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from classifier.corpora.columns import entry_of, one_label, string
from classifier.corpora.entry import Entry, Fields, Passage, RowPlace
from classifier.corpora.files import FileTexts


def recognises(row: Mapping[str, Any]) -> bool:
    """Return whether a row is an answer, or was hashed by Prodigy."""
    return row.get("answer") in ("accept", "reject", "ignore") or "_task_hash" in row


def read(
    row: Mapping[str, Any], place: RowPlace, fields: Fields, files: FileTexts
) -> Iterator[Entry]:
    """Yield the entry of a row; what was rejected or ignored has no label."""
    problems: list[str] = []
    accepted = row.get("answer", "accept") == "accept"
    meta = row.get("meta")
    meta = meta if isinstance(meta, Mapping) else {}
    chosen = row.get("accept") if isinstance(row.get("accept"), list) else [row.get("label")]
    spans = row.get("spans")
    identity = row.get(fields.id, meta.get(fields.id))
    yield entry_of(
        {**meta, **row},
        place,
        fields,
        text=string(row, fields.text, problems),
        label=one_label(chosen or (), problems) if accepted else None,
        identity=row.get("_input_hash") if identity is None else identity,
        passages=_passages(spans) if accepted and isinstance(spans, list) else (),
        annotator=row.get("_annotator_id", row.get("_session_id")),
        problems=problems,
    )


def _passages(spans: list[Any]) -> list[Passage]:
    """Return what was marked by hand; a span with a pattern only shows why a text was offered."""
    return [
        Passage(span["start"], span["end"], str(span["label"]))
        for span in spans
        if isinstance(span, Mapping)
        and "pattern" not in span
        and isinstance(span.get("start"), int)
        and isinstance(span.get("end"), int)
        and span.get("label") is not None
    ]
