"""Where the reasons stand in a text: places that may overlap, cut into segments that do not.

A reason's contribution is spread over its places in equal shares. Where places overlap, the text
is cut at their boundaries, and a segment weighs what the places over it weigh together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from classifier.explanation import Contribution

_REASON = attrgetter("reason")


@dataclass(frozen=True, slots=True)
class ReasonPlace:
    """One of the places of a reason."""

    reason: int  # number of the reason, from 1
    number: int  # number of the place within its reason, from 1
    start: int  # offset in characters into the text
    end: int  # exclusive
    share: float  # of the reason's contribution, in log-odds

    @property
    def anchor(self) -> str:
        """The id of the place in a page."""
        return f"p{self.reason}-{self.number}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same places lie."""

    start: int  # offset in characters into the text
    end: int  # exclusive
    owner: ReasonPlace  # the shortest place over it: the one that the segment leads back to
    over: tuple[ReasonPlace, ...]  # all over it, the owner too, in the order of their reasons
    ending: tuple[ReasonPlace, ...]  # the owner when this is its last segment, and who owns none
    blank: bool  # whether it holds white space only; such a segment leads nowhere

    @property
    def weight(self) -> float:
        """What the places over it weigh together, in log-odds."""
        return sum(place.share for place in self.over)


def places_of(reasons: Sequence[Contribution], length: int) -> list[ReasonPlace]:
    """Return the places of numbered reasons, each with its equal share.

    Parameters
    ----------
    reasons : sequence of Contribution
        Numbered from 1, in this order.
    length : int
        Characters in the text; what lies beyond is cut off.

    Returns
    -------
    list of ReasonPlace
        In the order of the reasons. The shares of a reason add up to its contribution.

    Examples
    --------
    >>> reason = Contribution("ngram:kan", "ngram", 1.0, 0.5, ((0, 3), (8, 11)))
    >>> [(place.anchor, place.share) for place in places_of([reason], 20)]
    [('p1-1', 0.25), ('p1-2', 0.25)]
    """
    found = []
    for number, reason in enumerate(reasons, start=1):
        kept = [
            (start, min(end, length)) for start, end in reason.spans if start < min(end, length)
        ]
        for index, (start, end) in enumerate(sorted(kept), start=1):
            found.append(ReasonPlace(number, index, start, end, reason.contribution / len(kept)))
    return found


def segments(text: str, places: Iterable[ReasonPlace], cuts: Sequence[int] = ()) -> list[Segment]:
    """Cut a text at the boundaries of places.

    Parameters
    ----------
    text : str
        What the offsets point into.
    places : iterable of ReasonPlace
        They may overlap in any way.
    cuts : sequence of int
        Sorted offsets at which to cut as well, such as the ends of blocks.

    Returns
    -------
    list of Segment
        In the order of the text, without what lies under no place. Each place stands in ``ending``
        of exactly one: the last that it owns and that is not blank, or the last under it.
    """
    known = sorted(places, key=lambda place: (place.start, place.reason))
    stretches = list(_stretches(known, cuts))
    owned: dict[ReasonPlace, int] = {}  # the last stretch that a place owns
    last: dict[ReasonPlace, int] = {}  # the last stretch under a place
    owners = []
    for index, (start, end, over) in enumerate(stretches):
        owner = min(over, key=lambda place: (place.end - place.start, place.reason))
        owners.append(owner)
        if not text[start:end].isspace():
            owned[owner] = index
        last |= dict.fromkeys(over, index)
    ending: dict[int, list[ReasonPlace]] = {}
    for place, index in last.items():
        ending.setdefault(owned.get(place, index), []).append(place)
    return [
        Segment(
            start,
            end,
            owner,
            tuple(sorted(over, key=_REASON)),
            tuple(sorted(ending.get(index, ()), key=_REASON)),
            text[start:end].isspace(),
        )
        for index, ((start, end, over), owner) in enumerate(zip(stretches, owners, strict=True))
    ]


def _stretches(
    places: Sequence[ReasonPlace], cuts: Sequence[int]
) -> Iterator[tuple[int, int, list[ReasonPlace]]]:
    """Yield the stretches between boundaries with the places over them, where there are any."""
    bounds = sorted({bound for place in places for bound in (place.start, place.end)})
    if bounds:
        inside = cuts[bisect_left(cuts, bounds[0]) : bisect_left(cuts, bounds[-1])]
        bounds = sorted({*bounds, *inside})
    coming = iter(places)
    following = next(coming, None)
    over: list[ReasonPlace] = []
    for start, end in pairwise(bounds):
        over = [place for place in over if place.end > start]
        while following is not None and following.start <= start:
            over.append(following)
            following = next(coming, None)
        if over:
            yield start, end, over
