"""Fit what turns observations into probabilities, from scratch or on top of another model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from classifier.corpora.arrays import group_array, label_array, sample_weights, source_array
from classifier.corpora.corpus import LabelledDocument
from classifier.counting import too_few
from classifier.errors import CorpusError
from classifier.features import Observation
from classifier.model.additive import AdditiveClassifier
from classifier.model.regression import AfterFold
from classifier.model.scorer import Scorer
from classifier.settings import Settings
from classifier.training.learning import learn, one_thread


def fit_scorer(
    observations: Sequence[Observation],
    documents: Sequence[LabelledDocument],
    background: Sequence[Observation],
    settings: Settings,
    seed: int = 0,
    *,
    copies: Sequence[Observation] = (),
    label_weight: Mapping[str, float] | None = None,
    after_fold: AfterFold | None = None,
) -> Scorer:
    """Learn the features, the smoothing and the weights.

    Parameters
    ----------
    observations : sequence of Observation
        Of the labelled documents, in their order.
    documents : sequence of LabelledDocument
        Their labels, groups and weights.
    background : sequence of Observation
        Documents without a label; they tell how widespread n-grams are, and the smoothing.
    settings : Settings
    seed : int
    copies : sequence of Observation
        Of the same documents seen otherwise, such as in scans of them, in their order, to be
        learned from as well; or none.
    label_weight, after_fold
        As in :meth:`classifier.model.additive.AdditiveClassifier.fit`.
    """
    return learn(
        observations,
        label_array(documents),
        groups=group_array(documents),
        sample_weight=sample_weights(documents),
        sources=source_array(documents),
        background=background,
        copies=copies,
        settings=settings,
        seed=seed,
        label_weight=label_weight,
        after_fold=after_fold,
    )


def adapt_scorer(
    observations: Sequence[Observation],
    documents: Sequence[LabelledDocument],
    base: Scorer,
    settings: Settings,
    seed: int = 0,
    *,
    copies: Sequence[Observation] = (),
    label_weight: Mapping[str, float] | None = None,
    after_fold: AfterFold | None = None,
) -> Scorer:
    """Learn how documents differ from what another scorer knows.

    The features and the smoothing stay those of the base. Its scores say much for little penalty,
    so that a few documents change little, and many as much as they must. They are sums over the
    same features, so what is learned goes up in one weight a feature, and explains itself as
    before.

    Parameters
    ----------
    observations, documents, seed, copies, label_weight, after_fold
        As in :func:`fit_scorer`.
    base : Scorer
        Of the same labels.
    settings : Settings
        Of which ``C`` alone counts.
    """
    known = base.classifier
    with one_thread():
        classifier = AdditiveClassifier(
            known.smoothing, C=settings.C, weight=known.weight, random_state=seed
        ).fit(
            base.extractor.transform(observations),
            label_array(documents),
            groups=group_array(documents),
            sample_weight=sample_weights(documents),
            label_weight=label_weight,
            copies=base.extractor.transform(copies) if copies else None,
            base=known,
            after_fold=after_fold,
        )
    return Scorer(base.extractor, classifier)


def check_corpus(documents: Sequence[LabelledDocument], labels: Sequence[str]) -> None:
    """Check that there is enough to learn from.

    Parameters
    ----------
    documents : sequence of LabelledDocument
        Documents or passages.
    labels : sequence of str
        The labels that they must have between them.

    Raises
    ------
    CorpusError
        When a label has documents in fewer groups than cross-validation needs.
    """
    needed = AdditiveClassifier().n_splits
    groups = {label: {d.group for d in documents if d.label == label} for label in labels}
    for label, members in groups.items():
        if len(members) < needed:
            raise CorpusError(
                f"{too_few(len(members), 'group')} of texts with label {label!r}; "
                f"give at least {needed} of each label"
            )
