"""Ours, label only: read, preprocess, observe, make the rows, score.

A list of texts goes the way of ``BeleidsregelClassifier.predict``: a few short documents through
each stage together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.observing import observe_texts
from classifier.documents import read
from classifier.features import observe
from classifier.model.persistence import Model, ModelInfo, load_model, save_model
from classifier.preprocessing import build_pipeline, pipeline_id, preprocess
from classifier.settings import DOCUMENTS
from classifier.training.fitting import fit_scorer


def fit(
    texts: Sequence[str],
    labels: Sequence[str],
    groups: Sequence[str],
    folder: Path,
    quick: bool,
    pipeline: str = "nl_rules",
) -> None:
    """Learn everything from these documents alone."""
    nlp = build_pipeline(pipeline)
    documents = [
        LabelledDocument(str(number), text, label, group, "bench")
        for number, (text, label, group) in enumerate(zip(texts, labels, groups, strict=True))
    ]
    observations = [observe(preprocess(nlp, read(text.encode()))) for text in texts]
    scorer = fit_scorer(observations, documents, [], DOCUMENTS)
    info = ModelInfo("bench", "0", pipeline, pipeline_id(nlp), 0.0, 0.5, {"bench": len(texts)})
    save_model(Model(info, scorer), folder)


def load(folder: Path) -> Callable[[Sequence[str]], list[str]]:
    """Return what labels texts."""
    model = load_model(folder)
    extractor, classifier = model.documents.extractor, model.documents.classifier

    def predict(texts: Sequence[str]) -> list[str]:
        observations = observe_texts(texts, model.info.pipeline, n_jobs=None)
        rows = extractor.transform(one for one in observations if one is not None)
        labels: list[str] = classifier.predict(rows).tolist()
        return labels

    return predict
