"""Learn a model from documents in memory, with the scores of documents it had not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from classifier.corpora.arrays import group_array, label_array
from classifier.corpora.cache import ObservationCache
from classifier.corpora.corpus import LabelledDocument, fingerprint
from classifier.corpora.pipelines import pipeline_here
from classifier.counting import counted
from classifier.errors import PipelineMismatchError
from classifier.evaluation.confidence import abstention_threshold
from classifier.evaluation.details import details_of
from classifier.evaluation.measures import scores_of
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.model.persistence import Model, ModelInfo
from classifier.model.scorer import Scorer
from classifier.preprocessing import pipeline_id
from classifier.settings import DOCUMENTS, Settings
from classifier.training.card import card_of
from classifier.training.doubting import learn_doubt
from classifier.training.fitting import adapt_scorer, check_corpus, fit_scorer
from classifier.training.grid import candidates
from classifier.training.passages import PassagesLearned, learn_passages
from classifier.training.search import Search, search
from classifier.training.seeing import Seeing, Seen
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
    seen = seeing.everything(documents, unlabelled)
    searched = _searched(seen, n_candidates, seed, label_weight, progress)
    settings = DOCUMENTS if searched is None else searched.settings
    scorer = _fitted(seen, base, settings, seed, label_weight, progress)
    probabilities = scorer.classifier.out_of_fold_ if searched is None else searched.probabilities
    threshold, scores = _scored(seen.documents, scorer, probabilities)
    doubt = None
    if base is None:
        progress(Step("learning when not to decide"))
        doubt = learn_doubt(scorer, seen.documents, seen.observations, seen.background)
    passage_scorer, passage_threshold = (
        (None, 0.5) if base is None else (base.passages, base.info.passage_threshold)
    )
    if passages:
        labels = _likeliest_labels(seen.documents, scorer)
        passages, learned = _passages_learned(seeing, passages, labels, seed, progress)
        passage_scorer, passage_threshold = learned.scorer, learned.threshold
        scores["passages"] = learned.scores
    info = ModelInfo(
        name=name,
        version=f"{VERSION}.{fingerprint([*seen.documents, *passages])}",
        pipeline=pipeline,
        pipeline_id=identity,
        threshold=threshold,
        passage_threshold=passage_threshold,
        trained_on=_trained_on(seen, len(passages), base),
        scores=scores,
        doubt=doubt,
    )
    model = Model(info, scorer, passage_scorer)
    told = asdict(settings) | {f"weight of {k}": v for k, v in (label_weight or {}).items()}
    return Trained(
        model,
        card_of(model, told),
        settings,
        tuple(seen.documents),
        probabilities,
        seeing.left_out,
        searched,
    )


def _searched(
    seen: Seen,
    n_candidates: int,
    seed: int,
    label_weight: Mapping[str, float] | None,
    progress: Progress,
) -> Search | None:
    """Return what a search of so many settings found; None where there is nothing to search."""
    if not n_candidates:
        return None
    tried = candidates(n_candidates, DOCUMENTS, seed)
    progress(Step(f"searching {len(tried)} settings"))
    return search(
        seen.observations,
        seen.documents,
        seen.background,
        tried,
        seed=seed,
        label_weight=label_weight,
        scans=seen.scans,
        progress=progress,
    )


def _fitted(
    seen: Seen,
    base: Model | None,
    settings: Settings,
    seed: int,
    label_weight: Mapping[str, float] | None,
    progress: Progress,
) -> Scorer:
    """Return what labels documents: learned from scratch, or on top of the base."""
    progress(Step("learning what tells the labels apart"))
    more: dict[str, Any] = {
        "copies": seen.scans,
        "label_weight": label_weight,
        "after_fold": fold_teller(label_array(seen.documents), progress),
    }
    if base is None:
        return fit_scorer(
            seen.observations, seen.documents, seen.background, settings, seed, **more
        )
    return adapt_scorer(seen.observations, seen.documents, base.documents, settings, seed, **more)


def _scored(
    documents: Sequence[LabelledDocument], scorer: Scorer, probabilities: npt.NDArray[np.float64]
) -> tuple[float, dict[str, Any]]:
    """Return the threshold of a scorer, and the scores of predictions for held-out documents."""
    truth, classes = label_array(documents), scorer.classifier.classes_
    # The threshold is for the weights that there are, whatever the scores are of.
    threshold = abstention_threshold(truth, scorer.classifier.out_of_fold_, classes)
    scores = scores_of(truth, probabilities, classes, group_array(documents), threshold)
    return threshold, scores | details_of(documents, probabilities, classes)


def _passages_learned(
    seeing: Seeing,
    passages: Sequence[LabelledDocument],
    labels: Mapping[str, str],
    seed: int,
    progress: Progress,
) -> tuple[Sequence[LabelledDocument], PassagesLearned]:
    """Return the passages that can be read, and what labels passages."""
    progress(Step(f"learning from {counted(len(passages), 'passage')}"))
    kept, observations = seeing.labelled(passages, PASSAGE_LABELS, "passages")
    in_place = seeing.in_place(kept, labels)
    return kept, learn_passages(kept, observations, seed, progress, in_place=in_place)


def _identity(pipeline: str, base: Model | None) -> str:
    """Return the id of a pipeline, which must be that of the base."""
    identity = pipeline_id(pipeline_here(pipeline))
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


def _trained_on(seen: Seen, n_passages: int, base: Model | None) -> dict[str, int]:
    """Return how many texts of each kind a model learned from."""
    counts = dict(sorted(Counter(document.source for document in seen.documents).items()))
    if seen.background:
        counts["unlabelled"] = len(seen.background)
    if n_passages:
        counts["passages"] = n_passages
    if base is not None:
        name = f"on top of {base.info.full_name}"
        counts[name] = int(base.info.scores.get("n_documents", 0))  # labelled ones
    return counts
