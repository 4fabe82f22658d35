"""Which passages of a document get a ground of the Woo: those of an instruction that show a method.

Each ground is weighed for each passage. A passage that sets a norm is policy, which must be
published, and never gets one; of a passage that does both, the sentences that show the method do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Final

from classifier.assessment.assessment import Passage
from classifier.documents.document import Document, Stretch
from classifier.documents.letterheads import role_of
from classifier.labels import NORM, ONDERZOEK, UITVOERINGSINSTRUCTIE
from classifier.settings import NORM_CEILING, WITHHOLDING_THRESHOLD
from classifier.woo.grounds import load_grounds
from classifier.woo.norms import methods_in

# What has fewer words than this is a heading that reading took for a paragraph; of the labelled
# passages that show a method none is so short.
_SHORTEST: Final = 6


def may_be_withheld(
    passage: Passage,
    norm_threshold: float,
    *,
    threshold: float = WITHHOLDING_THRESHOLD,
    ceiling: float = NORM_CEILING,
) -> bool:
    """Tell whether a passage of an instruction may be proposed: a method, and surely no norm.

    Parameters
    ----------
    passage : Passage
        With its probabilities.
    norm_threshold : float
        The probability from which the model counts a passage as a norm.
    threshold : float
        The probability of onderzoek that it must have.
    ceiling : float
        The probability of norm that it must stay under.
    """
    chances = passage.probabilities
    return (
        passage.label != NORM
        and chances.get(NORM, 0.0) < min(norm_threshold, ceiling)
        and chances.get(ONDERZOEK, 0.0) >= threshold
    )


def with_grounds(
    passages: Sequence[Passage],
    label: str,
    document: Document,
    sentences: Sequence[Stretch],
    norm_threshold: float,
) -> tuple[Passage, ...]:
    """Return the passages of a document, with a ground and its reason where one is proposed.

    Parameters
    ----------
    passages : sequence of Passage
        Of one document.
    label : str
        The likeliest label of the document; only an instruction gets proposals.
    document : Document
        The document.
    sentences : sequence of (start, end)
        Its sentences, in characters of its text, in order.
    norm_threshold : float
        The probability from which the model counts a passage as a norm.
    """
    if label != UITVOERINGSINSTRUCTIE:
        return tuple(passages)
    found, at_head = [], True
    for passage in passages:
        words = document.text[passage.start : passage.end]
        # Further down such lines may be a list of what is to be asked.
        at_head = at_head and _is_letterhead(words)
        if not at_head and may_be_withheld(passage, norm_threshold):
            passage = _proposed(passage, words, document, sentences)
        found.append(passage)
    return tuple(found)


def _is_letterhead(words: str) -> bool:
    """Return whether lines only say whose a document is, to whom, when and about what."""
    return not any(role_of(line) in ("name", "part") for line in words.splitlines())


def _proposed(
    passage: Passage, words: str, document: Document, sentences: Sequence[Stretch]
) -> Passage:
    """Return a passage with its ground, when it is no heading and shows a method anywhere."""
    if len(words.split()) < _SHORTEST:
        return passage
    stretches = methods_in(words, _within(passage, sentences))
    if not stretches:
        return passage
    rule = load_grounds().passage_rule(words, document.title)
    parts = () if stretches == ((0, len(words)),) else _moved(stretches, passage.start)
    return replace(passage, ground=rule.ground, reason=rule.reason, parts=parts)


def _within(passage: Passage, sentences: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield what of each sentence stands in a passage, in characters of its text."""
    first = bisect_right(sentences, passage.start, key=itemgetter(1))
    for start, end in sentences[first : bisect_left(sentences, passage.end, key=itemgetter(0))]:
        yield max(start, passage.start) - passage.start, min(end, passage.end) - passage.start


def _moved(stretches: Iterable[Stretch], offset: int) -> tuple[Stretch, ...]:
    return tuple((start + offset, end + offset) for start, end in stretches)
