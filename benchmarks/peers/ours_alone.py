"""Ours, label only, a document at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from classifier.documents import read
from classifier.features import observe
from classifier.model.persistence import load_model
from classifier.preprocessing import build_pipeline, preprocess
from peers import ours

fit = ours.fit


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
