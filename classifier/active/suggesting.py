"""Suggest what to label next: a batch that is uncertain, unlike itself, and risky.

The batch is chosen one by one (maximal marginal relevance, Carbonell and Goldstein 1998): each adds
most by how uncertain the model is of it, how far it lies from what was chosen before, and its risk.
With distance alone this is the greedy k-center of Sener and Savarese (2018). Near-duplicates leave
with the one that is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from sklearn.feature_extraction import DictVectorizer

from classifier.active.candidates import Candidate
from classifier.active.risks import together
from classifier.active.scores import Floats, entropy_uncertainty, margin_uncertainty
from classifier.checking.duplicates import clusters, twins

Strategy = Literal["mixed", "uncertain", "diverse", "risky", "random"]
Measure = Literal["margin", "entropy"]
Reason = Literal["risky", "uncertain", "diverse", "random"]

#: How much each part counts, by strategy.
WEIGHTS: Final[Mapping[Strategy, Mapping[Reason, float]]] = {
    "mixed": {"risky": 0.4, "uncertain": 0.3, "diverse": 0.3},
    "uncertain": {"uncertain": 1.0},
    "diverse": {"diverse": 1.0},
    "risky": {"risky": 1.0},
    "random": {"random": 1.0},
}
_TELLING: Final = 0.5  # from this value on, a part that counts is a reason
_MEASURES: Final = {"margin": margin_uncertainty, "entropy": entropy_uncertainty}


@dataclass(frozen=True, slots=True, eq=False)
class Suggestion:
    """One document or passage to label, and why."""

    rank: int  # from 1
    candidate: Candidate
    score: float  # 0 to 1: its parts, weighed
    uncertainty: float  # 0 to 1
    distance: float  # 0 to 1: one less the cosine with the nearest that was chosen before
    risk: float  # 0 to 1
    reasons: tuple[Reason, ...]  # why it was chosen; what adds most comes first
    twins: tuple[str, ...] = ()  # ids of the near-duplicates that it stands for


def suggest(
    candidates: Sequence[Candidate],
    *,
    count: int = 10,
    strategy: Strategy = "mixed",
    measure: Measure = "margin",
    seed: int = 0,
) -> list[Suggestion]:
    """Return what to label next, the most telling first.

    Parameters
    ----------
    candidates : sequence of Candidate
        The pool: documents, or passages.
    count : int
        How many to suggest; fewer when the pool has no more that are not near-duplicates.
    strategy : {"mixed", "uncertain", "diverse", "risky", "random"}
        What counts.
    measure : {"margin", "entropy"}
        How uncertainty is measured.
    seed : int
        Of the random strategy.
    """
    if not candidates:
        return []
    labels = list(candidates[0].probabilities)
    chances = np.array([[c.probabilities[label] for label in labels] for c in candidates])
    parts: dict[Reason, Floats] = {
        "risky": np.array([together(c.risks) for c in candidates]),
        "uncertain": _MEASURES[measure](chances),
        "diverse": np.ones(len(candidates)),
        "random": np.random.default_rng(seed).random(len(candidates)),
    }
    rows = DictVectorizer().fit_transform([dict(c.features) for c in candidates])
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))[:, 0])
    lengths[lengths == 0] = 1.0  # nothing was seen: it lies far from all
    families = clusters(len(candidates), twins([c.part for c in candidates]))
    weights = WEIGHTS[strategy]
    left = np.ones(len(candidates), dtype=bool)
    chosen: list[Suggestion] = []
    while left.any() and len(chosen) < count:
        score = sum((weight * parts[name] for name, weight in weights.items()), np.zeros(len(left)))
        # Of equals the more uncertain one, then the earlier one.
        order = np.lexsort((-parts["uncertain"], -score))
        place = int(next(each for each in order if left[each]))
        family = np.flatnonzero(families == families[place])
        chosen.append(
            Suggestion(
                rank=len(chosen) + 1,
                candidate=candidates[place],
                score=float(score[place]),
                uncertainty=float(parts["uncertain"][place]),
                distance=float(parts["diverse"][place]),
                risk=float(parts["risky"][place]),
                reasons=_reasons(
                    {name: float(part[place]) for name, part in parts.items()},
                    weights,
                    is_first=not chosen,
                ),
                twins=tuple(candidates[other].id for other in family.tolist() if other != place),
            )
        )
        left[family] = False
        similarity = (rows @ rows[place].T).toarray()[:, 0] / (lengths * lengths[place])
        parts["diverse"] = np.minimum(parts["diverse"], np.clip(1 - similarity, 0, 1))
    return chosen


def _reasons(
    values: Mapping[Reason, float], weights: Mapping[Reason, float], *, is_first: bool
) -> tuple[Reason, ...]:
    """Return the parts that count and tell, or else the one that adds most."""
    # The first lies far from nothing: where distance alone counts, doubt chose it.
    counting = [name for name in weights if not (is_first and name == "diverse")] or ["uncertain"]
    ordered = sorted(counting, key=lambda name: -weights.get(name, 1.0) * values[name])
    return tuple(name for name in ordered if values[name] >= _TELLING) or (ordered[0],)
