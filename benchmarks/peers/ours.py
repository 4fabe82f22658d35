"""Ours, label only: read, preprocess, observe, make the row, score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from classifier.corpora.corpus import LabelledDocument
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
    nlp = build_pipeline(model.info.pipeline)
    extractor, classifier = model.documents.extractor, model.documents.classifier

    def predict(texts: Sequence[str]) -> list[str]:
        found = []
        for text in texts:
            observation = observe(preprocess(nlp, read(text.encode()), with_passages=False))
            scores = classifier.split_scores(extractor.transform([observation])).scores
            found.append(str(classifier.classes_[scores.argmax()]))
        return found

    return predict
