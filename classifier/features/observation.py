"""What is seen in a doc, before any model: words in order, and marks with their places.

An observation is small and knows no spaCy, so that a whole corpus of them fits in memory and the
same ones serve for training, cross-validation and explanation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from classifier.documents.document import Stretch
from classifier.features.grammar import GrammarMarks
from classifier.features.structure import StructureMarks, within
from classifier.preprocessing.lexicon import load_lexicon

# A text that speaks of policy rules is about them, which says nothing of what it is: such words
# count neither as form nor as n-grams.
_MENTION: Final = "vermelding"
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """The words and marks of a doc, or of a part of it.

    ``words`` leaves out punctuation and whatever belongs to the form of the document (its title,
    letterhead, signature and self-labels): form is counted in marks of its own, which can be
    masked, and must not come back through the words.
    """

    n_words: int  # of the text itself, form included
    words: tuple[str, ...]  # distinct normalised words, sorted
    ids: npt.NDArray[np.int32]  # (n_places,) index into words, in reading order
    spans: npt.NDArray[np.int32]  # (n_places, 2) start and end in characters
    joins: npt.NDArray[np.bool_]  # (n_places,) whether a place may join the next to a bigram
    marks: Mapping[str, tuple[Stretch, ...]]  # "cue:…", "form:…", … → places


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
        self._doc = doc
        attribute = "LEMMA" if doc.has_annotation("LEMMA") else "LOWER"
        self._keys = doc.to_array([attribute]).reshape(-1)
        self._starts = doc.to_array(["IDX"]).astype(np.int32).reshape(-1)
        self._lengths = doc.to_array(["LENGTH"]).astype(np.int32).reshape(-1)
        self._form = sorted(doc.spans["form"], key=lambda span: span.start)
        self._cues = sorted(doc.spans["cues"], key=lambda span: span.start)
        self._form_starts = [span.start for span in self._form]
        self._cue_starts = [span.start for span in self._cues]
        self._structure = StructureMarks(doc)
        self._grammar = GrammarMarks(doc)
        # Which tokens lie in the form as laid out, and which in that or in what names the document.
        self._in_form = np.zeros(len(doc), dtype=bool)
        for span in self._form:
            self._in_form[span.start : span.end] = True
        self._formal = self._in_form.copy()
        lexicon = load_lexicon()
        for span in self._cues:
            if lexicon[span.label_].kind == "form":
                self._formal[span.start : span.end] = True

    def __call__(self, start: int = 0, end: int | None = None) -> Observation:
        """Observe the tokens ``start`` to ``end``, by default all."""
        end = len(self._doc) if end is None else end
        keys, inverse = np.unique(self._keys[start:end], return_inverse=True)
        strings = self._doc.vocab.strings
        normalised = [normalise(strings[int(key)]) for key in keys]
        words = sorted(set(normalised) - {""})
        number = {word: index for index, word in enumerate(words)} | {"": -1}
        ids = np.array([number[word] for word in normalised], dtype=np.int32)[inverse.reshape(-1)]

        is_word = ids >= 0
        kept = np.flatnonzero(is_word & ~self._formal[start:end])
        starts, lengths = self._starts[start:end], self._lengths[start:end]
        # A bigram may step over punctuation, but not over words that belong to the form.
        skipped = np.cumsum(is_word)[kept]
        joins = np.append(np.diff(skipped) == 1, False)[: len(kept)]
        used, places = np.unique(ids[kept], return_inverse=True)
        return Observation(
            n_words=int(is_word.sum()),
            words=tuple(words[index] for index in used),
            ids=places.reshape(-1).astype(np.int32),
            spans=np.stack([starts[kept], starts[kept] + lengths[kept]], axis=1),
            joins=joins,
            marks=self._marks(start, end),
        )

    def _marks(self, start: int, end: int) -> dict[str, tuple[Stretch, ...]]:
        lexicon = load_lexicon()
        marks: dict[str, list[Stretch]] = {}
        for span in self._form[within(self._form_starts, start, end)]:
            # A title is no evidence in itself; what it calls the document is a form cue.
            if span.label_ != "title":
                marks.setdefault(f"form:{span.label_}", []).append((span.start_char, span.end_char))
        for span in self._cues[within(self._cue_starts, start, end)]:
            cue = lexicon[span.label_]
            formal = cue.kind == "cue" and self._in_form[span.start : span.end].any()
            if cue.element == _MENTION or formal:
                continue
            place = (span.start_char, span.end_char)
            marks.setdefault(f"{cue.kind}:{cue.id}", []).append(place)
            if cue.kind == "cue":
                # Sources differ in wording more than in what the wording is for.
                marks.setdefault(f"cue:element:{cue.element}", []).append(place)
        for name, found in self._structure(start, end).items():
            marks[f"structure:{name}"] = list(found)
        for name, found in self._grammar(start, end).items():
            marks[f"grammar:{name}"] = list(found)
        return {name: tuple(places) for name, places in sorted(marks.items())}


def normalise(word: str) -> str:
    """Return a word as n-grams know it: lower case, digits as one 0, "" for punctuation.

    >>> normalise("Artikel"), normalise("3.109d"), normalise("-")
    ('artikel', '0.0d', '')
    """
    if not any(character.isalnum() for character in word):
        return ""
    return _DIGITS.sub("0", word.lower())
