"""Passages: a paragraph with its list items, and the heading it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from classifier.documents.document import Block
from classifier.preprocessing.layout import Ints, blocks_of, text_of, token_starts, tokens_at

LONGEST_PASSAGE: Final = 400  # in tokens
# A numbered member of an article is a passage; "1. paspoort" is an item of a list.
_MEMBER: Final = re.compile(r"\(?(?P<number>\d{1,3}|[a-z]{1,2}|[ivx]{1,5})[.)°º]{1,2}\s+[^\Wa-z]")
_LEAD_IN: Final = (":", ";", ",")
# The considerations of a decision each end in ";" but are no enumeration.
_CONSIDERATION: Final = re.compile(r"(?:gelet|gezien|gehoord|overwegende)\b")
_SHORTEST_MEMBER: Final = 8  # words; what is shorter depends on what stands above it
_LONG_ITEM: Final = 30  # words; such an item speaks for itself, even in a list


@dataclass(frozen=True, slots=True)
class _Group:
    """Adjoining blocks that form one passage."""

    blocks: list[Block]
    heading: str


@Language.factory("passages", assigns=["doc.spans", "span._.heading"], requires=["doc.sents"])
def make_passages(nlp: Language, name: str) -> Passages:
    """Return the component for a pipeline; spaCy calls this."""
    return Passages()


class Passages:
    """Component that fills ``doc.spans["passages"]``; headings are not passages, but context."""

    fingerprint = "1"

    def __init__(self) -> None:
        if not Span.has_extension("heading"):
            Span.set_extension("heading", default="")

    def __call__(self, doc: Doc) -> Doc:
        """Set the passages of a doc, in order, each with the heading above it."""
        groups = list(group_blocks(text_of(doc), blocks_of(doc)))
        starts = token_starts(doc)
        firsts = tokens_at(starts, [group.blocks[0].start for group in groups])
        lasts = tokens_at(starts, [group.blocks[-1].end for group in groups])
        sentences = sentence_indices(doc)
        spans = []
        for group, first, last in zip(groups, firsts.tolist(), lasts.tolist(), strict=True):
            for start, end in cut(first, last, sentences):
                span = doc[start:end]
                if group.heading:
                    span._.heading = group.heading
                spans.append(span)
        doc.spans["passages"] = spans
        return doc


def group_blocks(text: str, blocks: Sequence[Block]) -> Iterator[_Group]:
    """Yield the blocks that belong together, in order.

    Parameters
    ----------
    text : str
        The document's text.
    blocks : sequence of Block
        Its layout.
    """
    heading = ""
    group: _Group | None = None
    for block in blocks:
        if block.kind == "heading":
            if group:
                yield group
            heading, group = " ".join(text[block.start : block.end].split()), None
        elif group and _joins(text, group.blocks, block):
            group.blocks.append(block)
        else:
            if group:
                yield group
            group = _Group([block], heading)
    if group:
        yield group


def _joins(text: str, above: Sequence[Block], block: Block) -> bool:
    """Tell whether a block goes on with the passage above it."""
    opener, last = above[0], above[-1]
    open_ended = text[last.start : last.end].endswith(_LEAD_IN)
    if block.kind == "table_row":
        return last.kind == "table_row" or open_ended
    if block.kind == "paragraph":
        # An enumeration that the format does not mark as a list.
        consideration = _CONSIDERATION.match(text, block.start)
        return open_ended and text[block.start].islower() and not consideration
    if last.kind == "table_row":
        return False
    return not _stands_alone(text, opener, block)


def _stands_alone(text: str, opener: Block, item: Block) -> bool:
    """Tell whether an item is a passage, though it could go on with the passage of the opener."""
    words = len(text[item.start : item.end].split())
    member = _MEMBER.match(text, item.start, item.end)
    if not member or words < _SHORTEST_MEMBER:
        return False
    if opener.kind == "list_item":
        above = _MEMBER.match(text, opener.start, opener.end)
        return above is None or above["number"].isdigit() == member["number"].isdigit()
    lead_in = text[opener.start : opener.end].endswith(_LEAD_IN)
    return not lead_in or words >= _LONG_ITEM


def sentence_indices(doc: Doc) -> Ints:
    """Return the indices of the tokens that start a sentence."""
    starts = doc.to_array(["SENT_START"]).astype(np.int64).reshape(-1)
    return np.flatnonzero(starts == 1)


def cut(start: int, end: int, sentences: Ints) -> Iterator[tuple[int, int]]:
    """Yield the parts of a passage, cut at sentence starts where it is too long.

    Parameters
    ----------
    start, end : int
        The tokens of the passage.
    sentences : array of int, shape (n_sentences,)
        The tokens that start a sentence, sorted.
    """
    while end - start > LONGEST_PASSAGE:
        # The last sentence start within reach, or else the first one beyond it.
        index = int(sentences.searchsorted(start + LONGEST_PASSAGE, side="right"))
        position = int(sentences[index - 1]) if index else start
        if position <= start:
            position = int(sentences[index]) if index < len(sentences) else end
        if position >= end:
            break
        yield start, position
        start = position
    if start < end:
        yield start, end
