"""Learn what tells the passages of a document apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from classifier.corpora.arrays import group_array, label_array
from classifier.corpora.cache import ObservationCache
from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.within import observe_within
from classifier.evaluation.measures import scores_of
from classifier.features import Observation
from classifier.features.context import with_label
from classifier.labels import NORM, PASSAGE_LABELS
from classifier.model.scorer import Scorer
from classifier.settings import PASSAGE_LABEL_WEIGHT, PASSAGES
from classifier.training.fitting import fit_scorer
from classifier.training.steps import Progress, Step, fold_teller

_PRECISION: Final = 0.8  # of the norm passages that count towards a finding


@dataclass(frozen=True, slots=True, eq=False)
class PassagesLearned:
    """What labels passages, and how well."""

    scorer: Scorer
    threshold: float  # the probability from which a passage counts as a norm
    scores: dict[str, Any]  # of held-out folds by group
    probabilities: npt.NDArray[np.float64]  # (n_passages, n_labels) of models that saw no group


def learn_passages(
    passages: Sequence[LabelledDocument],
    observations: Sequence[Observation],
    seed: int,
    progress: Progress,
    *,
    in_place: Mapping[int, Observation] | None = None,
) -> PassagesLearned:
    """Learn to label passages.

    A passage whose document is known is learned from as it stands there and, as a copy, on its own.
    So the words keep their say, and a passage without surroundings is none that the model has not
    seen the like of.

    Parameters
    ----------
    passages : sequence of LabelledDocument
    observations : sequence of Observation
        What was seen in each, on its own.
    seed : int
        Of everything that is random.
    progress : callable
        Is told how good each fold is.
    in_place : mapping of int to Observation, optional
        What was seen of a passage in its document, by its number, from :func:`observe_in_place`.
    """
    truth, around = label_array(passages), in_place or {}
    scorer = fit_scorer(
        [around.get(number, one) for number, one in enumerate(observations)],
        passages,
        (),
        PASSAGES,
        seed,
        copies=observations if around else (),
        label_weight=PASSAGE_LABEL_WEIGHT,
        after_fold=fold_teller(truth, progress),
    )
    found = scorer.classifier.out_of_fold_
    scores = scores_of(truth, found, scorer.classifier.classes_, group_array(passages), 0.5)
    return PassagesLearned(scorer, norm_threshold(truth, found), scores, found)


def observe_in_place(
    passages: Sequence[LabelledDocument],
    pipeline: str,
    labels: Mapping[str, str],
    progress: Progress,
    cache: ObservationCache | None = None,
) -> dict[int, Observation]:
    """Observe the passages whose document is known, with what stands around them.

    Parameters
    ----------
    passages : sequence of LabelledDocument
    pipeline : str
        The name of the pipeline.
    labels : mapping of str to str
        The likeliest label of documents by their id, by a model that did not learn from them.
    progress : callable
        Is told how many are done.
    cache : ObservationCache, optional
        Keeps what was seen.

    Returns
    -------
    dict of int to Observation
        By the number of the passage.
    """
    places = {n: passage.within for n, passage in enumerate(passages) if passage.within}
    if not places:
        return {}
    found = observe_within(
        list(places.values()),
        pipeline,
        cache=cache,
        progress=lambda done: progress(Step("looking around passages", done, len(places))),
    )
    return {
        number: with_label(one, labels[place.document]) if place.document in labels else one
        for (number, place), one in zip(places.items(), found, strict=True)
        if one is not None
    }


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
