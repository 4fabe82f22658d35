"""What a model knows of its own doubt: how often it errs, and how familiar a text should be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from classifier.features.familiarity import Familiarity


@dataclass(frozen=True, slots=True)
class Doubt:
    """When not to decide, learned from documents of groups and sources that were left out.

    ``error_bounds[i]`` is the error that is not exceeded, with confidence, among the documents
    whose highest probability is at least ``thresholds[i]``.
    """

    thresholds: tuple[float, ...]  # ascending
    error_bounds: tuple[float, ...]  # a bound a threshold, never rising
    least: Familiarity  # what nearly all documents reach; a text below is not to be trusted

    def threshold(self, max_error: float) -> float | None:
        """Return the probability from which at most so much of what is decided is wrong.

        Parameters
        ----------
        max_error : float
            The share of the decisions that may be wrong.

        Returns
        -------
        float or None
            None when no threshold keeps the error so low.

        Examples
        --------
        >>> doubt = Doubt((0.5, 0.9), (0.12, 0.04), Familiarity(0.5, 0.9, 0.7))
        >>> doubt.threshold(0.05), doubt.threshold(0.01)
        (0.9, None)
        """
        pairs = zip(self.thresholds, self.error_bounds, strict=True)
        return next((threshold for threshold, bound in pairs if bound <= max_error), None)

    @property
    def smallest(self) -> float:
        """The lowest error that can be promised."""
        return min(self.error_bounds)


def doubt_of(values: Mapping[str, Any]) -> Doubt:
    """Return what ``dataclasses.asdict`` and JSON made a mapping of."""
    return Doubt(
        tuple(values["thresholds"]), tuple(values["error_bounds"]), Familiarity(**values["least"])
    )
