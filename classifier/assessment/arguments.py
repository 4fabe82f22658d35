"""The sentences of a document that speak loudest for its label, and against it.

A sentence gets what the features in it add to the score; a feature with several places adds an
equal share in each. Form is left out, for it is no proof, and so are features without a place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import numpy as np

from classifier.assessment.evidence import Argument
from classifier.explanation import Explanation
from classifier.preprocessing.lexicon import load_lexicon

MOST: Final = 3  # sentences on either side
_CUES: Final = 3  # reasons that are named of a sentence


def find_arguments(
    explanation: Explanation, sentences: Sequence[tuple[int, int]]
) -> tuple[Argument, ...]:
    """Return the strongest sentences for the label and against it.

    Parameters
    ----------
    explanation : Explanation
        Of the document, with all its contributions.
    sentences : sequence of (start, end)
        The sentences of the document, in order, in characters.

    Returns
    -------
    tuple of Argument
        At most three for, then at most three against; each the strongest first.
    """
    if not sentences:
        return ()
    starts = [start for start, _ in sentences]
    lexicon = load_lexicon()
    counted = [c for c in explanation.contributions if c.family != "form" and c.spans]
    firsts = [start for reason in counted for start, _ in reason.spans]
    places = np.maximum(np.searchsorted(starts, firsts, side="right") - 1, 0)
    shares = [reason.contribution / len(reason.spans) for reason in counted]
    each = np.repeat(shares, [len(reason.spans) for reason in counted])
    totals = np.bincount(places, weights=each, minlength=len(sentences))
    cues: list[dict[str, float]] = [{} for _ in sentences]
    for reason, share in zip(counted, shares, strict=True):
        name = reason.feature.partition(":")[2]
        if reason.family == "cue" and name in lexicon:
            for start, _ in reason.spans:
                found = cues[max(bisect_right(starts, start) - 1, 0)]
                found[name] = found.get(name, 0.0) + share
    order = np.argsort(-totals, kind="stable").tolist()
    best = [place for place in order if totals[place] > 0][:MOST]
    worst = [place for place in reversed(order) if totals[place] < 0][:MOST]
    return tuple(
        Argument(
            sentences[place][0],
            sentences[place][1],
            float(totals[place]),
            _named(cues[place], totals[place] > 0),
        )
        for place in (*best, *worst)
    )


def _named(cues: dict[str, float], positive: bool) -> tuple[str, ...]:
    sign = 1 if positive else -1
    pulling = [name for name, share in cues.items() if sign * share > 0]
    return tuple(sorted(pulling, key=lambda name: (-sign * cues[name], name))[:_CUES])
