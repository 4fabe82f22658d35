"""What a page says of an assessment, in the words and numbers that its template shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from classifier.assessment.assessment import Assessment, Passage
from classifier.assessment.attention import passages_to_look_at
from classifier.explanation import Contribution, Explanation
from classifier.reports import wording
from classifier.reports.html_marks import ReasonPlace, places_of
from classifier.reports.quotes import Snippet, shortened, snippet
from classifier.reports.sums import rounded
from classifier.reports.woo_wording import besides
from classifier.woo.proposal import WooProposal

FAMILIES: Final = {  # in the order of the filter
    "cue": "aanwijzing",
    "ngram": "woord",
    "structure": "opbouw",
    "grammar": "grammatica",
    "form": "vorm",
}
_PASSAGES: Final = 25  # listed at most
_PASSAGE_LENGTH: Final = 240  # characters shown of each


@dataclass(frozen=True, slots=True)
class Reason:
    """One row of the sum."""

    number: int  # from 1
    name: str
    family: str
    kind: str  # the family in words
    contribution: float  # rounded, so that the rows add up
    bar: int  # length of its bar: 0 to 100
    places: tuple[str, ...]  # the ids of its places
    quote: Snippet | None  # its first place


@dataclass(frozen=True, slots=True)
class Sum:
    """The score as a sum of rounded numbers: bias + reasons + remainder = score."""

    target: str
    against: str
    bias: float
    reasons: tuple[Reason, ...]
    remainder: float
    n_left: int  # weaker reasons, which the remainder holds
    score: float

    def strongest(self, sign: int, most: int = 5) -> list[Reason]:
        """Return the strongest reasons for (1) or against (-1)."""
        return [reason for reason in self.reasons if sign * reason.contribution > 0][:most]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A passage to look at."""

    number: int  # from 1, among all passages
    passage: Passage
    label: str  # in words
    quote: str
    like: int  # number of the first passage here with the same reason; its own when it is that one
    only: str  # for which words alone a ground is proposed; "" where it is for the whole passage
    besides: str  # what else is to be considered where a ground is proposed: alternatives, cautions


def summed(explanation: Explanation, kept: Explanation, text: str) -> Sum:
    """Return an explanation as a sum of rounded numbers.

    Parameters
    ----------
    explanation : Explanation
        With all its reasons.
    kept : Explanation
        Its strongest ones, as ``explanation.top`` gives them.
    text : str
        The text of the document.
    """
    values = [kept.bias, *(c.contribution for c in kept.contributions), kept.remainder]
    bias, *shown, remainder = rounded(values, kept.score)
    anchors: dict[int, list[ReasonPlace]] = {}
    for place in places_of(kept.contributions, len(text)):
        anchors.setdefault(place.reason, []).append(place)
    most = max((abs(value) for value in shown), default=0.0) or 1.0
    reasons = tuple(
        _reason(number, reason, value, most, anchors.get(number, ()), text)
        for number, (reason, value) in enumerate(
            zip(kept.contributions, shown, strict=True), start=1
        )
    )
    n_left = len(explanation.contributions) - len(reasons)
    score = round(kept.score, 3)
    return Sum(kept.target, kept.against, bias, reasons, remainder, n_left, score)


def _reason(
    number: int,
    reason: Contribution,
    value: float,
    most: float,
    places: Sequence[ReasonPlace],
    text: str,
) -> Reason:
    return Reason(
        number,
        wording.feature(reason.feature),
        reason.family,
        FAMILIES[reason.family],
        value,
        round(100 * abs(value) / most),
        tuple(place.anchor for place in places),
        snippet(text, (places[0].start, places[0].end)) if places else None,
    )


def chosen(assessment: Assessment, proposal: WooProposal) -> tuple[list[Chosen], int]:
    """Return the passages to look at first, in the order of the text, and how many more are.

    Parameters
    ----------
    assessment : Assessment
        With its passages.
    proposal : WooProposal
        What could be withheld of the document.
    """
    found, n_left = passages_to_look_at(assessment, _PASSAGES)
    proposed = {item.start: item for item in proposal.proposals if item.kind == "passage"}
    firsts: dict[str, int] = {}
    shown = [
        Chosen(
            number,
            passage,
            wording.PASSAGE_LABELS[passage.label],
            shortened(assessment.text[passage.start : passage.end], _PASSAGE_LENGTH),
            firsts.setdefault(passage.reason, number) if passage.ground else number,
            wording.only(passage, assessment.text),
            "; ".join(besides(proposed[passage.proposed[0][0]])) if passage.proposed else "",
        )
        for number, passage in found
    ]
    return shown, n_left
