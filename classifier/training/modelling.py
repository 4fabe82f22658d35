"""Learn a model from documents in memory, with the scores of documents it had not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from classifier.corpora.arrays import group_array, label_array
from classifier.corpora.cache import ObservationCache
from classifier.corpora.corpus import LabelledDocument, fingerprint
from classifier.errors import PipelineMismatchError
from classifier.evaluation.confidence import abstention_threshold
from classifier.evaluation.details import details_of
from classifier.evaluation.measures import scores_of
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.model.persistence import Model, ModelInfo, Scorer
from classifier.preprocessing import build_pipeline, pipeline_id
from classifier.settings import DOCUMENTS, Settings
from classifier.training.card import card_of
from classifier.training.doubting import learn_doubt
from classifier.training.fitting import adapt_scorer, check_corpus, fit_scorer
from classifier.training.passages import learn_passages, observe_in_place
from classifier.training.search import Search, candidates, search
from classifier.training.seeing import Seeing
from classifier.training.steps import Progress, Step, fold_teller

VERSION: Final = "1"


@dataclass(frozen=True, eq=False)
class Trained:
    """A model, and how it came about."""

    model: Model
    card: str  # in Markdown
    settings: Settings  # of the documents
    documents: tuple[LabelledDocument, ...]  # that it learned from
    probabilities: npt.NDArray[np.float64]  # (n_documents, n_classes) of models that saw no group
    left_out: dict[str, str]  # documents by id, and why they could not be read
    searched: Search | None = None

    @property
    def scores_from(self) -> str:
        """Which predictions the scores are of, in words."""
        return (
            "nested folds by group: neither weights nor settings saw the group of a document"
            if self.searched
            else "held-out folds by group: the weights did not see the group of a document"
        )


def train_model(
    documents: Sequence[LabelledDocument],
    unlabelled: Sequence[str] = (),
    passages: Sequence[LabelledDocument] = (),
    *,
    name: str,
    pipeline: str = "nl_rules",
    seed: int = 0,
    n_candidates: int = 0,
    label_weight: Mapping[str, float] | None = None,
    base: Model | None = None,
    cache: ObservationCache | None = None,
    progress: Progress = lambda step: None,
) -> Trained:
    """Train a model on documents in memory.

    Parameters
    ----------
    documents : sequence of LabelledDocument
    unlabelled : sequence of str
        Texts for the semantic smoothing.
    passages : sequence of LabelledDocument
        Without them, passages get no label, or that of the base.
    name : str
        What to call the model.
    pipeline : str
        A name in :data:`classifier.preprocessing.PIPELINES`.
    seed : int
        Of everything that is random.
    n_candidates : int
        How many settings to search; 0 for those there are.
    label_weight : mapping of str to float, optional
        How many times as common as the others a label is to count.
    base : Model, optional
        To start from; then there is nothing to search, and no smoothing to learn.
    cache : ObservationCache, optional
        Keeps what was seen in texts.
    progress : callable
        Is told what is being done.

    Raises
    ------
    CorpusError
        When there is not enough to learn from.
    PipelineMismatchError
        When the base is for another pipeline.
    """
    check_corpus(documents, DOCUMENT_LABELS)
    if passages:
        check_corpus(passages, PASSAGE_LABELS)
    identity = _identity(pipeline, base)
    seeing = Seeing(pipeline, cache, progress)
    documents, seen = seeing.labelled(documents, DOCUMENT_LABELS, "labelled documents")
    scans = seeing.scans(documents, seen)
    background = seeing.unlabelled(unlabelled)
    settings, searched = DOCUMENTS, None
    if n_candidates:
        tried = candidates(n_candidates, DOCUMENTS, seed)
        progress(Step(f"searching {len(tried)} settings"))
        searched = search(
            seen,
            documents,
            background,
            tried,
            seed=seed,
            label_weight=label_weight,
            scans=scans,
            progress=progress,
        )
        settings = searched.settings
    progress(Step("learning what tells the labels apart"))
    follow = fold_teller(label_array(documents), progress)
    if base is None:
        scorer = fit_scorer(
            seen,
            documents,
            background,
            settings,
            seed,
            scans=scans,
            label_weight=label_weight,
            after_fold=follow,
        )
    else:
        scorer = adapt_scorer(
            seen,
            documents,
            base.documents,
            settings,
            seed,
            scans=scans,
            label_weight=label_weight,
            after_fold=follow,
        )
    truth, groups = label_array(documents), group_array(documents)
    classes, probabilities = scorer.classifier.classes_, scorer.classifier.out_of_fold_
    threshold = abstention_threshold(truth, probabilities, classes)
    if searched is not None:
        probabilities = searched.probabilities
    scores = scores_of(truth, probabilities, classes, groups, threshold)
    scores |= details_of(documents, probabilities, classes)
    doubt = None
    if base is None:
        progress(Step("learning when not to decide"))
        doubt = learn_doubt(scorer, documents, seen, background)
    passage_scorer, passage_threshold = None, 0.5
    if passages:
        progress(Step(f"learning from {len(passages)} passages"))
        passages, seen_passages = seeing.labelled(passages, PASSAGE_LABELS, "passages")
        in_place = observe_in_place(
            passages, pipeline, _likeliest_labels(documents, scorer), progress, cache
        )
        learned = learn_passages(passages, seen_passages, seed, progress, in_place=in_place)
        passage_scorer, passage_threshold = learned.scorer, learned.threshold
        scores["passages"] = learned.scores
    elif base is not None:
        passage_scorer, passage_threshold = base.passages, base.info.passage_threshold
    info = ModelInfo(
        name=name,
        version=f"{VERSION}.{fingerprint([*documents, *passages])}",
        pipeline=pipeline,
        pipeline_id=identity,
        threshold=threshold,
        passage_threshold=passage_threshold,
        trained_on=_trained_on(documents, len(background), len(passages), base),
        scores=scores,
        doubt=doubt,
    )
    model = Model(info, scorer, passage_scorer)
    told = asdict(settings) | {f"weight of {k}": v for k, v in (label_weight or {}).items()}
    card = card_of(model, told)
    return Trained(
        model, card, settings, tuple(documents), probabilities, seeing.left_out, searched
    )


def _identity(pipeline: str, base: Model | None) -> str:
    """Return the id of a pipeline, which must be that of the base."""
    identity = pipeline_id(build_pipeline(pipeline))
    if base is not None and base.info.pipeline_id != identity:
        raise PipelineMismatchError(
            f"{base.info.name}: is for the pipeline {base.info.pipeline_id}, this is {identity}; "
            "start from a model for this one"
        )
    return identity


def _likeliest_labels(documents: Sequence[LabelledDocument], scorer: Scorer) -> dict[str, str]:
    """Return the likeliest label of documents by their id, by models that saw no group of them."""
    found = scorer.classifier.out_of_fold_.argmax(axis=1)
    labels = scorer.classifier.classes_[found].tolist()
    return {document.id: label for document, label in zip(documents, labels, strict=True)}


def _trained_on(
    documents: Sequence[LabelledDocument], n_unlabelled: int, n_passages: int, base: Model | None
) -> dict[str, int]:
    """Return how many texts of each kind a model learned from."""
    counts = dict(sorted(Counter(document.source for document in documents).items()))
    if n_unlabelled:
        counts["unlabelled"] = n_unlabelled
    if n_passages:
        counts["passages"] = n_passages
    if base is not None:
        name = f"on top of {base.info.name}@{base.info.version}"
        counts[name] = int(base.info.scores.get("n_documents", 0))  # labelled ones
    return counts
