"""Explaining one document: ours beside SHAP's LinearExplainer, LIME and eli5.

The others explain TF-IDF with logistic regression that learned from the same documents; each
gets its document as it needs it (SHAP the row, LIME and eli5 the text), and what it can do once is
done before. Exact is that the parts sum to the score that they explain: of SHAP and eli5 the
score before the softmax, of LIME the probability, for it explains no other.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from peers.tfidf import pipeline_of

from classifier.corpora.corpus import LabelledDocument
from classifier.documents import read
from classifier.explaining import explain
from classifier.features import observe
from classifier.model.persistence import load_model
from classifier.preprocessing import build_pipeline, preprocess

# Explains a text: seconds of processor time, and how far the parts are from their score.
Explainer = Callable[[str], tuple[float, float]]


@dataclass(frozen=True)
class Explained:
    """What an explainer costs a document, and how far its parts are from the score at most."""

    title: str
    seconds: float = 0.0
    error: float = 0.0
    skipped: str = ""


def explainers(
    documents: Sequence[LabelledDocument], texts: Sequence[str], *, samples: int
) -> list[Explained]:
    """Measure every explainer on some texts; the first is ours."""
    pipeline = pipeline_of([d.text for d in documents], [d.label for d in documents])
    found = [_ours(texts), _our_shares(texts)]
    for title, make in (
        ("SHAP LinearExplainer", _shap),
        (f"LIME, {samples:,} samples", _lime),
        ("eli5", _eli5),
    ):
        try:
            one = make(pipeline, [d.text for d in documents], samples)
            found.append(_measured(title, one, texts))
        except Exception as error:  # one that does not work with today's packages
            found.append(Explained(title, skipped=f"{type(error).__name__}: {error}"))
    return found


def _measured(title: str, one: Explainer, texts: Sequence[str]) -> Explained:
    pairs = [one(text) for text in texts]
    return Explained(title, sum(s for s, _ in pairs) / len(pairs), max(e for _, e in pairs))


def _ours(texts: Sequence[str]) -> Explained:
    model = load_model()
    nlp = build_pipeline(model.info.pipeline)
    extractor, classifier = model.documents.extractor, model.documents.classifier

    def one(text: str) -> tuple[float, float]:
        observation = observe(preprocess(nlp, read(text.encode())))
        row = extractor.transform([observation])
        target, against = classifier.classes_[np.argsort(-classifier.scores(row)[0])[:2]].tolist()
        start = time.process_time()
        found = explain(observation, row, extractor, classifier, target, against)
        spent = time.process_time() - start
        parts = found.bias + sum(c.contribution for c in found.contributions)
        return spent, abs(parts - found.score)

    one(texts[0])
    return _measured("ours, with names and places", one, texts)


def _our_shares(texts: Sequence[str]) -> Explained:
    """Measure what SHAP gives, figures without names and places, by our model."""
    model = load_model()
    nlp = build_pipeline(model.info.pipeline)
    extractor, classifier = model.documents.extractor, model.documents.classifier
    target, against = classifier.classes_[:2].tolist()

    def one(text: str) -> tuple[float, float]:
        row = extractor.transform([observe(preprocess(nlp, read(text.encode())))])
        start = time.process_time()
        bias, shares = classifier.shares(row, target, against)
        spent = time.process_time() - start
        scores = classifier.scores(row)[0]
        return spent, abs(float(bias + shares.sum() - (scores[0] - scores[1])))

    one(texts[0])
    return _measured("ours, figures alone", one, texts)


def _shap(pipeline: Any, background: Sequence[str], samples: int) -> Explainer:
    shap = import_module("shap")
    vectorizer, regression = pipeline[0], pipeline[-1]
    explainer = shap.LinearExplainer(regression, vectorizer.transform(background).toarray())

    def one(text: str) -> tuple[float, float]:
        row = vectorizer.transform([text]).toarray()
        start = time.process_time()
        values = np.asarray(explainer.shap_values(row))[0]
        spent = time.process_time() - start
        scores = regression.decision_function(row)[0]
        return spent, float(np.abs(values.sum(0) + explainer.expected_value - scores).max())

    return one


def _lime(pipeline: Any, background: Sequence[str], samples: int) -> Explainer:
    text_explainer = import_module("lime.lime_text").LimeTextExplainer
    explainer = text_explainer(class_names=pipeline.classes_.tolist(), random_state=0)

    def one(text: str) -> tuple[float, float]:
        chances = pipeline.predict_proba([text])[0]
        best = int(chances.argmax())
        words = len(text.split())
        start = time.process_time()
        found = explainer.explain_instance(
            text, pipeline.predict_proba, labels=(best,), num_features=words, num_samples=samples
        )
        spent = time.process_time() - start
        parts = found.intercept[best] + sum(weight for _, weight in found.local_exp[best])
        return spent, abs(float(parts - chances[best]))

    return one


def _eli5(pipeline: Any, background: Sequence[str], samples: int) -> Explainer:
    eli5 = import_module("eli5")
    vectorizer, regression = pipeline[0], pipeline[-1]

    def one(text: str) -> tuple[float, float]:
        start = time.process_time()
        found = eli5.explain_prediction(regression, text, vec=vectorizer)
        spent = time.process_time() - start
        scores = dict(
            zip(
                regression.classes_,
                regression.decision_function(vectorizer.transform([text]))[0],
                strict=True,
            )
        )
        errors = []
        for target in found.targets:
            weights = target.feature_weights
            parts = sum(each.weight for each in (*weights.pos, *weights.neg))
            errors.append(abs(float(parts - scores[target.target])))
        return spent, max(errors)

    return one
