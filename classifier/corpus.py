"""Labelled corpora: documents with a label, and the group that near-duplicates share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from classifier.datasets import read_dataset
from classifier.errors import CorpusError

# What a document counts for in training, by the annotators' confidence (1 to 3).
CONFIDENCE_WEIGHTS: Final = {1: 0.4, 2: 0.7, 3: 1.0}


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """One document of a corpus."""

    id: str
    text: str
    label: str
    group: str  # near-duplicates share it; never split over training and test
    source: str  # the corpus it comes from, or the "source" field of its row
    weight: float = 1.0
    annotators: int | None = None


def read_corpus(
    path: Path,
    *,
    labels: tuple[str, ...],
    text_field: str = "text",
    label_field: str = "label",
    id_field: str = "id",
    group_field: str = "group",
) -> Iterator[LabelledDocument]:
    """Read a labelled corpus, or a folder of them.

    A row may name a ``file`` beside the corpus instead of holding its text.

    Parameters
    ----------
    path : Path
        JSONL, CSV or Parquet with a row a document, or a folder with such files.
    labels : tuple of str
        The labels that may occur.
    text_field, label_field, id_field, group_field : str
        What the fields are called; without id and group, a document is its own group.

    Raises
    ------
    CorpusError
        Naming the row that has no text or an unknown label.
    """
    if path.is_dir():
        tables = sorted(p for p in path.iterdir() if p.suffix in {".jsonl", ".csv", ".parquet"})
        if not tables:
            raise CorpusError(f"{path}: no corpus here; give a folder with JSONL, CSV or Parquet")
    else:
        tables = [path]
    fields = (text_field, label_field, id_field, group_field)
    for table in tables:
        yield from _read_table(table, labels, *fields)


def read_texts(path: Path, *, text_field: str = "text", id_field: str = "id") -> Iterator[str]:
    """Read the texts of documents without a label; rows without text are passed over."""
    for record in read_dataset(path, text_field=text_field, id_field=id_field):
        if record.error is None and record.text.strip():
            yield record.text


def _read_table(
    table: Path,
    labels: tuple[str, ...],
    text_field: str,
    label_field: str,
    id_field: str,
    group_field: str,
) -> Iterator[LabelledDocument]:
    for number, fields in enumerate(_rows(table, text_field, id_field), start=1):
        identity = str(fields.get(id_field) or fields.get("file") or f"{table.stem}-{number}")
        where = f"{table}, row {number} ({identity})"
        label = fields.get(label_field)
        if label not in labels:
            raise CorpusError(
                f"{where}: {label_field!r} is {label!r}; it must be one of: {', '.join(labels)}"
            )
        text = _text(table, fields, text_field, where)
        if not text.strip():
            raise CorpusError(f"{where}: no text; fill {text_field!r}, or leave the row out")
        yield LabelledDocument(
            id=identity,
            text=text,
            label=label,
            group=str(fields.get(group_field) or identity),
            source=str(fields.get("source") or fields.get("domain") or table.stem),
            weight=CONFIDENCE_WEIGHTS.get(int(fields.get("confidence") or 3), 1.0),
            annotators=int(fields["annotators"]) if fields.get("annotators") else None,
        )


def _rows(table: Path, text_field: str, id_field: str) -> Iterator[dict[str, Any]]:
    if _names_files(table):
        for line in table.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
        return
    for record in read_dataset(table, text_field=text_field, id_field=id_field):
        if record.error is not None:
            raise CorpusError(f"{table}: {record.error}")
        yield {**record.fields, text_field: record.text, id_field: record.id}


def _names_files(table: Path) -> bool:
    """Tell whether the rows of a JSONL corpus name files instead of holding their text."""
    if table.suffix != ".jsonl" or not table.is_file():
        return False
    with table.open(encoding="utf-8") as file:
        try:
            first = json.loads(file.readline() or "{}")
        except ValueError:
            return False
    return isinstance(first, dict) and "file" in first and "text" not in first


def _text(table: Path, fields: dict[str, Any], text_field: str, where: str) -> str:
    if "file" not in fields or fields.get(text_field):
        return str(fields.get(text_field) or "")
    path = table.parent / str(fields["file"])
    if path.parent != table.parent or not path.is_file():
        raise CorpusError(f"{where}: there is no file {fields['file']!r} beside the corpus")
    return path.read_text(encoding="utf-8")


def fingerprint(documents: list[LabelledDocument]) -> str:
    """Return a short hash of a corpus, the same whatever the order of its documents."""
    lines = sorted(f"{d.id}\t{d.label}\t{d.group}\t{d.text}" for d in documents)
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:12]
