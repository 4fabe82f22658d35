"""What is seen in a doc, before any model: words in order, and marks with their places.

An observation is small and knows no spaCy, so that a whole corpus of them fits in memory and the
same ones serve for training, cross-validation and explanation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from operator import itemgetter
from typing import Final

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from classifier.documents.document import Stretch
from classifier.features.grammar import GrammarMarks
from classifier.features.structure import StructureMarks, within
from classifier.features.tokens import Tokens
from classifier.preprocessing.lexicon import load_lexicon

# A text that speaks of policy rules is about them, which says nothing of what it is: such words
# count neither as form nor as n-grams.
_MENTION: Final = "vermelding"


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """The words and marks of a doc, or of a part of it.

    ``words`` leaves out punctuation and whatever belongs to the form of the document (its title,
    letterhead, signature and self-labels): form is counted in marks of its own, which can be
    masked, and must not come back through the words.
    """

    n_words: int  # of the text itself, form included
    words: tuple[str, ...]  # distinct normalised words, sorted; see Observer.part
    ids: npt.NDArray[np.int32]  # (n_places,) index into words, in reading order
    spans: npt.NDArray[np.int32]  # (n_places, 2) start and end in characters
    joins: npt.NDArray[np.bool_]  # (n_places,) whether a place may join the next to a bigram
    marks: Mapping[str, tuple[Stretch, ...]]  # "cue:…", "form:…", … → places

    def marked(self, marks: Mapping[str, tuple[Stretch, ...]]) -> Observation:
        """Return the observation with these marks in place of its own."""
        return Observation(self.n_words, self.words, self.ids, self.spans, self.joins, marks)


def observe(doc: Doc, start: int = 0, end: int | None = None) -> Observation:
    """Observe a doc, or the tokens ``start`` to ``end`` of it.

    Parameters
    ----------
    doc : Doc
        From :func:`classifier.preprocessing.preprocess`.
    start, end : int
        The tokens to look at; by default all.

    Returns
    -------
    Observation
    """
    return Observer(doc)(start, end)


class Observer:
    """Observes a doc, and parts of it.

    What is the same for all parts is looked up once: a long document has thousands of passages.

    Parameters
    ----------
    doc : Doc
        From :func:`classifier.preprocessing.preprocess`.
    """

    def __init__(self, doc: Doc) -> None:
        tokens = self._tokens = Tokens(doc)
        # Which tokens lie in the form as laid out, and which in that or in what names the document.
        in_form, formal = bytearray(len(doc)), bytearray(len(doc))
        marks: list[tuple[int, str, Stretch]] = []  # the token at which it starts, its name, place
        for span in doc.spans["form"]:
            start, end = span.start, span.end
            in_form[start:end] = formal[start:end] = b"\1" * (end - start)
            # A title is no evidence in itself; what it calls the document is a form cue.
            if span.label_ != "title":
                marks.append((start, f"form:{span.label_}", (span.start_char, span.end_char)))
        for span in doc.spans["cues"]:
            start, end = span.start, span.end
            kind, names = _names(span.label_)
            if kind == "form":
                formal[start:end] = b"\1" * (end - start)
            elif any(in_form[start:end]):
                continue
            place = (span.start_char, span.end_char)
            marks.extend([(start, name, place) for name in names])
        is_word = tokens.ids >= 0
        self._n_words = np.concatenate([[0], is_word.cumsum()])  # before each token
        is_kept = is_word & (np.frombuffer(formal, dtype=np.uint8) == 0)
        kept = np.flatnonzero(is_kept)
        self._n_kept = np.concatenate([[0], is_kept.cumsum()])  # before each token
        self._words = tuple(tokens.words)
        self._ids = tokens.ids[kept]
        self._spans = np.stack([tokens.starts[kept], tokens.ends[kept]], axis=1)
        # A bigram may step over punctuation, but not over words that belong to the form.
        self._joins = np.zeros(len(kept), dtype=bool)
        self._joins[:-1] = np.diff(self._n_words[kept]) == 1
        self._marks = sorted(marks, key=itemgetter(0))
        self._mark_starts = [start for start, _, _ in self._marks]
        self._structure = StructureMarks(doc, tokens)
        self._grammar = GrammarMarks(doc)

    def __call__(self, start: int = 0, end: int | None = None) -> Observation:
        """Observe the tokens ``start`` to ``end``, by default all."""
        found = self.part(start, len(self._tokens) if end is None else end)
        words, ids = found.words, found.ids
        # The words of this part, numbered anew; of a few the numbers are sorted sooner than NumPy
        # goes through all words.
        if len(ids) < len(words):
            used = sorted(set(ids.tolist()))
        else:
            used = np.flatnonzero(np.bincount(ids)).tolist()
        numbers = np.empty(len(words), dtype=np.int32)
        numbers[used] = np.arange(len(used), dtype=np.int32)
        return replace(found, words=tuple([words[number] for number in used]), ids=numbers[ids])

    def part(self, start: int, end: int) -> Observation:
        """Observe the tokens ``start`` to ``end``, with the words of the whole doc.

        Parts that share their words, numbered once, are sooner looked up together.
        """
        first, last = int(self._n_kept[start]), int(self._n_kept[end])
        joins = self._joins[first:last].copy()
        joins[-1:] = False
        return Observation(
            n_words=int(self._n_words[end] - self._n_words[start]),
            words=self._words,
            ids=self._ids[first:last],
            spans=self._spans[first:last].copy(),
            joins=joins,
            marks=self.all_marks if end - start == len(self._tokens) else self.marks(start, end),
        )

    @property
    def n_words(self) -> int:
        """How many words the doc has."""
        return int(self._n_words[-1])

    @property
    def sentences(self) -> list[Stretch]:
        """Where each sentence of the doc stands, in characters, in order."""
        tokens = self._tokens
        lasts = np.append(tokens.begins, len(tokens))[1:] - 1
        starts, ends = tokens.starts[tokens.begins].tolist(), tokens.ends[lasts].tolist()
        return list(zip(starts, ends, strict=True))

    @cached_property
    def all_marks(self) -> Mapping[str, tuple[Stretch, ...]]:
        """The places of each mark in the whole doc."""
        return self.marks(0, len(self._tokens))

    def marks(self, start: int, end: int) -> dict[str, tuple[Stretch, ...]]:
        """Return the places of each mark in the tokens ``start`` to ``end``."""
        marks: dict[str, list[Stretch]] = {}
        for _, name, place in self._marks[within(self._mark_starts, start, end)]:
            marks.setdefault(name, []).append(place)
        found = {name: tuple(places) for name, places in marks.items()}
        for family, each in (("structure", self._structure), ("grammar", self._grammar)):
            found |= {f"{family}:{name}": places for name, places in each(start, end).items()}
        return found


@cache
def _names(cue_id: str) -> tuple[str, tuple[str, ...]]:
    """Return the kind of a cue, and the marks that it leaves."""
    cue = load_lexicon()[cue_id]
    if cue.element == _MENTION:
        return cue.kind, ()
    name = f"{cue.kind}:{cue.id}"
    # Sources differ in wording more than in what the wording is for.
    return cue.kind, (name, f"cue:element:{cue.element}") if cue.kind == "cue" else (name,)
