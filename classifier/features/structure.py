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
from classifier.features.tokens import Tokens
from classifier.preprocessing.layout import text_of

_Mark = tuple[int, str, Stretch]  # where it starts, its name, its place

_SHORT: Final = 8  # words; instructions speak in short sentences
_LONG: Final = 40  # words; legal criteria in long ones
# Blocks that say how a text is laid out; reading takes the bullets of list items away.
_BLOCKS: Final = frozenset({"heading", "list_item", "table_row"})
_LINE_EDGES: Final = ("", "\n")  # what stands beside a whole line, in the text

# Patterns on the text: what each finds, with an example. One that begins with a class of signs, and
# then looks back at what must stand before it, is found twice as fast.
_PATTERNS: Final = {
    # "Stap 3": a step by name
    "step": re.compile(r"[Ss](?<!\w.)(?i:tap) \d{1,2}\b"),
    # "€ 1.250,-", "500 euro"
    "amount": re.compile(
        r"[€EFef\d](?i:(?:(?<=€)|(?<=\bf)|(?<=\be)ur)[ \t]?\d[\d.,]{0,15}"
        r"|(?<=\b\d)[\d.,]{0,15} (?:euro|gulden)\b)"
    ),
    # "50%", "10 procent"
    "percentage": re.compile(r"\d(?<!\w.)\d{0,2}(?:,\d{1,2})?[ \t]?(?:%|procent\b)"),
    # "support@example.nl", "https://…", "www.…": where staff find things
    "address": re.compile(
        r"\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,20}|\bhttps?://\S{1,200}|\bwww\.\S{1,200}"
    ),
    # "(zie bijlage 2)", "zie paragraaf 3.1": the text refers to its own parts
    "cross_reference": re.compile(
        r"[Zz](?<!\w.)(?i:ie (?:ook )?(?:bijlage|paragraaf|hoofdstuk|§|onderdeel|punt)\b)"
    ),
}
# The same at the start of a line. A line end, put before the text as well, is found many times as
# fast as "^".
_LINE_PATTERNS: Final = {
    # "artikel 5" or "Artikel 12a": the text is divided like a regulation
    "article_heading": re.compile(r"\n[ \t]*artikel \d{1,3}[a-z]?\b", re.I),
    # "1. Open het dossier", "a) …", "3° …": numbered or lettered items
    "numbered_item": re.compile(r"\n[ \t]*\(?(?:\d{1,2}|[a-z])[.)°][ \t]"),
}
# What a text holds at least one of when the pattern is in it.
_SIGNS: Final = {"address": ("@", "://", "www."), "percentage": ("%", "procent")}


class StructureMarks:
    """Finds the marks of structure in a doc and in parts of it.

    The doc is searched once. A part that begins and ends where lines and sentences do, as passages
    do, has those of its marks that stand in it; only another part is searched anew.

    Parameters
    ----------
    doc : Doc
        A preprocessed doc.
    tokens : Tokens, optional
        Of the doc, when they have been taken already.
    """

    def __init__(self, doc: Doc, tokens: Tokens | None = None) -> None:
        self._text = text_of(doc)
        self._tokens = Tokens(doc) if tokens is None else tokens
        # Of each token the last one, up to itself, that is no white space.
        numbers = np.arange(len(self._tokens))
        self._filled = np.maximum.accumulate(np.where(self._tokens.is_space, -1, numbers))
        self._laid_out = [
            (block.start, block.kind, (block.start, block.end))
            for block in doc._.blocks
            if block.kind in _BLOCKS
        ]
        for span in doc.spans["references"]:
            place = (span.start_char, span.end_char)
            self._laid_out.append((place[0], "reference", place))
        self._laid_out.sort()
        self._laid_out_starts = [start for start, _, _ in self._laid_out]
        self._begins = self._tokens.begins.tolist()
        self._found = self._search(0, len(doc)) if len(doc) else []
        self._starts = [start for start, _, _ in self._found]

    def __call__(self, start: int, end: int) -> dict[str, tuple[Stretch, ...]]:
        """Return the places of each mark, by name.

        Parameters
        ----------
        start, end : int
            The tokens to look at.
        """
        if start >= end:
            return {}
        if self._is_apart(start, end):
            first, last = self._edges(start, end)
            found = self._found[within(self._starts, first, last)]
        else:
            found = self._search(start, end)
        marks: dict[str, list[Stretch]] = {}
        for _, name, place in found:
            marks.setdefault(name, []).append(place)
        return {name: tuple(places) for name, places in marks.items()}

    def _edges(self, start: int, end: int) -> Stretch:
        """Return where a part begins and ends in characters."""
        # The numbers of NumPy take many times as long to compare.
        return int(self._tokens.starts[start]), int(self._tokens.ends[end - 1])

    def _is_apart(self, start: int, end: int) -> bool:
        """Tell whether a part begins and ends where a line and a sentence do."""
        text, begins = self._text, self._begins
        first, last = self._edges(start, end)
        begin, following = bisect_left(begins, start), bisect_left(begins, end)
        closes = begins[following] if following < len(begins) else len(self._tokens)
        return (
            text[first - 1 : first] in _LINE_EDGES
            and text[last : last + 1] in _LINE_EDGES
            and begin < following
            and begins[begin] == start
            and bool(self._filled[closes - 1] < end)
        )

    def _search(self, start: int, end: int) -> list[_Mark]:
        """Return the marks in a part, in the order of where they start."""
        first, last = self._edges(start, end)
        text = self._text[first:last]
        found = self._laid_out[within(self._laid_out_starts, first, last)]
        for name, pattern in _PATTERNS.items():
            if name in _SIGNS and not any(sign in text for sign in _SIGNS[name]):
                continue
            for match in pattern.finditer(text):
                place = (first + match.start(), first + match.end())
                found.append((place[0], name, place))
        lines = "\n" + text
        for name, pattern in _LINE_PATTERNS.items():
            for match in pattern.finditer(lines):
                place = (first + match.start(), first + match.end() - 1)
                found.append((place[0], name, place))
        found.extend(self._sentences(start, end))
        return sorted(found)

    def _sentences(self, start: int, end: int) -> Iterator[_Mark]:
        tokens = self._tokens
        begins = tokens.begins[within(tokens.begins, start, end)]
        lows = begins if len(begins) and begins[0] == start else np.append(start, begins)
        highs = np.append(lows[1:], end)
        counts = tokens.n_plain[highs] - tokens.n_plain[lows]
        lasts = np.maximum(lows, self._filled[highs - 1])
        asks = tokens.asks[lasts]
        short = (counts > 1) & (counts <= _SHORT) & tokens.stops[lasts]
        for name, which in (
            ("question", asks),
            ("short_sentence", short),
            ("long_sentence", ~asks & (counts >= _LONG)),
        ):
            starts, ends = tokens.starts[lows[which]].tolist(), tokens.ends[lasts[which]].tolist()
            yield from (
                (start, name, (start, end)) for start, end in zip(starts, ends, strict=True)
            )


def within(starts: Sequence[int] | npt.NDArray[np.integer], start: int, end: int) -> slice:
    """Return which of sorted places lie from ``start`` up to ``end``.

    >>> within([1, 4, 4, 9], 4, 9)
    slice(1, 3, None)
    """
    return slice(bisect_left(starts, start), bisect_left(starts, end))
