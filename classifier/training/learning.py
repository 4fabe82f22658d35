"""Learn from arrays: observations with labels become a scorer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
from joblib import parallel_config
from threadpoolctl import threadpool_limits

from classifier.counting import counted
from classifier.errors import InputError
from classifier.features import FeatureExtractor, Observation
from classifier.model.additive import AdditiveClassifier
from classifier.model.agreement import Agreement
from classifier.model.memory import Memory, using
from classifier.model.regression import AfterFold
from classifier.model.scorer import Scorer
from classifier.model.smoothing import SemanticSmoothing
from classifier.settings import Settings


def learn(
    observations: Sequence[Observation],
    y: npt.ArrayLike,
    *,
    groups: npt.ArrayLike | None = None,
    sample_weight: npt.ArrayLike | None = None,
    sources: npt.ArrayLike | None = None,
    background: Sequence[Observation] = (),
    copies: Sequence[Observation] = (),
    settings: Settings,
    n_splits: int = 5,
    seed: int = 0,
    label_weight: Mapping[str, float] | None = None,
    after_fold: AfterFold | None = None,
) -> Scorer:
    """Learn the features, the smoothing and the weights.

    Parameters
    ----------
    observations : sequence of Observation
        Of the documents with a label.
    y : array, shape (n_documents,)
        Their labels.
    groups : array, shape (n_documents,), optional
        Near-duplicates share a group; by default every document is its own.
    sample_weight : array of float, shape (n_documents,), optional
        How much each document counts.
    sources : array of str, shape (n_documents,), optional
        Where each document comes from; by default all come from one source.
    background : sequence of Observation
        Documents without a label; they tell how widespread n-grams are, and the smoothing.
    copies : sequence of Observation
        Of the same documents seen otherwise, such as in scans, in their order; then they and the
        documents count half each. By default only the documents as they are.
    settings : Settings
    n_splits : int
        Folds, by group, for the calibration.
    seed : int
    label_weight, after_fold
        As in :meth:`classifier.model.additive.AdditiveClassifier.fit`.

    Raises
    ------
    InputError
        When no feature stands in enough documents.
    """
    extractor = extractor_of(settings).fit([*observations, *background])
    if not len(extractor.get_feature_names_out()):
        raise InputError(
            f"no feature stands in {settings.min_df} of the "
            f"{counted(len(observations), 'document')}; give more, or lower min_df"
        )
    smoothing = None
    with one_thread():
        rows = extractor.transform(observations)
        ngrams = (extractor.transform(background) if background else rows)[:, : extractor.n_ngrams_]
        if settings.n_components and min(ngrams.shape) > 1:  # fewer have no direction in common
            smoothing = SemanticSmoothing(
                settings.n_components, shrinkage=settings.shrinkage, random_state=seed
            ).fit(ngrams)
        classifier = AdditiveClassifier(
            smoothing, C=settings.C, weight=settings.weight, n_splits=n_splits, random_state=seed
        ).fit(
            rows,
            y,
            groups=groups,
            sample_weight=sample_weight,
            label_weight=label_weight,
            agreement=agreement_of(extractor, settings, sources, len(observations)),
            copies=extractor.transform(copies) if copies else None,
            after_fold=after_fold,
        )
    return Scorer(extractor, classifier)


def extractor_of(settings: Settings) -> FeatureExtractor:
    """Return the extractor of some settings, not fitted."""
    names = FeatureExtractor().get_params()
    return FeatureExtractor(**{name: getattr(settings, name) for name in names})


def agreement_of(
    extractor: FeatureExtractor,
    settings: Settings,
    sources: npt.ArrayLike | None,
    n_documents: int,
) -> Agreement | None:
    """Return how far the sources of documents are to agree, None where that does not matter.

    Parameters
    ----------
    extractor : FeatureExtractor
        Fitted; the agreement is of its n-grams.
    settings : Settings
    sources : array of str, shape (n_documents,), or None
        Where each document comes from; None when all come from one source.
    n_documents : int
    """
    if not settings.agreement:
        return None
    given = np.full(n_documents, "") if sources is None else np.asarray(sources)
    return Agreement(extractor.n_ngrams_, settings.agreement, given)


def one_thread() -> threadpool_limits:
    """Return a context in which linear algebra runs in one thread.

    The matrices are thin: threads wait for each other longer than they work. And a sum has the
    same last bit whatever the number of cores.
    """
    return threadpool_limits(1, user_api="blas")


@contextmanager
def learning(memory: Memory | None = None) -> Iterator[None]:
    """Learn on all cores within a ``with`` block, a regression each.

    Parameters
    ----------
    memory : Memory, optional
        What it holds is not learned again.
    """
    with using(memory), one_thread(), parallel_config(n_jobs=-1):
        yield
