"""Risks: documents and passages that do harm when they are labelled wrong, hidden policy first.

A policy rule that is kept inside as an instruction is never published, so that is the mistake to
look for: norms in what passes for an instruction or in what the model does not decide, and policy
that calls itself an instruction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from classifier.assessment.assessment import Assessment, Passage, length_of
from classifier.labels import BELEIDSREGEL, NORM, TWIJFEL, UITVOERINGSINSTRUCTIE

Kind = Literal["hidden_policy", "named_instruction", "norm_inside"]

_LEAST: Final = 0.5  # what a sign of hidden policy weighs, however small


@dataclass(frozen=True, slots=True)
class Risk:
    """One sign that a document may be, or may hold, hidden policy."""

    kind: Kind
    weight: float  # 0 to 1
    n_norms: int = 0  # passages that the model takes for norms
    n_passages: int = 0
    name: str = ""  # what the document calls itself


def document_risks(assessment: Assessment) -> tuple[Risk, ...]:
    """Return the risks of a document, the heaviest first.

    Parameters
    ----------
    assessment : Assessment
        Of a document that could be judged.
    """
    risks = []
    norms = [passage for passage in assessment.passages if passage.label == NORM]
    if norms and assessment.decision in (UITVOERINGSINSTRUCTIE, TWIJFEL):
        share = length_of(norms) / length_of(assessment.passages)
        weight = _LEAST + (1 - _LEAST) * share
        risks.append(Risk("hidden_policy", weight, len(norms), len(assessment.passages)))
    form = assessment.form
    if form and form.differs and form.name and form.name.label == UITVOERINGSINSTRUCTIE:
        weight = _LEAST + (1 - _LEAST) * form.probabilities[BELEIDSREGEL]
        risks.append(Risk("named_instruction", weight, name=form.name.word))
    return tuple(sorted(risks, key=lambda risk: (-risk.weight, risk.kind)))


def passage_risks(assessment: Assessment, passage: Passage) -> tuple[Risk, ...]:
    """Return the risk of a passage: that it is a norm, in what passes for no policy rule."""
    chance = passage.probabilities.get(NORM, 0.0)
    if assessment.decision in (UITVOERINGSINSTRUCTIE, TWIJFEL) and chance > 0:
        return (Risk("norm_inside", chance),)
    return ()


def together(risks: tuple[Risk, ...]) -> float:
    """Return the weight of risks together: each takes its share of what the others leave.

    >>> together((Risk("hidden_policy", 0.5), Risk("named_instruction", 0.6)))
    0.8
    """
    left = 1.0
    for risk in risks:
        left *= 1 - risk.weight
    return 1 - left
