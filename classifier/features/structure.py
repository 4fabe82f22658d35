"""Marks of structure: how a text is built, whatever it is about.

Each mark has its places, so that an explanation can point at them: the questions, the steps, the
references to law, the sentences that are short or long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
from spacy.tokens import Doc

Stretch = tuple[int, int]  # start and end, in characters

_SHORT: Final = 8  # words; instructions speak in short sentences
_LONG: Final = 40  # words; legal criteria in long ones
# Blocks that say how a text is laid out; reading takes the bullets of list items away.
_BLOCKS: Final = frozenset({"heading", "list_item", "table_row"})

# Patterns on the text: what each finds, with an example.
_PATTERNS: Final = {
    # "artikel 5" or "Artikel 12a" at the start of a line: the text is divided like a regulation
    "article_heading": re.compile(r"^[ \t]*artikel \d{1,3}[a-z]?\b", re.I | re.M),
    # "1. Open het dossier", "a) …", "3° …": numbered or lettered items
    "numbered_item": re.compile(r"^[ \t]*\(?(?:\d{1,2}|[a-z])[.)°][ \t]", re.M),
    # "Stap 3": a step by name
    "step": re.compile(r"\bstap \d{1,2}\b", re.I),
    # "€ 1.250,-", "500 euro"
    "amount": re.compile(
        r"(?:€|\bf|\beur)[ \t]?\d[\d.,]{0,15}|\b\d[\d.,]{0,15} (?:euro|gulden)\b", re.I
    ),
    # "50%", "10 procent"
    "percentage": re.compile(r"\b\d{1,3}(?:,\d{1,2})?[ \t]?(?:%|procent\b)"),
    # "support@example.nl", "https://…", "www.…": where staff find things
    "address": re.compile(
        r"\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,20}|\bhttps?://\S{1,200}|\bwww\.\S{1,200}"
    ),
    # "(zie bijlage 2)", "zie paragraaf 3.1": the text refers to its own parts
    "cross_reference": re.compile(
        r"\bzie (?:ook )?(?:bijlage|paragraaf|hoofdstuk|§|onderdeel|punt)\b", re.I
    ),
}


def structure_marks(doc: Doc, start: int, end: int) -> dict[str, tuple[Stretch, ...]]:
    """Return the places of each mark of structure, by name.

    Parameters
    ----------
    doc : Doc
        A preprocessed doc.
    start, end : int
        The tokens to look at.
    """
    if start >= end:
        return {}
    first = doc[start].idx
    last = doc[end - 1].idx + len(doc[end - 1])
    text = doc[start:end].text  # spaCy puts the text of a doc together anew each time
    marks = {
        name: tuple(
            (first + match.start(), first + match.end()) for match in pattern.finditer(text)
        )
        for name, pattern in _PATTERNS.items()
    }
    for block in doc._.blocks:
        if block.kind in _BLOCKS and first <= block.start < last:
            marks[block.kind] = (*marks.get(block.kind, ()), (block.start, block.end))
    marks["reference"] = tuple(
        (span.start_char, span.end_char)
        for span in doc.spans["references"]
        if start <= span.start < end
    )
    for name, place in _sentence_marks(doc, start, end):
        marks[name] = (*marks.get(name, ()), place)
    return {name: places for name, places in marks.items() if places}


def _sentence_marks(doc: Doc, start: int, end: int) -> Iterator[tuple[str, Stretch]]:
    begins = np.flatnonzero(doc.to_array(["SENT_START"]).reshape(-1)[start:end] == 1) + start
    bounds = np.unique(np.concatenate([[start], begins, [end]])).tolist()
    is_word = doc.to_array(["IS_PUNCT", "IS_SPACE"]).sum(axis=1) == 0
    counts = np.add.reduceat(is_word[start:end].astype(int), np.array(bounds[:-1]) - start).tolist()
    for low, high, count in zip(bounds, bounds[1:], counts, strict=False):
        while high > low + 1 and doc[high - 1].is_space:
            high -= 1
        place = (doc[low].idx, doc[high - 1].idx + len(doc[high - 1]))
        if doc[high - 1].text == "?":
            yield "question", place
        elif 1 < count <= _SHORT and doc[high - 1].text in {".", "!"}:
            yield "short_sentence", place
        elif count >= _LONG:
            yield "long_sentence", place
