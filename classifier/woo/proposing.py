"""What of a document could be withheld under the Woo, as a proposal: passages and personal data.

Woo 3.1(1) obliges an authority to publish what it has on its policy, the execution included, except
so far as articles 5.1 (1, 2 and 5) and 5.2 stand in the way, and only if that asks no
disproportionate effort. Each ground is weighed for each passage. So an instruction gets a proposal
for each passage that shows how something is investigated; a policy rule, which must be published,
gets none; and personal data are proposed in any document. A passage that sets a norm is policy, and
is never proposed; of one that does both, the sentences that show the method are. Whoever decides
weighs the proposals: none of this is a decision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from classifier.assessment.assessment import Assessment, Passage, length_of
from classifier.documents.document import Stretch
from classifier.labels import NORM, ONDERZOEK, OVERIG, TWIJFEL
from classifier.settings import MAX_SHARE
from classifier.woo.grounds import load_grounds
from classifier.woo.personal import find_personal
from classifier.woo.proposal import Proposal, WooProposal

# From this chance of norm on a passage may be one as well, to be split before it is withheld.
_ALSO_NORM: Final = 0.02
# What remains means little when less of it than this says how the work is done.
_MEANINGFUL: Final = 0.1


def propose(assessment: Assessment, *, max_share: float = MAX_SHARE) -> WooProposal:
    """Return what of a document could be withheld.

    Parameters
    ----------
    assessment : Assessment
        With the passages, their grounds and the text of the document.
    max_share : float
        From this share of the text on, blacking out counts as a disproportionate effort.

    Returns
    -------
    WooProposal
    """
    proposals = [*_passages(assessment), *_personal(assessment)]
    withheld = [passage for passage in assessment.passages if passage.ground]
    left = [passage for passage in assessment.passages if not passage.ground]
    share = _share(assessment.text, [(item.start, item.end) for item in proposals])
    return WooProposal(
        source=assessment.source,
        sha256=assessment.sha256,
        title=assessment.title,
        model=assessment.model,
        label=assessment.label,
        decision=assessment.decision,
        proposals=tuple(sorted(proposals, key=lambda item: (item.start, -item.end))),
        share=share,
        max_share=max_share,
        disproportionate=bool(withheld) and share >= max_share,
        remaining=dict(sorted(Counter(passage.label for passage in left).items())),
        partial=sum(bool(passage.parts) for passage in withheld),
        meaningful=not withheld or _means_something(left, assessment.passages),
        warnings=assessment.warnings,
        error_code=assessment.error_code,
        error_message=assessment.error_message,
        text=assessment.text,
    )


def _passages(assessment: Assessment) -> list[Proposal]:
    grounds, found = load_grounds(), []
    for passage in assessment.passages:
        if passage.ground is None:
            continue
        words = assessment.text[passage.start : passage.end]
        rule = grounds.passage_rule(words, assessment.title)
        cautions = []
        if passage.probabilities.get(NORM, 0.0) >= _ALSO_NORM or passage.parts:
            cautions.append("ook_norm")
        if assessment.decision == TWIJFEL:
            cautions.append("soort_onzeker")
        found += [
            Proposal(
                start,
                end,
                _page(assessment, start),
                "passage",
                rule.id,
                passage.ground,
                rule.alternatives,
                rule.basis,
                passage.reason,
                passage.probabilities.get(ONDERZOEK, 0.0),
                tuple(cautions),
            )
            for start, end in passage.proposed
        ]
    return found


def _personal(assessment: Assessment) -> list[Proposal]:
    found = []
    for item in find_personal(assessment.text):
        rule = load_grounds().personal_rule(item.kind)
        found.append(
            Proposal(
                item.start,
                item.end,
                _page(assessment, item.start),
                "personal",
                rule.id,
                rule.ground,
                rule.alternatives,
                rule.basis,
                rule.reason,
                item.confidence,
            )
        )
    return found


def _page(assessment: Assessment, offset: int) -> int | None:
    return None if assessment.document is None else assessment.document.page_at(offset)


def _share(text: str, spans: Sequence[Stretch]) -> float:
    """Return which share of the characters that are no white space stands in any of the spans."""
    covered, reached = 0, 0
    for start, end in sorted(spans):
        covered += _length(text[max(start, reached) : end])
        reached = max(reached, end)
    return covered / max(1, _length(text))


def _length(text: str) -> int:
    return sum(map(len, text.split()))


def _means_something(left: Sequence[Passage], everything: Sequence[Passage]) -> bool:
    """Tell whether what remains holds a norm, or says enough of how the work is done."""
    if any(passage.label == NORM for passage in left) or any(one.parts for one in everything):
        return True
    work = length_of(passage for passage in left if passage.label != OVERIG)
    return work >= _MEANINGFUL * length_of(everything)
