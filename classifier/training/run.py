"""From corpora in files to a model folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from classifier.corpora import Fields
from classifier.corpora.cache import ObservationCache
from classifier.corpora.corpus import read_corpora, read_texts
from classifier.corpora.passages import read_passages
from classifier.documents import Limits
from classifier.documents.builder import OcrMode
from classifier.evaluation.overlap import learned_by_lock
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.model.folder import read_lock
from classifier.model.persistence import load_model, save_model
from classifier.model.replacing import check_folder
from classifier.training.learning import learning
from classifier.training.modelling import train_model
from classifier.training.record import files_beside
from classifier.training.remembering import LearningCache
from classifier.training.steps import Progress, Step


def train(
    corpora: Sequence[Path],
    output: Path,
    *,
    name: str | None = None,
    fields: Fields | None = None,
    names: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    ocr: OcrMode = "auto",
    unlabelled: Path | None = None,
    passages: Path | None = None,
    pipeline: str = "nl_rules",
    seed: int = 0,
    n_candidates: int = 0,
    label_weight: Mapping[str, float] | None = None,
    base: Path | None = None,
    cache: Path | None = None,
    progress: Progress = lambda step: None,
) -> dict[str, Any]:
    """Train a model on labelled corpora and write it to a folder.

    Whatever goes wrong, or whoever interrupts it, an earlier model in the folder stays whole.

    Parameters
    ----------
    corpora : sequence of Path
        Of any format that :func:`classifier.corpora.read_entries` reads.
    output : Path
        The folder of the model: new, empty, or that of an earlier model.
    name : str, optional
        What to call it; by default the name of the folder.
    fields : Fields, optional
        What the columns of the corpora are called, and of ``unlabelled`` and ``passages``.
    names : mapping of str to str, optional
        Our label for each of theirs.
    limits, ocr
        How the files that corpora name or hold are read, as in
        :func:`classifier.corpora.read_entries`.
    unlabelled : Path, optional
        Documents without a label, for the semantic smoothing; texts that the corpora label are
        passed over, so that it may be a corpus that is labelled in part.
    passages : Path, optional
        A corpus of labelled passages, whose columns may have our own names as well; without it,
        passages get no label, or that of the base.
    pipeline, seed, n_candidates, label_weight
        As in :func:`classifier.training.modelling.train_model`.
    base : Path, optional
        The folder of a model to start from.
    cache : Path, optional
        A folder that keeps what was seen in texts and what was learned, for the next run.
    progress : callable
        Is told what is being done.

    Returns
    -------
    dict
        The scores, for documents of groups that were not trained on.

    Raises
    ------
    CorpusError
        When a corpus or the cache cannot be used.
    ModelError
        When the base cannot be used, or the folder cannot be written.
    """
    check_folder(output, "model.json")
    fields = fields or Fields()
    start = None if base is None else load_model(base)

    def note(message: str) -> None:
        progress(Step(f"note: {message}"))

    documents = read_corpora(
        corpora,
        labels=DOCUMENT_LABELS,
        fields=fields,
        names=names,
        limits=limits,
        ocr=ocr,
        progress=note,
    )
    texts = (
        list(read_texts(unlabelled, text_field=fields.text, id_field=fields.id))
        if unlabelled
        else []
    )
    # It may be the corpus itself, for its rows without a label: what has one counts once.
    labelled = {document.text for document in documents}
    texts = [text for text in texts if text not in labelled]
    labelled_passages = (
        list(
            read_passages(
                passages,
                labels=PASSAGE_LABELS,
                fields=fields,
                names=names,
                limits=limits,
                ocr=ocr,
                progress=note,
            )
        )
        if passages
        else []
    )
    if start is not None:
        known = learned_by_lock(start.info.name, read_lock(base), documents, corpora)
        for sentence in islice(known, 1):
            progress(Step(f"note: {sentence}; adding them changes little and flatters the scores"))
    with learning(None if cache is None else LearningCache(cache)):
        trained = train_model(
            documents,
            texts,
            labelled_passages,
            name=name or output.resolve().name,
            pipeline=pipeline,
            seed=seed,
            n_candidates=n_candidates,
            label_weight=label_weight,
            base=start,
            cache=None if cache is None else ObservationCache(cache, pipeline),
            progress=progress,
        )
    read = (document.file for document in (*trained.documents, *labelled_passages))
    inputs = [
        *corpora,
        *(path for path in (unlabelled, passages, *dict.fromkeys(read)) if path is not None),
    ]
    beside = files_beside(
        trained, inputs, seed=seed, label_weight=label_weight, base=base, progress=progress
    )
    save_model(trained.model, output, trained.card, beside)
    return trained.model.info.scores
