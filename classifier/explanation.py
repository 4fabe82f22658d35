"""Why a document got its label: signed contributions that sum to the score, exactly.

An explanation is plain data. How it is shown (text, JSON, HTML) is the business of ``reports``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

# A document has no "context"; a passage has.
Family = Literal["cue", "ngram", "structure", "form", "grammar"]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature added to the score, and where it stands in the text."""

    feature: str  # "cue:hardheidsclausule", "ngram:niet verleend", "structure:steps", "form:title"
    family: Family
    value: float  # the feature's value in this document, as the model saw it
    contribution: float  # in log-odds; positive speaks for the target, negative against it
    # (start, end) in characters of Document.text; each has an equal share in the contribution.
    spans: tuple[tuple[int, int], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the contribution as the output contract names it."""
        return {
            "feature": self.feature,
            "family": self.family,
            "value": self.value,
            "contribution": self.contribution,
            "spans": [list(span) for span in self.spans],
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """The log-odds of ``target`` against ``against``, split over the features of one document.

    ``score == bias + sum(c.contribution for c in contributions) + remainder`` to 1e-9, and
    ``score == log(p[target] / p[against])``. The bias is what an empty document would get; the
    remainder is what belongs to no single feature (left-out contributions after ``top``).
    """

    target: str
    against: str
    score: float  # natural logarithm of the odds
    bias: float
    remainder: float
    contributions: tuple[Contribution, ...]  # strongest first, whatever their sign

    def top(self, n: int) -> Explanation:
        """Return the ``n`` strongest contributions; the rest moves into the remainder.

        Parameters
        ----------
        n : int
            How many contributions to keep, of either sign.
        """
        kept, left = self.contributions[:n], self.contributions[n:]
        return Explanation(
            self.target,
            self.against,
            self.score,
            self.bias,
            self.remainder + sum(c.contribution for c in left),
            kept,
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the explanation as the output contract names it."""
        return {
            "target": self.target,
            "against": self.against,
            "score": self.score,
            "bias": self.bias,
            "remainder": self.remainder,
            "contributions": [c.as_dict() for c in self.contributions],
        }
