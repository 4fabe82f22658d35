"""The component that finds the cues of the lexicon in a doc.

Looking for a phrase costs next to nothing, a token pattern a multiple of tokenizing. So a pattern
runs only in a sentence that holds one of its anchors and one of each of the other words that it
cannot do without; which sentences those are is told for all patterns at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span

from classifier.errors import LexiconError
from classifier.preprocessing.lexicon import Lexicon, Pattern, load_lexicon

Ints = npt.NDArray[np.int64]
Need = tuple[frozenset[str], bool]  # words in lower case, and whether one must open the sentence
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

    Raises
    ------
    LexiconError
        When an anchor of a pattern is not one word.
    """

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self.fingerprint = f"1-{lexicon.digest}"
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._ids: dict[int, str] = {}  # of cues, by what spaCy numbers them
        self._patterns: list[tuple[Matcher, str, int | None]] = []  # with how far each can reach
        needed: list[list[Need]] = []
        for cue in lexicon:
            self._ids[nlp.vocab.strings.add(cue.id)] = cue.id
            self._phrases.add(cue.id, [nlp.make_doc(phrase) for phrase in cue.phrases])
            for pattern in cue.patterns:
                for anchor in pattern.anchor:
                    if len(nlp.make_doc(anchor)) != 1:
                        raise LexiconError(
                            f"cue {cue.id!r}: the anchor {anchor!r} is more than one word; "
                            "give one of its words"
                        )
                matcher = Matcher(nlp.vocab, validate=True)
                matcher.add(cue.id, [[dict(token) for token in pattern.tokens]])
                self._patterns.append((matcher, cue.id, reach(pattern)))
                needed.append(list(needs_of(pattern)))
        self._needs = Needs(nlp, needed)

    def __call__(self, doc: Doc) -> Doc:
        """Set the cues of a doc."""
        ids = self._ids
        hits = {(start, end, ids[match_id]) for match_id, start, end in self._phrases(doc)}
        hits.update(self._matches(doc))
        doc.spans["cues"] = [Span(doc, start, end, label=key) for start, end, key in longest(hits)]
        return doc

    def _matches(self, doc: Doc) -> Iterator[Hit]:
        bounds = _sentence_bounds(doc)
        edges = bounds.tolist()
        for sentence, number in self._needs.met(doc, bounds[:-1]):
            first, last = edges[sentence], edges[sentence + 1]
            matcher, cue_id, most = self._patterns[number]
            if most is not None:
                last = min(last, first + most)
            # The matcher counts from the start of the span that it is given.
            for _, start, end in matcher(doc[first:last]):
                yield first + start, first + end, cue_id


def needs_of(pattern: Pattern) -> Iterator[Need]:
    """Yield sets of words; a sentence in which the pattern is found holds one of each.

    >>> tokens = ({"LOWER": "leg"}, {"OP": "{1,9}"}, {"LOWER": {"IN": ["vast", "voor"]}})
    >>> [sorted(words) for words, _ in needs_of(Pattern(("zaak",), tokens, ""))]
    [['zaak'], ['leg'], ['vast', 'voor']]
    """
    yield frozenset(pattern.anchor), False
    for token in pattern.tokens:
        lower = token.get("LOWER", {})
        words = [lower] if isinstance(lower, str) else lower.get("IN", ())
        if words and "OP" not in token:
            yield frozenset(words), token.get("IS_SENT_START", False)


def reach(pattern: Pattern) -> int | None:
    """Return how many tokens from the start of a sentence a pattern can reach; None for any.

    >>> tokens = ({"LOWER": "leg", "IS_SENT_START": True}, {"OP": "{1,9}"}, {"LOWER": "vast"})
    >>> reach(Pattern(("leg",), tokens, ""))
    11
    """
    if not pattern.tokens[0].get("IS_SENT_START") or "OP" in pattern.tokens[0]:
        return None
    most = [re.findall(r"\d+", token.get("OP", "")) or ["1"] for token in pattern.tokens]
    return sum(int(numbers[-1]) for numbers in most)


class Needs:
    """Tells in which sentences the words stand that something needs, for many things at once.

    Parameters
    ----------
    nlp : Language
        Numbers the words.
    needed : list of list of Need
        What each thing needs: one word of each of its sets.
    """

    def __init__(self, nlp: Language, needed: list[list[Need]]) -> None:
        sets = sorted({words for each in needed for words, _ in each}, key=sorted)
        numbers = {word: nlp.vocab.strings.add(word) for words in sets for word in words}
        self._words = np.array(sorted(numbers.values()), dtype=np.uint64)
        # A row a word, and a last one for all other words; a column a set.
        is_in = np.zeros((len(self._words) + 1, len(sets)), dtype=bool)
        for column, words in enumerate(sets):
            keys = np.array([numbers[word] for word in words], dtype=np.uint64)
            is_in[np.searchsorted(self._words, keys), column] = True
        self._sets = np.packbits(is_in, axis=1)  # a bit a set
        self._n_sets = len(sets)
        # A row a thing; a column a set that must be in the sentence, then one that must open it.
        columns = [(words, opens) for opens in (False, True) for words in sets]
        needs = np.array([[c in each for c in columns] for each in needed], np.float32)
        self._needs = needs.reshape(len(needed), len(columns)).T
        self._n_needs = self._needs.sum(axis=0)

    def met(self, doc: Doc, starts: Ints) -> list[list[int]]:
        """Return which sentence has what which thing needs, as pairs of their numbers.

        Parameters
        ----------
        doc : Doc
            A tokenized text.
        starts : array of int, shape (n_sentences,)
            The tokens at which the sentences start, the first at 0.
        """
        if not len(starts) or not len(self._n_needs):
            return []
        lower = doc.to_array("LOWER")
        rows = self._words.searchsorted(lower)
        rows[self._words.take(rows, mode="clip") != lower] = len(self._words)
        sets = self._sets.take(rows, axis=0)
        inside, opening = np.bitwise_or.reduceat(sets, starts, axis=0), sets[starts]
        both = [np.unpackbits(each, axis=1, count=self._n_sets) for each in (inside, opening)]
        has = np.concatenate(both, axis=1).astype(np.float32)
        found: list[list[int]] = np.argwhere(has @ self._needs == self._n_needs).tolist()
        return found


def _sentence_bounds(doc: Doc) -> Ints:
    """Return where each sentence starts, and the length of the doc; without any, one sentence."""
    is_start = doc.to_array("SENT_START") == 1
    is_start[:1] = True
    return np.append(is_start.nonzero()[0], len(doc))


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
