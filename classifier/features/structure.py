"""Marks of structure: how a text is built, whatever it is about.

Each mark has its places, so that an explanation can point at them: the questions, the steps, the
references to law, the sentences that are short or long.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from classifier.documents.document import Stretch
from classifier.preprocessing.layout import text_of

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


class StructureMarks:
    """Finds the marks of structure in a doc and in parts of it.

    What is the same for all parts is looked up once: a long document has thousands of passages.

    Parameters
    ----------
    doc : Doc
        A preprocessed doc.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._text = text_of(doc)
        self._blocks = [block for block in doc._.blocks if block.kind in _BLOCKS]
        self._block_starts = [block.start for block in self._blocks]
        self._references = sorted(doc.spans["references"], key=lambda span: span.start)
        self._reference_starts = [span.start for span in self._references]
        self._begins = np.flatnonzero(doc.to_array(["SENT_START"]).reshape(-1) == 1)
        self._is_word = (doc.to_array(["IS_PUNCT", "IS_SPACE"]).sum(axis=1) == 0).astype(int)

    def __call__(self, start: int, end: int) -> dict[str, tuple[Stretch, ...]]:
        """Return the places of each mark, by name.

        Parameters
        ----------
        start, end : int
            The tokens to look at.
        """
        if start >= end:
            return {}
        doc = self._doc
        first = doc[start].idx
        last = doc[end - 1].idx + len(doc[end - 1])
        text = self._text[first:last]
        marks = {
            name: tuple(
                (first + match.start(), first + match.end()) for match in pattern.finditer(text)
            )
            for name, pattern in _PATTERNS.items()
        }
        for block in self._blocks[within(self._block_starts, first, last)]:
            marks[block.kind] = (*marks.get(block.kind, ()), (block.start, block.end))
        marks["reference"] = tuple(
            (span.start_char, span.end_char)
            for span in self._references[within(self._reference_starts, start, end)]
        )
        for name, place in self._sentences(start, end):
            marks[name] = (*marks.get(name, ()), place)
        return {name: places for name, places in marks.items() if places}

    def _sentences(self, start: int, end: int) -> Iterator[tuple[str, Stretch]]:
        doc = self._doc
        begins = self._begins[within(self._begins, start, end)]
        bounds = np.unique(np.concatenate([[start], begins, [end]])).tolist()
        words = self._is_word[start:end]
        counts = np.add.reduceat(words, np.array(bounds[:-1]) - start).tolist()
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


def within(starts: Sequence[int] | npt.NDArray[np.integer], start: int, end: int) -> slice:
    """Return which of sorted places lie from ``start`` up to ``end``.

    >>> within([1, 4, 4, 9], 4, 9)
    slice(1, 3, None)
    """
    return slice(bisect_left(starts, start), bisect_left(starts, end))
