"""Labelled corpora: documents with a label, and the group that near-duplicates share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from classifier.datasets import Record, read_dataset
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
    texts: Path | None = None,
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
    texts : Path, optional
        The folder of the files that rows name, which may lie in folders of it; by default files
        lie beside the corpus.

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
        yield from _read_table(table, labels, texts or table.parent, *fields)


def read_texts(path: Path, *, text_field: str = "text", id_field: str = "id") -> Iterator[str]:
    """Read the texts of documents without a label; rows without text are passed over."""
    rows = read_dataset(path, text_field=text_field, id_field=id_field, optional={id_field})
    for record in rows:
        if record.error is None and record.text.strip():
            yield record.text


def _read_table(
    table: Path,
    labels: tuple[str, ...],
    folder: Path,
    text_field: str,
    label_field: str,
    id_field: str,
    group_field: str,
) -> Iterator[LabelledDocument]:
    optional = {text_field, id_field}  # a row may name a file, and be known by its place
    records = read_dataset(table, text_field=text_field, id_field=id_field, optional=optional)
    for number, record in enumerate(records, start=1):
        if record.error is not None:
            raise CorpusError(f"{table}: {record.error}")
        fields = record.fields
        identity = _identity(record, id_field, f"{table.stem}-{number}")
        where = f"{table}, row {number} ({identity})"
        label = fields.get(label_field)
        if label not in labels:
            raise CorpusError(
                f"{where}: {label_field!r} is {label!r}; it must be one of: {', '.join(labels)}"
            )
        text = record.text or _text_of_file(folder, fields, where)
        if not text.strip():
            raise CorpusError(
                f"{where}: no text; fill {text_field!r}, or leave the row out; "
                f"it has: {', '.join(map(str, fields))}"
            )
        yield LabelledDocument(
            id=identity,
            text=text,
            label=label,
            group=str(fields.get(group_field) or identity),
            source=str(fields.get("source") or fields.get("domain") or table.stem),
            weight=CONFIDENCE_WEIGHTS[_number(fields, "confidence", where, (1, 2, 3)) or 3],
            annotators=_number(fields, "annotators", where),
        )


def _identity(record: Record, id_field: str, place: str) -> str:
    if record.fields.get(id_field) not in (None, ""):
        return record.id
    return str(record.fields.get("file") or place)


def _number(
    fields: Mapping[str, Any], name: str, where: str, known: Sequence[int] = ()
) -> int | None:
    """Return a whole number that may be left out; CSV holds numbers as text."""
    value = fields.get(name)
    if value in (None, ""):
        return None
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        number = -1
    if number < 0 or (known and number not in known):
        wanted = f"one of: {', '.join(map(str, known))}" if known else "a whole number"
        raise CorpusError(f"{where}: {name!r} is {value!r}; it must be {wanted}, or left out")
    return number


def _text_of_file(folder: Path, fields: Mapping[str, Any], where: str) -> str:
    """Return the text of the file in a folder that a row names, "" when it names none."""
    name = fields.get("file")
    if not name:
        return ""
    path = folder / str(name)
    # A row may not reach outside the folder, whatever it names.
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        raise CorpusError(
            f"{where}: there is no file {name!r} in {folder}; put it there, or name another"
        )
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{where}: {name!r} is not UTF-8; save it as UTF-8") from error


def fingerprint(documents: list[LabelledDocument]) -> str:
    """Return a short hash of a corpus, the same whatever the order of its documents."""
    lines = sorted(f"{d.id}\t{d.label}\t{d.group}\t{d.text}" for d in documents)
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:12]
