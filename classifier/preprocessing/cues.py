"""The component that finds the cues of the lexicon in a doc.

Looking for a phrase costs next to nothing, a token pattern a multiple of tokenizing. So all
phrases and anchors are found in one pass, and a pattern runs only in a sentence that holds one of
its anchors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span

from classifier.preprocessing.lexicon import Lexicon, load_lexicon

Hit = tuple[int, int, str]  # start and end in tokens, cue id


@Language.factory("cues", assigns=["doc.spans"])
def make_cues(nlp: Language, name: str) -> Cues:
    """Return the component for a pipeline; spaCy calls this."""
    return Cues(nlp, load_lexicon())


class Cues:
    """Component that fills ``doc.spans["cues"]``, each span labelled with the id of its cue.

    The spans are sorted by position. Those of one cue do not overlap; of overlapping ones the
    longest is kept. Those of different cues may overlap.

    Parameters
    ----------
    nlp : Language
        The pipeline, whose tokenizer cuts the phrases as it cuts the texts.
    lexicon : Lexicon
        What to look for.
    """

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self.fingerprint = f"1-{lexicon.digest}"
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._anchors: dict[str, Matcher] = {}  # by key of an anchor group in _phrases
        keys: dict[tuple[str, ...], str] = {}
        for cue in lexicon:
            self._phrases.add(cue.id, [nlp.make_doc(phrase) for phrase in cue.phrases])
            for pattern in cue.patterns:
                key = keys.setdefault(pattern.anchor, f"anchor:{len(keys)}")
                if key not in self._anchors:
                    self._anchors[key] = Matcher(nlp.vocab, validate=True)
                    self._phrases.add(key, [nlp.make_doc(phrase) for phrase in pattern.anchor])
                self._anchors[key].add(cue.id, [[dict(token) for token in pattern.tokens]])

    def __call__(self, doc: Doc) -> Doc:
        """Set the cues of a doc."""
        hits: set[Hit] = set()
        anchored: dict[str, list[int]] = {}
        for match_id, start, end in self._phrases(doc):
            key = doc.vocab.strings[match_id]
            if key in self._anchors:
                anchored.setdefault(key, []).append(start)
            else:
                hits.add((start, end, key))
        if anchored:
            hits.update(self._patterns(doc, anchored))
        doc.spans["cues"] = [Span(doc, start, end, label=key) for start, end, key in longest(hits)]
        return doc

    def _patterns(self, doc: Doc, anchored: dict[str, list[int]]) -> Iterator[Hit]:
        bounds = _sentence_bounds(doc)
        for key, places in anchored.items():
            sentences = np.unique(np.searchsorted(bounds, places, side="right"))
            for number in sentences.tolist():
                first, last = int(bounds[number - 1]), int(bounds[number])
                # The matcher counts from the start of the span that it is given.
                for match_id, start, end in self._anchors[key](doc[first:last]):
                    yield first + start, first + end, doc.vocab.strings[match_id]


def _sentence_bounds(doc: Doc) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return where each sentence starts, and the length of the doc; without any, one sentence."""
    if not doc.has_annotation("SENT_START"):
        return np.array([0, len(doc)])
    starts = np.flatnonzero(doc.to_array(["SENT_START"]).reshape(-1) == 1)
    return np.union1d(starts, [0, len(doc)])


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits in order, of overlapping ones of one cue only the longest.

    >>> longest([(0, 2, "a"), (1, 4, "a"), (1, 2, "b"), (6, 7, "a")])
    [(1, 2, 'b'), (1, 4, 'a'), (6, 7, 'a')]
    """
    by_cue: dict[str, list[Hit]] = {}
    for hit in sorted(hits):
        kept = by_cue.setdefault(hit[2], [])
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
        elif hit[1] - hit[0] > kept[-1][1] - kept[-1][0]:
            kept[-1] = hit
    return sorted(hit for kept in by_cue.values() for hit in kept)
