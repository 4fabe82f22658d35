"""What an annotated copy of a document says, and where: reasons and what could be withheld.

Each note begins with a letter, so that nothing hangs on the colour alone: V for a reason for the
label, T for one against it, W for a proposal under the Woo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from classifier.assessment.assessment import Assessment
from classifier.explanation import Contribution, Explanation
from classifier.reports import woo_wording, wording
from classifier.reports.html_marks import places_of
from classifier.reports.sums import signed
from classifier.reports.visible import visible
from classifier.woo.proposal import Proposal, WooProposal

Colour = tuple[int, int, int]  # red, green, blue: 0 to 255

AUTHOR: Final = "beleidsregel-classifier"
# Told apart also by who sees no difference between red and green.
_FOR: Final = (120, 180, 235)
_AGAINST: Final = (250, 170, 90)
_WOO: Final = (255, 235, 90)
_GROUNDS: Final = {"5.1.2.e": (215, 160, 225), "5.1.2.d": (150, 220, 150)}  # other than _WOO
_HUMAN: Final = "Dit is een voorstel van software; een mens beslist."


@dataclass(frozen=True, slots=True)
class Note:
    """A note at a stretch of the text."""

    start: int  # offset in characters into Document.text
    end: int  # exclusive
    colour: Colour
    text: str  # plain, in Dutch; paragraphs are parted by an empty line


def notes(
    assessment: Assessment,
    proposal: WooProposal | None = None,
    *,
    top: int | None = 20,
    places: int | None = None,
) -> list[Note]:
    """Return the notes on a document in the order of its text.

    Parameters
    ----------
    assessment : Assessment
        Its reasons become notes, if it has an explanation.
    proposal : WooProposal, optional
        What could be withheld becomes notes as well.
    top : int, optional
        How many reasons, the strongest first; None for all.
    places : int, optional
        How many places of each reason, the first in the text; None for all.

    Returns
    -------
    list of Note
        One for each stretch: what stands at the same place is one note, the strongest reason first.
    """
    found: list[Note] = []
    if assessment.explanation is not None:
        explanation = assessment.explanation
        kept = explanation if top is None else explanation.top(top)
        found += _reasons(kept, len(assessment.text), places)
    if proposal is not None:
        found += map(_proposal, proposal.proposals)
    return _joined(found)


def _reasons(explanation: Explanation, length: int, most: int | None) -> Iterator[Note]:
    for place in places_of(explanation.contributions, length):
        if most is not None and place.number > most:
            continue
        reason = explanation.contributions[place.reason - 1]
        lines = _reason(reason, place.reason, explanation)
        if len(reason.spans) > 1:
            cut = most is not None and len(reason.spans) > most
            only = f"; alleen de eerste {most} zijn aangegeven" if cut else ""
            lines.append(f"Plaats {place.number} van {len(reason.spans)} in de tekst{only}.")
        colour = _FOR if reason.contribution > 0 else _AGAINST
        yield Note(place.start, place.end, colour, "\n".join([*lines, _HUMAN]))


def _reason(reason: Contribution, number: int, explanation: Explanation) -> list[str]:
    if reason.contribution > 0:
        head = f"V{number}: reden voor {explanation.target}"
    else:
        head = f"T{number}: reden tegen {explanation.target}, eerder {explanation.against}"
    weight = f"Bijdrage aan de score (log-odds): {signed(reason.contribution)}."
    return [head, visible(wording.feature(reason.feature)), weight]


def _proposal(item: Proposal) -> Note:
    lines = [
        f"W: voorstel onder de Woo, grond {item.ground}",
        visible(woo_wording.why(item)),
        f"Zekerheid: {wording.percentage(item.confidence)}.",
        woo_wording.PROPOSAL,
    ]
    return Note(item.start, item.end, _GROUNDS.get(item.ground, _WOO), "\n".join(lines))


def _joined(found: Iterable[Note]) -> list[Note]:
    """Return one note for each stretch; the sentence that ends notes stands there once."""
    by_place: dict[tuple[int, int], list[Note]] = {}
    for note in found:
        by_place.setdefault((note.start, note.end), []).append(note)
    joined = []
    for (start, end), some in sorted(by_place.items()):
        text = "\n\n".join(
            note.text if note is some[-1] else note.text.removesuffix(f"\n{_HUMAN}")
            for note in some
        )
        joined.append(Note(start, end, some[0].colour, text))
    return joined
