"""The sentences of a document that speak loudest for its label, and against it.

A sentence gets what the features in it add to the score; a feature with several places adds an
equal share in each. Form is left out, for it is no proof, and so are features without a place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from classifier.assessment.evidence import Argument
from classifier.explanation import Contributions, Explanation
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
    lexicon = load_lexicon()
    found = Contributions.of(explanation.contributions)
    counts = found.counts
    reasons = np.repeat(np.arange(len(found)), counts)  # of each place
    counted = (found.families != "form")[reasons]
    reasons, firsts = reasons[counted], found.spans[counted, 0]
    starts = [start for start, _ in sentences]
    places = np.maximum(np.searchsorted(starts, firsts, side="right") - 1, 0)
    shares = found.shares[reasons] / counts[reasons]
    totals = np.bincount(places, weights=shares, minlength=len(sentences))
    order = np.argsort(-totals, kind="stable").tolist()
    best = [place for place in order if totals[place] > 0][:MOST]
    worst = [place for place in reversed(order) if totals[place] < 0][:MOST]
    cues: dict[int, dict[str, float]] = {place: {} for place in (*best, *worst)}
    is_shown = np.zeros(len(sentences), dtype=bool)
    is_shown[list(cues)] = True
    named = np.flatnonzero((found.families == "cue")[reasons] & is_shown[places])
    for place, feature, share in zip(
        places[named].tolist(), found.features[reasons[named]], shares[named].tolist(), strict=True
    ):
        name = feature.partition(":")[2]
        if name in lexicon:
            cues[place][name] = cues[place].get(name, 0.0) + share
    return tuple(
        Argument(
            sentences[place][0],
            sentences[place][1],
            float(totals[place]),
            _named(cues[place], totals[place] > 0),
        )
        for place in cues
    )


def _named(cues: dict[str, float], positive: bool) -> tuple[str, ...]:
    sign = 1 if positive else -1
    pulling = [name for name, share in cues.items() if sign * share > 0]
    return tuple(sorted(pulling, key=lambda name: (-sign * cues[name], name))[:_CUES])
