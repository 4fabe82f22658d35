"""Labels that are likely wrong, by confident learning, each with the strongest reason.

Every document is given probabilities by a model that saw no document of its group. A label is in
doubt when another one is at least as probable as it is, on average, for the documents that have it
(Northcutt et al. 2021). The reasons come from a model that learned from the other documents only:
what speaks for the other label was not learned from labels that are in doubt themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from classifier.corpora.arrays import label_array
from classifier.corpora.corpus import LabelledDocument
from classifier.errors import CorpusError
from classifier.explaining import explain
from classifier.features import Observation
from classifier.settings import Settings
from classifier.training.fitting import check_corpus, fit_scorer

# Quick, and smoother than what is best for a model: doubtful labels should not be learned by heart.
QUICK: Final = Settings(max_features=10_000, n_components=40, C=4.0)


@dataclass(frozen=True, slots=True)
class DoubtfulLabel:
    """How much the label of a document is in doubt."""

    place: int  # of the document, in the order given
    suggested: str  # the most probable other label
    probability: float  # of that label
    margin: float  # of the given label over it, -1 to 1: the lower, the more in doubt
    is_likely_wrong: bool
    reason: str = ""  # the feature that adds most to the suggested label; "" when none does
    contribution: float = 0.0  # to the log-odds


def doubtful_labels(
    documents: Sequence[LabelledDocument], observations: Sequence[Observation], *, seed: int = 0
) -> list[DoubtfulLabel]:
    """Return every label with its doubt, the most doubtful first; those likely wrong have a reason.

    Parameters
    ----------
    documents : sequence of LabelledDocument
        With at least two labels, each in as many groups as cross-validation needs.
    observations : sequence of Observation
        What was seen in each.
    seed : int
        Of the folds.
    """
    truth = label_array(documents)
    scorer = fit_scorer(observations, documents, (), _fitting(len(documents)), seed)
    classes, probabilities = scorer.classifier.classes_, scorer.classifier.out_of_fold_
    given = np.searchsorted(classes, truth)
    rows = np.arange(len(documents))
    others = probabilities.copy()
    others[rows, given] = -1.0
    suggested = others.argmax(axis=1)
    margins = probabilities[rows, given] - others.max(axis=1)
    wrong = _likely_wrong(probabilities, given)
    reasons = _reasons(documents, observations, np.flatnonzero(wrong), classes[suggested], seed)
    return [
        DoubtfulLabel(
            place,
            str(classes[suggested[place]]),
            float(others[place].max()),
            float(margins[place]),
            bool(wrong[place]),
            *reasons.get(place, ("", 0.0)),
        )
        for place in np.lexsort((margins, ~wrong)).tolist()
    ]


def _fitting(n_documents: int) -> Settings:
    """Return settings that a small corpus can bear: smoothing needs more rows than directions."""
    enough = n_documents > 2 * QUICK.n_components
    return QUICK if enough else Settings(max_features=QUICK.max_features, n_components=0, C=QUICK.C)


def _likely_wrong(
    probabilities: npt.NDArray[np.float64], given: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Return whether a label other than the given one is the most probable that is confident."""
    labels = range(probabilities.shape[1])
    usual = np.array([probabilities[given == label, label].mean() for label in labels])
    confident = np.where(probabilities >= usual, probabilities, 0.0)
    return np.asarray((confident.max(axis=1) > 0) & (confident.argmax(axis=1) != given))


def _reasons(
    documents: Sequence[LabelledDocument],
    observations: Sequence[Observation],
    places: npt.NDArray[np.int64],
    suggested: npt.NDArray[np.str_],
    seed: int,
) -> dict[int, tuple[str, float]]:
    """Return by place the feature that speaks strongest for the suggested label."""
    doubtful = set(places.tolist())
    kept = [place for place in range(len(documents)) if place not in doubtful]
    rest = [documents[place] for place in kept]
    try:
        check_corpus(rest, sorted({document.label for document in documents}))
    except CorpusError:  # too few are beyond doubt to learn from
        return {}
    if not doubtful:
        return {}
    scorer = fit_scorer(
        [observations[place] for place in kept], rest, (), _fitting(len(rest)), seed
    )
    reasons = {}
    for place in sorted(doubtful):
        row = scorer.extractor.transform([observations[place]])
        target, against = str(suggested[place]), documents[place].label
        why = explain(
            observations[place], row, scorer.extractor, scorer.classifier, target, against
        )
        if why.strongest is not None:
            reasons[place] = (why.strongest.feature, why.strongest.contribution)
    return reasons
