"""Labelled passages of documents: each is named by its first words, and found in its document.

A row of such a corpus is one of a document with a list ``passages``, of which each has ``start``
(its first words, which stand in the document once) and ``label``. The passage itself is what the
pipeline makes of the paragraph that starts there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spacy.language import Language

from classifier.corpora.corpus import LabelledDocument, read_corpus
from classifier.corpora.datasets import read_dataset
from classifier.corpora.entry import Within
from classifier.corpora.within import find_passage
from classifier.documents import read
from classifier.errors import CorpusError
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.preprocessing import preprocess

# "• ", "2.1  ", "(a) ": a marker that reading may have taken off a list item.
_MARKER: Final = re.compile(r"(?:[-–—*•·▪◦o]|\(?(?:\d{1,3}(?:\.\d+)*|[a-z]|[ivx]{1,5})[.)°]?)\s+")


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
