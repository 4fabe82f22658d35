"""Why a document got its label: signed contributions that sum to the score, exactly.

An explanation is plain data. How it is shown (text, JSON, HTML) is the business of ``reports``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, Literal, Self, overload

import numpy as np
import numpy.typing as npt

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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Contributions(Sequence[Contribution]):
    """The contributions of a document as arrays, to whoever reads them a tuple of contributions.

    A document has hundreds, of which some are shown: each is made when it is looked at.
    """

    features: npt.NDArray[np.object_]  # (n,)
    families: npt.NDArray[np.object_]  # (n,)
    values: npt.NDArray[np.float64]  # (n,)
    shares: npt.NDArray[np.float64]  # (n,) what each adds to the score
    ends: npt.NDArray[np.int64]  # (n,) where the places of each end in spans
    spans: npt.NDArray[np.int64]  # (n_places, 2) those of the first, then those of the second, …

    @classmethod
    def of(cls, contributions: Iterable[Contribution]) -> Self:
        """Return contributions as arrays."""
        if isinstance(contributions, cls):
            return contributions
        found = list(contributions)
        spans = list(chain.from_iterable(each.spans for each in found))
        return cls(
            np.array([each.feature for each in found], dtype=object),
            np.array([each.family for each in found], dtype=object),
            np.array([each.value for each in found], dtype=np.float64),
            np.array([each.contribution for each in found], dtype=np.float64),
            np.cumsum([len(each.spans) for each in found], dtype=np.int64),
            np.array(spans, dtype=np.int64).reshape(-1, 2),
        )

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many places each has, shape (n,)."""
        return np.diff(self.ends, prepend=0)

    def first(self, n: int) -> Self:
        """Return the first ``n``, as arrays."""
        return type(self)(
            self.features[:n],
            self.families[:n],
            self.values[:n],
            self.shares[:n],
            self.ends[:n],
            self.spans[: self.ends[:n].max(initial=0)],
        )

    def __len__(self) -> int:
        return len(self.shares)

    def __iter__(self) -> Iterator[Contribution]:
        spans = list(map(tuple, self.spans.tolist()))
        bounds = pairwise([0, *self.ends.tolist()])
        return map(
            Contribution,
            self.features.tolist(),
            self.families.tolist(),
            self.values.tolist(),
            self.shares.tolist(),
            (tuple(spans[start:end]) for start, end in bounds),
        )

    @overload
    def __getitem__(self, index: int) -> Contribution: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Contribution, ...]: ...
    def __getitem__(self, index: int | slice) -> Contribution | tuple[Contribution, ...]:
        if isinstance(index, slice):
            return tuple(map(self.__getitem__, range(*index.indices(len(self)))))
        number = range(len(self))[index]
        start, end = int(self.ends[number - 1]) if number else 0, int(self.ends[number])
        return Contribution(
            self.features[number],
            self.families[number],
            float(self.values[number]),
            float(self.shares[number]),
            tuple(map(tuple, self.spans[start:end].tolist())),
        )

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


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
    contributions: Sequence[Contribution]  # strongest first, whatever their sign

    @property
    def strongest(self) -> Contribution | None:
        """What speaks strongest for the target, None when nothing does."""
        return next((one for one in self.contributions if one.contribution > 0), None)

    def top(self, n: int) -> Explanation:
        """Return the ``n`` strongest contributions; the rest moves into the remainder.

        Parameters
        ----------
        n : int
            How many contributions to keep, of either sign.
        """
        found = Contributions.of(self.contributions)
        return Explanation(
            self.target,
            self.against,
            self.score,
            self.bias,
            self.remainder + sum(found.shares[n:].tolist()),
            found.first(n),
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
