"""Learn when not to decide: how often a model errs on what it has not seen, and what it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import softmax
from sklearn.model_selection import GroupKFold

from classifier.corpora.arrays import group_array, label_array, source_array
from classifier.corpora.corpus import LabelledDocument
from classifier.evaluation.risk import error_bounds, thresholds_for
from classifier.features import Observation
from classifier.features.familiarity import Familiarity, Vocabulary
from classifier.model.doubt import Doubt
from classifier.model.regression import held_out_scores
from classifier.model.scorer import Scorer
from classifier.training.learning import one_thread

# Which share of the documents of sources that were left out may be taken for what they are not.
_RARE: Final = {"lettered": 0.0025, "sound": 0.005, "known": 0.01}
_MOST_PARTS: Final = 20  # of the sources; each costs a training
Floats = npt.NDArray[np.float64]


def learn_doubt(
    scorer: Scorer,
    documents: Sequence[LabelledDocument],
    observations: Sequence[Observation],
    background: Sequence[Observation],
) -> Doubt:
    """Learn when a scorer should not decide.

    Documents to be judged come from sources that were not learned from, so each source here is
    predicted by what the others teach, and counts as one, whatever its size; then the largest does
    not hide the others. Among documents of its own sources, each counts as one, predicted by what
    other groups teach. The error is bounded by the higher of the two; with a single source, or one
    that has all documents of a label, by the second alone.

    Parameters
    ----------
    scorer : Scorer
        Just fitted on the documents.
    documents : sequence of LabelledDocument
        Labelled, of several sources if it is to know how it does on sources that it has not seen.
    observations : sequence of Observation
        What was seen in each.
    background : sequence of Observation
        Of documents without a label.
    """
    thresholds, bounds = bounds_of(
        documents,
        scorer.classifier.classes_,
        scorer.classifier.out_of_fold_,
        without_source(scorer, documents),
    )
    least = least_familiar(scorer, documents, observations, background)
    return Doubt(tuple(thresholds.tolist()), tuple(bounds.tolist()), least)


def bounds_of(
    documents: Sequence[LabelledDocument],
    classes: npt.NDArray[np.str_],
    without_group: Floats,
    without_source: Floats | None,
) -> tuple[Floats, Floats]:
    """Return thresholds, and for each the error that is not exceeded among what it decides.

    Parameters
    ----------
    documents : sequence of LabelledDocument
    classes : array of str, shape (n_classes,)
        The labels in the order of the columns.
    without_group : array, shape (n_documents, n_classes)
        Probabilities of each document by what other groups teach.
    without_source : array, shape (n_documents, n_classes), or None
        The same by what other sources teach, if that is known.

    Returns
    -------
    thresholds, bounds : array of float64, shape (n_thresholds,)
    """
    truth, groups = label_array(documents), group_array(documents)
    sizes = Counter(document.source for document in documents)
    views = [(without_group, np.ones(len(documents)))]
    if without_source is not None:
        views.append((without_source, np.array([1 / sizes[d.source] for d in documents])))
    thresholds = thresholds_for(np.min([view.max(axis=1) for view, _ in views], axis=0))
    bounds = [
        error_bounds(
            thresholds, view.max(axis=1), classes[view.argmax(axis=1)] != truth, weights, groups
        )
        for view, weights in views
    ]
    return thresholds, np.ceil(1e4 * np.max(bounds, axis=0)) / 1e4


def without_source(scorer: Scorer, documents: Sequence[LabelledDocument]) -> Floats | None:
    """Return the probabilities of each document by what documents of other sources teach.

    Parameters
    ----------
    scorer : Scorer
        Just fitted on the documents.
    documents : sequence of LabelledDocument

    Returns
    -------
    array of float64, shape (n_documents, n_classes), or None
        None when there is one source, or a label would be missing without one of them.
    """
    sources = source_array(documents)
    truth = label_array(documents)
    _, parts = np.unique(sources, return_inverse=True)
    if parts.max() >= _MOST_PARTS:
        # Some are then left out together, which is the harder test.
        for number, (_, test) in enumerate(GroupKFold(_MOST_PARTS).split(truth, groups=sources)):
            parts[test] = number
    for part in np.unique(parts):
        if len(np.unique(truth[parts != part])) < len(scorer.classifier.classes_):
            return None
    model = scorer.classifier
    splits = [(np.flatnonzero(parts != p), np.flatnonzero(parts == p)) for p in np.unique(parts)]
    with one_thread():
        scores = held_out_scores(model.lesson_, splits, C=model.C)
    return np.asarray(softmax(scores / model.temperature_, axis=1))


def least_familiar(
    scorer: Scorer,
    documents: Sequence[LabelledDocument],
    observations: Sequence[Observation],
    background: Sequence[Observation],
) -> Familiarity:
    """Return how familiar nearly all documents of sources that were left out are.

    Parameters
    ----------
    scorer : Scorer
        Just fitted on the documents.
    documents : sequence of LabelledDocument
    observations : sequence of Observation
        What was seen in each.
    background : sequence of Observation
        Of documents without a label.
    """
    found = list(familiarities(scorer, documents, observations, background))
    return Familiarity(
        **{
            name: round(float(np.quantile([getattr(one, name) for one in found], share)), 4)
            for name, share in _RARE.items()
        }
    )


def familiarities(
    scorer: Scorer,
    documents: Sequence[LabelledDocument],
    observations: Sequence[Observation],
    background: Sequence[Observation],
) -> Iterator[Familiarity]:
    """Yield how familiar each document is to a model that does not know its source.

    Parameters
    ----------
    scorer : Scorer
        Fitted on the documents.
    documents : sequence of LabelledDocument
    observations : sequence of Observation
        What was seen in each.
    background : sequence of Observation
        Of documents without a label.
    """
    vocabulary = Vocabulary(scorer.extractor.ngrams_.words_.tolist())
    everywhere = Counter(word for one in (*observations, *background) for word in one.words)
    at: dict[str, Counter[str]] = {}
    for document, observation in zip(documents, observations, strict=True):
        at.setdefault(document.source, Counter()).update(observation.words)
    # Words that are in the vocabulary by this source alone.
    own = {
        source: {w for w, n in words.items() if everywhere[w] - n < scorer.extractor.min_df}
        for source, words in at.items()
    }
    for document, observation in zip(documents, observations, strict=True):
        yield vocabulary.familiarity(observation, own[document.source])
