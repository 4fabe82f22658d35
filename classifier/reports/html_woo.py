"""What a page says of the proposal under the Woo, beyond the ground of each passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from classifier.assessment.assessment import Assessment
from classifier.labels import UITVOERINGSINSTRUCTIE
from classifier.reports import woo_wording
from classifier.reports.quotes import shortened
from classifier.woo.proposal import Proposal, WooProposal

_PERSONAL: Final = 25  # personal data listed at most
_QUOTE: Final = 120  # characters shown of each


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Personal data that could be withheld."""

    quote: str
    passage: int | None  # number of the passage it stands in, from 1
    reason: str  # with what else is to be considered
    item: Proposal
    like: int  # number of the first here with the same reason, from 1; its own when it is that one


@dataclass(frozen=True, slots=True)
class WooSection:
    """The section of a page."""

    lines: tuple[str, ...]  # what follows for the document as a whole
    personal: tuple[PersonalData, ...]
    n_left: int  # personal data that are not listed
    legend: tuple[str, ...]  # the grounds in the words of the statute
    reminders: tuple[str, ...]
    status: str  # that it is a proposal


def woo_section(assessment: Assessment, proposal: WooProposal) -> WooSection | None:
    """Return the section about what could be withheld, None where nothing is to be said.

    Parameters
    ----------
    assessment : Assessment
        With the passages of the document.
    proposal : WooProposal
        What of it could be withheld.
    """
    if not proposal.proposals and proposal.label != UITVOERINGSINSTRUCTIE:
        return None
    firsts: dict[str, int] = {}
    personal: list[PersonalData] = []
    for item in proposal.proposals:
        if item.kind != "personal":
            continue
        personal.append(
            PersonalData(
                shortened(assessment.text[item.start : item.end], _QUOTE),
                assessment.passage_at(item.start),
                "; ".join((item.reason, *woo_wording.besides(item))),
                item,
                firsts.setdefault(item.reason, len(personal) + 1),
            )
        )
    return WooSection(
        tuple(woo_wording.consequences(proposal)),
        tuple(personal[:_PERSONAL]),
        max(0, len(personal) - _PERSONAL),
        tuple(woo_wording.legend(proposal)),
        woo_wording.REMINDERS if proposal.proposals else (),
        woo_wording.PROPOSAL,
    )
