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

from classifier.features.structure import structure_marks
from classifier.preprocessing.lexicon import load_lexicon

Stretch = tuple[int, int]  # start and end, in characters of the document's text

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
    marks: Mapping[str, tuple[Stretch, ...]]  # "cue:…", "form:…" or "structure:…" → places


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
    end = len(doc) if end is None else end
    attribute = "LEMMA" if doc.has_annotation("LEMMA") else "LOWER"
    keys, inverse = np.unique(doc.to_array([attribute]).reshape(-1)[start:end], return_inverse=True)
    normalised = [normalise(doc.vocab.strings[int(key)]) for key in keys]
    words = sorted(set(normalised) - {""})
    number = {word: index for index, word in enumerate(words)} | {"": -1}
    ids = np.array([number[word] for word in normalised], dtype=np.int32)[inverse.reshape(-1)]

    formal = _formal_tokens(doc)[start:end]
    is_word = ids >= 0
    kept = np.flatnonzero(is_word & ~formal)
    starts = doc.to_array(["IDX"]).astype(np.int32).reshape(-1)[start:end]
    lengths = doc.to_array(["LENGTH"]).astype(np.int32).reshape(-1)[start:end]
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
        marks=_marks(doc, start, end),
    )


def normalise(word: str) -> str:
    """Return a word as n-grams know it: lower case, digits as one 0, "" for punctuation.

    >>> normalise("Artikel"), normalise("3.109d"), normalise("-")
    ('artikel', '0.0d', '')
    """
    if not any(character.isalnum() for character in word):
        return ""
    return _DIGITS.sub("0", word.lower())


def _formal_tokens(doc: Doc) -> npt.NDArray[np.bool_]:
    """Tell for each token whether it belongs to the form of the document."""
    formal = np.zeros(len(doc), dtype=bool)
    lexicon = load_lexicon()
    for span in doc.spans["form"]:
        formal[span.start : span.end] = True
    for span in doc.spans["cues"]:
        if lexicon[span.label_].kind == "form":
            formal[span.start : span.end] = True
    return formal


def _marks(doc: Doc, start: int, end: int) -> dict[str, tuple[Stretch, ...]]:
    lexicon = load_lexicon()
    form = np.zeros(len(doc), dtype=bool)
    marks: dict[str, list[Stretch]] = {}
    for span in doc.spans["form"]:
        form[span.start : span.end] = True
        # A title is no evidence in itself; what it calls the document is a form cue.
        if span.label_ != "title" and start <= span.start < end:
            marks.setdefault(f"form:{span.label_}", []).append((span.start_char, span.end_char))
    for span in doc.spans["cues"]:
        if not start <= span.start < end:
            continue
        cue = lexicon[span.label_]
        if cue.element == _MENTION or (cue.kind == "cue" and form[span.start : span.end].any()):
            continue
        place = (span.start_char, span.end_char)
        marks.setdefault(f"{cue.kind}:{cue.id}", []).append(place)
        if cue.kind == "cue":
            # Sources differ in wording more than in what the wording is for.
            marks.setdefault(f"cue:element:{cue.element}", []).append(place)
    for name, found in structure_marks(doc, start, end).items():
        marks[f"structure:{name}"] = list(found)
    return {name: tuple(places) for name, places in sorted(marks.items())}
