"""Learn what tells the passages of a document apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from classifier.corpora.arrays import group_array, label_array
from classifier.corpora.corpus import LabelledDocument
from classifier.evaluation.measures import scores_of
from classifier.features import Observation
from classifier.labels import NORM, PASSAGE_LABELS
from classifier.model.persistence import Scorer
from classifier.settings import PASSAGES
from classifier.training.fitting import fit_scorer
from classifier.training.steps import Progress, fold_teller

_PRECISION: Final = 0.8  # of the norm passages that count towards a finding


@dataclass(frozen=True, slots=True, eq=False)
class PassagesLearned:
    """What labels passages, and how well."""

    scorer: Scorer
    threshold: float  # the probability from which a passage counts as a norm
    scores: dict[str, Any]  # of held-out folds by group


def learn_passages(
    passages: Sequence[LabelledDocument],
    observations: Sequence[Observation],
    seed: int,
    progress: Progress,
) -> PassagesLearned:
    """Learn to label passages.

    Parameters
    ----------
    passages : sequence of LabelledDocument
    observations : sequence of Observation
        What was seen in each.
    seed : int
        Of everything that is random.
    progress : callable
        Is told how good each fold is.
    """
    truth = label_array(passages)
    tell = fold_teller(truth, progress)
    scorer = fit_scorer(observations, passages, (), PASSAGES, seed, after_fold=tell)
    found = scorer.classifier.out_of_fold_
    scores = scores_of(truth, found, scorer.classifier.classes_, group_array(passages), 0.5)
    return PassagesLearned(scorer, norm_threshold(truth, found), scores)


def norm_threshold(truth: npt.NDArray[np.str_], probabilities: npt.NDArray[np.float64]) -> float:
    """Return the lowest probability from which passages called norm are so often enough.

    Parameters
    ----------
    truth : array of str, shape (n_passages,)
        The labels.
    probabilities : array, shape (n_passages, n_labels)
        Of each of ``PASSAGE_LABELS``, for passages that were not learned from.
    """
    norm = probabilities[:, PASSAGE_LABELS.index(NORM)]
    for threshold in np.arange(0.5, 0.95, 0.01).tolist():
        if (truth[norm >= threshold] == NORM).mean() >= _PRECISION:
            return float(round(threshold, 2))
    return 0.95
