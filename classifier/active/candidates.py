"""Candidates: the documents or passages of a pool, one of which is labelled at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.active.risks import Risk, document_risks, passage_risks
from classifier.assessment.assessment import Assessment
from classifier.explanation import Contribution
from classifier.labels import by_likelihood


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A document, or a passage of one, as the model sees it."""

    id: str  # the source of the document, with "#3" for its third passage
    document: str  # the source of the document
    title: str  # of the document
    text: str  # of the document
    start: int  # where the part to label begins, in characters of the text
    end: int  # exclusive
    model: str  # name@version
    decision: str  # a label, or "twijfel"
    probabilities: Mapping[str, float]  # of each label
    features: Mapping[str, float]  # the row of the model, by name, without what is zero
    risks: tuple[Risk, ...]  # the heaviest first

    @property
    def label(self) -> str:
        """The likeliest label."""
        return by_likelihood(self.probabilities)[0]

    @property
    def part(self) -> str:
        """The text to label."""
        return self.text[self.start : self.end]


def document_of(assessment: Assessment) -> Candidate:
    """Return a document as a candidate.

    Parameters
    ----------
    assessment : Assessment
        Without an error, with its text and with all of its explanation: that holds the row.
    """
    return Candidate(
        id=assessment.source,
        document=assessment.source,
        title=assessment.title,
        text=assessment.text,
        start=0,
        end=len(assessment.text),
        model=assessment.model,
        decision=assessment.decision or "",
        probabilities=assessment.probabilities,
        features={_name(c): c.value for c in _contributions(assessment)},
        risks=document_risks(assessment),
    )


def passages_of(assessment: Assessment) -> Iterator[Candidate]:
    """Yield the passages of a document as candidates, but for those in which nothing was seen.

    Parameters
    ----------
    assessment : Assessment
        As for :func:`document_of`. A passage gets of each feature the share of the places that
        lie in it.
    """
    for number, passage in enumerate(assessment.passages, start=1):
        features = {}
        for c in _contributions(assessment):
            inside = sum(passage.start <= start < passage.end for start, _ in c.spans)
            if inside:
                features[_name(c)] = c.value * inside / len(c.spans)
        if features:
            yield Candidate(
                id=f"{assessment.source}#{number}",
                document=assessment.source,
                title=assessment.title,
                text=assessment.text,
                start=passage.start,
                end=passage.end,
                model=assessment.model,
                decision=passage.label,
                probabilities=passage.probabilities,
                features=features,
                risks=passage_risks(assessment, passage),
            )


def _contributions(assessment: Assessment) -> Sequence[Contribution]:
    return assessment.explanation.contributions if assessment.explanation else ()


def _name(contribution: Contribution) -> str:
    return sys.intern(contribution.feature)  # a pool has the same names many thousands of times
