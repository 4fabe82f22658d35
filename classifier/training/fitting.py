"""Learn: from labelled corpora to a model, with the scores of documents it had not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from classifier.corpora import Fields
from classifier.corpora.arrays import group_array, label_array, sample_weights
from classifier.corpora.corpus import (
    LabelledDocument,
    fingerprint,
    read_corpora,
    read_passages,
    read_texts,
)
from classifier.corpora.observing import observe_corpus, observe_texts
from classifier.errors import CorpusError
from classifier.evaluation.details import details_of
from classifier.evaluation.measures import abstention_threshold, scores_of
from classifier.features import Observation
from classifier.labels import DOCUMENT_LABELS, NORM, PASSAGE_LABELS
from classifier.model.additive import AdditiveClassifier
from classifier.model.persistence import Model, ModelInfo, Scorer, save_model
from classifier.preprocessing import build_pipeline, pipeline_id
from classifier.settings import DOCUMENTS, PASSAGES, Settings
from classifier.training.card import card_of
from classifier.training.learning import learn

VERSION: Final = "1"
_PASSAGE_PRECISION: Final = 0.8  # of the norm passages that count towards a finding


def train(
    corpora: Sequence[Path],
    output: Path,
    *,
    name: str | None = None,
    fields: Fields | None = None,
    names: Mapping[str, str] | None = None,
    unlabelled: Path | None = None,
    passages: Path | None = None,
    pipeline: str = "nl_rules",
    seed: int = 0,
    progress: Callable[[str], None] = lambda message: None,
) -> dict[str, Any]:
    """Train a model on labelled corpora and write it to a folder.

    Parameters
    ----------
    corpora : sequence of Path
        Of any format that :func:`classifier.corpora.read_entries` reads.
    output : Path
        The folder of the model.
    name : str, optional
        What to call it; by default the name of the folder.
    fields : Fields, optional
        What the columns of the corpora are called.
    names : mapping of str to str, optional
        Our label for each of theirs.
    unlabelled : Path, optional
        Documents without a label, for the semantic smoothing.
    passages : Path, optional
        A corpus of labelled passages; without it, passages get no label.
    pipeline : str
        A name in :data:`classifier.preprocessing.PIPELINES`.
    seed : int
        Of everything that is random.
    progress : callable
        Is told in words what is being done.

    Returns
    -------
    dict
        The scores, for documents of groups that were not trained on.

    Raises
    ------
    CorpusError
        When a corpus cannot be used.
    """
    fields = fields or Fields()
    documents = read_corpora(corpora, labels=DOCUMENT_LABELS, fields=fields, names=names)
    texts = (
        list(read_texts(unlabelled, text_field=fields.text, id_field=fields.id))
        if unlabelled
        else []
    )
    labelled_passages = (
        list(read_passages(passages, labels=PASSAGE_LABELS, names=names)) if passages else []
    )
    model, card = train_model(
        documents,
        texts,
        labelled_passages,
        name=name or output.name,
        pipeline=pipeline,
        seed=seed,
        progress=progress,
    )
    save_model(model, output, card)
    return model.info.scores


def train_model(
    documents: Sequence[LabelledDocument],
    unlabelled: Sequence[str] = (),
    passages: Sequence[LabelledDocument] = (),
    *,
    name: str,
    pipeline: str = "nl_rules",
    seed: int = 0,
    progress: Callable[[str], None] = lambda message: None,
) -> tuple[Model, str]:
    """Train a model on documents in memory.

    Returns
    -------
    model : Model
    card : str
        Its card, in Markdown.
    """
    check_corpus(documents, DOCUMENT_LABELS)
    if passages:
        check_corpus(passages, PASSAGE_LABELS)
    progress(f"preprocessing {len(documents)} labelled documents")
    n_given = len(documents)
    documents, observed = observe_corpus(documents, pipeline)
    if len(documents) < n_given:
        progress(f"leaving out {n_given - len(documents)} documents that cannot be read")
        check_corpus(documents, DOCUMENT_LABELS)
    progress(f"preprocessing {len(unlabelled)} unlabelled documents")
    background = [o for o in observe_texts(unlabelled, pipeline) if o is not None]
    progress("learning what tells the labels apart")
    scorer = fit_scorer(observed, documents, background, DOCUMENTS, seed)
    truth, groups = label_array(documents), group_array(documents)
    classes = scorer.classifier.classes_
    threshold = abstention_threshold(truth, scorer.classifier.out_of_fold_, classes)
    scores = scores_of(truth, scorer.classifier.out_of_fold_, classes, groups, threshold)
    scores |= details_of(documents, scorer.classifier.out_of_fold_, classes)
    passage_scorer, passage_threshold = None, 0.5
    if passages:
        progress(f"learning from {len(passages)} passages")
        passages, seen = observe_corpus(passages, pipeline)
        passage_scorer = fit_scorer(seen, passages, (), PASSAGES, seed)
        probabilities = passage_scorer.classifier.out_of_fold_
        labels = label_array(passages)
        passage_threshold = _norm_threshold(labels, probabilities)
        scores["passages"] = scores_of(
            labels, probabilities, passage_scorer.classifier.classes_, group_array(passages), 0.5
        )
    info = ModelInfo(
        name=name,
        version=f"{VERSION}.{fingerprint([*documents, *passages])}",
        pipeline=pipeline,
        pipeline_id=pipeline_id(build_pipeline(pipeline)),
        threshold=threshold,
        passage_threshold=passage_threshold,
        trained_on=dict(sorted(Counter(d.source for d in documents).items()))
        | ({"unlabelled": len(background)} if background else {})
        | ({"passages": len(passages)} if passages else {}),
        scores=scores,
    )
    model = Model(info, scorer, passage_scorer)
    return model, card_of(model, asdict(DOCUMENTS))


def fit_scorer(
    observations: Sequence[Observation],
    documents: Sequence[LabelledDocument],
    background: Sequence[Observation],
    settings: Settings,
    seed: int = 0,
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
    """
    return learn(
        observations,
        label_array(documents),
        groups=group_array(documents),
        sample_weight=sample_weights(documents),
        background=background,
        settings=settings,
        seed=seed,
    )


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
                f"only {len(members)} groups of texts with label {label!r}; "
                f"give at least {needed} of each label"
            )


def _norm_threshold(truth: npt.NDArray[np.str_], probabilities: npt.NDArray[np.float64]) -> float:
    """Return the lowest probability from which passages called norm are so often enough."""
    norm = probabilities[:, PASSAGE_LABELS.index(NORM)]
    for threshold in np.arange(0.5, 0.95, 0.01).tolist():
        if (truth[norm >= threshold] == NORM).mean() >= _PASSAGE_PRECISION:
            return float(round(threshold, 2))
    return 0.95
