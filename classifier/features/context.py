"""What stands around a passage: the heading, the passages beside it, and its whole document.

A list of questions says little in each of its items and much as a whole; "Horen" above a paragraph
says what the paragraph is for; and a document that speaks of accountants throughout is about their
controls, also in passages that do not say so. What is seen there becomes marks of a family of its
own, "context", so that it can be weighed apart, is explained by its own places, and is simply
absent of a passage whose document is not known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from spacy.tokens import Doc

from classifier.documents.document import Stretch
from classifier.features.observation import Observation, Observer
from classifier.preprocessing.language import function_words
from classifier.preprocessing.layout import token_starts, tokens_at

# The value of a mark, which is there or not, by where it was seen: what the document is and what
# the heading says count for more than one neighbour does.
_VALUES: Final = {
    "document": 0.5,
    "heading": 0.3,
    "before": 0.15,
    "after": 0.15,
    "throughout": 0.15,
}
# What of a neighbour counts: what its words are for in law, not its words.
_OF_NEIGHBOURS: Final = ("cue:element:", "structure:")
_SHORTEST: Final = 3  # letters of a word of a heading
# What stands in a document so often is a trait of it: hits, and hits per 1,000 words; the words
# that are added to its length keep a short one from having many.
_HITS: Final = 2
_DENSITY: Final = 1.0
_SMOOTHING: Final = 100

Marks = Mapping[str, tuple[Stretch, ...]]


class PassageObserver:
    """Observes the passages of a doc, and other parts of it, with what stands around them.

    Parameters
    ----------
    doc : Doc
        From :func:`classifier.preprocessing.preprocess`.
    observe : Observer, optional
        Of the doc, when it is observed as a whole as well.
    """

    def __init__(self, doc: Doc, observe: Observer | None = None) -> None:
        self._doc = doc
        self._observe = Observer(doc) if observe is None else observe
        self._spans = list(doc.spans["passages"])
        self._starts = [span.start for span in self._spans]
        headings = [block for block in doc._.blocks if block.kind == "heading"]
        starts = token_starts(doc)
        self._heading_ends = [block.end for block in headings]
        self._headings = list(
            zip(
                tokens_at(starts, [block.start for block in headings]).tolist(),
                tokens_at(starts, self._heading_ends).tolist(),
                strict=True,
            )
        )
        self._traits = dict(_traits_of(self._observe))
        self._of_heading: dict[int, Marks] = {}
        self._kept: dict[int, Observation] = {}
        self._told: dict[int, Marks] = {}

    def all(self) -> list[Observation]:
        """Return the observations of all passages, in the order of the text.

        They share the words of the doc, as :meth:`Observer.part` gives them.
        """
        return [
            self._with_context(self._passage(number), span.start_char, number - 1, number + 1)
            for number, span in enumerate(self._spans)
        ]

    def __call__(self, start: int, end: int) -> Observation:
        """Observe the tokens ``start`` to ``end``, whatever the passages that they lie in."""
        before = bisect_left(self._starts, start) - 1
        while before >= 0 and self._spans[before].end > start:
            before -= 1
        after = bisect_left(self._starts, end)
        first = self._doc[start].idx
        return self._with_context(self._observe(start, end), first, before, after)

    def _with_context(self, found: Observation, first: int, before: int, after: int) -> Observation:
        marks = {**found.marks, **self._traits}
        for side, number in (("before", before), ("after", after)):
            if 0 <= number < len(self._spans):
                for name, places in self._told_by(number).items():
                    marks[_beside(side, name)] = places
        marks.update(self._heading(bisect_left(self._heading_ends, first + 1) - 1))
        return found.marked(marks)

    def _told_by(self, number: int) -> Marks:
        """Return what a passage tells the ones beside it."""
        if number not in self._told:
            marks = self._passage(number).marks.items()
            told = {name: places for name, places in marks if name.startswith(_OF_NEIGHBOURS)}
            self._told[number] = told
        return self._told[number]

    def _passage(self, number: int) -> Observation:
        if number not in self._kept:
            span = self._spans[number]
            self._kept[number] = self._observe.part(span.start, span.end)
        return self._kept[number]

    def _heading(self, number: int) -> Marks:
        if number < 0:
            return {}
        if number not in self._of_heading:
            self._of_heading[number] = dict(_marks_of(self._observe.part(*self._headings[number])))
        return self._of_heading[number]


@cache
def _beside(side: str, name: str) -> str:
    """Return what a mark of the passage before or after is called; marks are few."""
    return f"context:{side}:{name}"


def _traits_of(observe: Observer) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    """Yield the marks that a document gives all its passages; without places, as there are many."""
    enough = max(_HITS, _DENSITY * (observe.n_words + _SMOOTHING) / 1000)
    for name, places in observe.all_marks.items():
        is_own = name.startswith(("cue:", "structure:")) and not name.startswith("cue:element:")
        if is_own and len(places) >= enough:
            yield f"context:throughout:{name}", ()


def _marks_of(heading: Observation) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    """Yield the marks that a heading gives what stands under it, each with its places."""
    common = function_words("nl")
    words: dict[str, list[Stretch]] = {}
    for number, (start, end) in zip(heading.ids.tolist(), heading.spans.tolist(), strict=True):
        words.setdefault(heading.words[number], []).append((start, end))
    for word, found in words.items():
        if len(word) >= _SHORTEST and word not in common:
            yield f"context:heading:{word}", tuple(found)
    for name, places in heading.marks.items():
        if name.startswith("cue:element:") or name == "structure:question":
            yield f"context:heading:{name}", places


def with_label(observation: Observation, label: str) -> Observation:
    """Return the observation of a passage, marked with what its document is.

    Parameters
    ----------
    observation : Observation
        Of a passage.
    label : str
        The likeliest label of its document, by a model that did not learn from that document.
    """
    return observation.marked({**observation.marks, f"context:document:{label}": ()})


def context_value(name: str) -> float:
    """Return the value of a mark of context that is there, 0 for other marks.

    >>> context_value("context:heading:horen"), context_value("structure:question")
    (0.3, 0.0)
    """
    family, _, rest = name.partition(":")
    return _VALUES[rest.partition(":")[0]] if family == "context" else 0.0
