"""Passages: a paragraph with its list items, and the heading it stands under."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from classifier.documents.document import Block
from classifier.preprocessing.layout import blocks_of, token_starts, tokens_at

LONGEST_PASSAGE: Final = 400  # in tokens


@Language.factory("passages", assigns=["doc.spans", "span._.heading"], requires=["doc.sents"])
def make_passages(nlp: Language, name: str) -> Passages:
    """Return the component for a pipeline; spaCy calls this."""
    return Passages()


class Passages:
    """Component that fills ``doc.spans["passages"]``."""

    fingerprint = "1"

    def __init__(self) -> None:
        if not Span.has_extension("heading"):
            Span.set_extension("heading", default="")

    def __call__(self, doc: Doc) -> Doc:
        """Set the passages of a doc, each with its heading."""
        starts = token_starts(doc)
        spans = []
        for start, end, heading in grouped(doc.text, blocks_of(doc)):
            first, last = (int(index) for index in tokens_at(starts, [start, end]))
            for span in _cut(doc[first:last]):
                span._.heading = heading
                spans.append(span)
        doc.spans["passages"] = spans
        return doc


def grouped(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and heading of each paragraph with the list items that follow it."""
    heading = ""
    start = end = -1
    for block in blocks:
        if start >= 0 and block.kind == "list_item":
            end = block.end
            continue
        if start >= 0:
            yield start, end, heading
            start = -1
        if block.kind == "heading":
            heading = " ".join(text[block.start : block.end].split())
        else:
            start, end = block.start, block.end
    if start >= 0:
        yield start, end, heading


def _cut(span: Span) -> Iterator[Span]:
    """Cut a passage that is too long at sentence boundaries."""
    if len(span) <= LONGEST_PASSAGE:
        if len(span):
            yield span
        return
    first = span.start
    for sentence in span.sents:
        if sentence.end - first > LONGEST_PASSAGE and sentence.start > first:
            yield span.doc[first : sentence.start]
            first = sentence.start
    yield span.doc[first : span.end]
