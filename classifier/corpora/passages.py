"""Labelled passages: as rows, as places in documents, or named by their first words there.

A row of the last kind is one of a document with a list ``passages``, of which each has ``start``
(its first words, which stand in the document once) and ``label``. The passage itself is what the
pipeline makes of the paragraph that starts there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from spacy.language import Language

from classifier.corpora import Fields, read_entries
from classifier.corpora.corpus import LabelledDocument, labelled, read_corpus
from classifier.corpora.datasets import read_dataset
from classifier.corpora.entry import Within
from classifier.corpora.faults import faults
from classifier.corpora.incomplete import Incomplete
from classifier.corpora.within import find_passage
from classifier.documents import Limits, read
from classifier.documents.builder import OcrMode
from classifier.errors import CorpusError
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.preprocessing import preprocess

# "• ", "2.1  ", "(a) ": a marker that reading may have taken off a list item.
_MARKER: Final = re.compile(r"(?:[-–—*•·▪◦o]|\(?(?:\d{1,3}(?:\.\d+)*|[a-z]|[ivx]{1,5})[.)°]?)\s+")


def read_passages(
    path: Path,
    *,
    labels: tuple[str, ...],
    fields: Fields | None = None,
    names: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    ocr: OcrMode = "auto",
    progress: Callable[[str], None] = lambda message: None,
) -> Iterator[LabelledDocument]:
    """Read labelled passages: rows of their own, or places in documents.

    What has no label, or a label and no text, is left out, as of a corpus of documents.

    Parameters
    ----------
    path : Path
        A corpus whose rows are passages with a label, or documents in which passages are marked.
    fields : Fields, optional
        What its columns are called; one that its first row lacks may have our own name.
    labels, names, limits, ocr, progress
        As in :func:`classifier.corpora.corpus.read_corpora`.

    Raises
    ------
    CorpusError
        Naming the row with an unknown label, or the first when none has a label, or most no text.
    """
    fields = fields or Fields()
    if fields != Fields():
        first = next(read_entries(path, fields=fields, limits=limits, ocr=ocr), None)
        fields = fields.among(first.columns if first else ())
    n_used, incomplete = 0, Incomplete()
    for entry in read_entries(path, fields=fields, names=names, limits=limits, ocr=ocr):
        if not entry.passages:
            for whole in incomplete.left_out_of([entry]):
                n_used += 1
                yield labelled(whole, labels, fields)
            continue
        n_used += 1
        for number, passage in enumerate(entry.passages, start=1):
            yield labelled(
                replace(
                    entry,
                    id=f"{entry.id}#{number}",
                    text=entry.text[passage.start : passage.end],
                    label=passage.label,
                ),
                labels,
                fields,
                Within(entry.id, entry.text, passage.start, passage.end),
            )
    incomplete.check(n_used, fields)
    if incomplete.unlabelled and not n_used:
        raise CorpusError(next(faults(incomplete.unlabelled[0], labels, fields)))
    for sentence in incomplete.told():
        progress(sentence)


def marked_passages(path: Path, nlp: Language) -> Iterator[LabelledDocument]:
    """Yield the labelled passages of a corpus of documents, as the pipeline parts these.

    A passage that the pipeline does not part from its neighbour with another label, or takes for a
    heading, is passed over.

    Parameters
    ----------
    path : Path
        JSONL with a row a document, whose text it holds or names as ``file``.
    nlp : Language
        From :func:`classifier.preprocessing.build_pipeline`.

    Yields
    ------
    LabelledDocument
        Each passage with its place; its id is that of its document, "#" and a number.

    Raises
    ------
    CorpusError
        Naming the row with an unknown label.
    """
    records = read_dataset(path, optional={"text", "id"})
    for document, record in zip(read_corpus(path, labels=DOCUMENT_LABELS), records, strict=True):
        doc = preprocess(nlp, read(document.text.encode("utf-8")))
        spans = list(doc.spans["passages"])
        found: dict[int, set[str]] = {}
        for entry in record.fields.get("passages") or ():
            if entry["label"] not in PASSAGE_LABELS:
                raise CorpusError(
                    f"{path} ({document.id}): a passage has label {entry['label']!r}; "
                    f"it must be one of: {', '.join(PASSAGE_LABELS)}"
                )
            place = _place(doc.text, entry["start"])
            for number, span in enumerate(spans):
                if place is not None and span.start_char <= place < span.end_char:
                    found.setdefault(number, set()).add(entry["label"])
        for number, labels in sorted(found.items()):
            if len(labels) > 1:
                continue
            span = spans[number]
            within = find_passage(document.text, span.text)
            yield LabelledDocument(
                id=f"{document.id}#{number}",
                text=span.text,
                label=next(iter(labels)),
                group=document.group,
                source=f"passages of {document.source}",
                within=within and Within(document.id, document.text, *within),
            )


def _place(text: str, start: str) -> int | None:
    """Return where a passage starts, whatever the white space and the marker before it."""
    for words in (start.split(), _MARKER.sub("", start, count=1).split()):
        match = re.search(r"\s+".join(map(re.escape, words)), text)
        if match:
            return match.start()
    return None
