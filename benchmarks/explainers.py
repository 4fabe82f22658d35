"""Explaining documents: ours beside SHAP's LinearExplainer, LIME and eli5.

The others explain TF-IDF with logistic regression that learned from the same documents; each
gets its document as it needs it (SHAP the dense row, LIME and eli5 the text), and what it can do
once is done before. What is compared is alike: figures of each feature for each label, of a
document by itself or of a batch; the strongest features by name; and all of them with their places
in the text, which only ours gives. Exact is that the parts sum to the score that they explain: of
SHAP and eli5 the score before the softmax, of LIME the probability, for it explains no other.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import numpy as np
from peers.tfidf import pipeline_of
from scipy.sparse import csr_matrix

from classifier.corpora.corpus import LabelledDocument
from classifier.documents import read
from classifier.explaining import explain
from classifier.explanation import Explanation
from classifier.features import Observation, observe
from classifier.model.persistence import load_model
from classifier.preprocessing import build_pipeline, preprocess

# Explains a text: seconds of processor time, and how far the parts are from their score.
Explainer = Callable[[str], tuple[float, float]]

TOP: Final = 20  # the strongest, as the command and SHAP's pictures show them
OURS: Final = "ours, all names and places"
OURS_TOP: Final = f"ours, the {TOP} strongest with names and places"
OURS_FIGURES: Final = "ours, figures alone"
OURS_BATCH: Final = "ours, figures alone, in a batch"
SHAP_TOP: Final = f"SHAP LinearExplainer, the {TOP} strongest with names"
SHAP_FIGURES: Final = "SHAP LinearExplainer, figures alone"
SHAP_BATCH: Final = "SHAP LinearExplainer, figures alone, in a batch"
# What gives the same of ours and of SHAP.
ALIKE: Final = ((OURS_TOP, SHAP_TOP), (OURS_FIGURES, SHAP_FIGURES), (OURS_BATCH, SHAP_BATCH))


@dataclass(frozen=True)
class Explained:
    """What an explainer costs a document, and how far its parts are from the score at most."""

    title: str
    seconds: float = 0.0
    error: float = 0.0
    skipped: str = ""


def explainers(
    documents: Sequence[LabelledDocument],
    texts: Sequence[str],
    *,
    samples: int,
    turns: int,
    few: int = 3,
) -> list[Explained]:
    """Measure every explainer on some texts, LIME on the first few; ours come first."""
    pipeline = pipeline_of([d.text for d in documents], [d.label for d in documents])
    background = [d.text for d in documents]
    measures: dict[tuple[str, ...], Callable[[], list[tuple[float, float]]]] = {
        (SHAP_TOP, SHAP_FIGURES, SHAP_BATCH): lambda: _shap(pipeline, background, texts, turns),
        (f"LIME, {samples:,} samples",): lambda: [_best(_lime(pipeline, samples), texts[:few], 1)],
        ("eli5",): lambda: [_best(_eli5(pipeline), texts, turns)],
    }
    found = _ours(texts, turns)
    for titles, measure in measures.items():
        try:
            figures = measure()
        except Exception as error:  # one that does not work with today's packages
            skipped = f"{type(error).__name__}: {error}"
            found += [Explained(title, skipped=skipped) for title in titles]
        else:
            found += [Explained(title, *one) for title, one in zip(titles, figures, strict=True)]
    return found


def _best(one: Explainer, texts: Sequence[str], turns: int) -> tuple[float, float]:
    """Return the least mean time of some turns, and the largest error."""
    one(texts[0])  # what is made at first use
    runs = [[one(text) for text in texts] for _ in range(turns)]
    means = [sum(seconds for seconds, _ in run) / len(run) for run in runs]
    return min(means), max(error for run in runs for _, error in run)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def _ours(texts: Sequence[str], turns: int) -> list[Explained]:
    model = load_model()
    nlp = build_pipeline(model.info.pipeline)
    extractor, classifier = model.documents.extractor, model.documents.classifier
    effective = classifier.effective

    def seen(text: str) -> tuple[Observation, csr_matrix]:
        observation = observe(preprocess(nlp, read(text.encode())))
        return observation, extractor.transform([observation])

    def with_places(text: str, most: int | None) -> tuple[float, float]:
        observation, row = seen(text)
        target, against = classifier.classes_[np.argsort(-classifier.scores(row)[0])[:2]].tolist()

        def work() -> Explanation:
            found = explain(observation, row, extractor, classifier, target, against)
            found = found if most is None else found.top(most)
            list(found.contributions)  # they are made when they are looked at
            return found

        spent, found = _timed(work)
        parts = found.bias + sum(c.contribution for c in found.contributions) + found.remainder
        return spent, abs(parts - found.score)

    def figures(rows: csr_matrix) -> tuple[float, float]:
        spent, shares = _timed(lambda: effective.shares(rows))
        sums = np.add.reduceat(shares, rows.indptr[:-1]) + effective.bias
        return spent / rows.shape[0], float(np.abs(sums - classifier.scores(rows)).max())

    batch = extractor.transform([seen(text)[0] for text in texts])
    return [
        Explained(OURS, *_best(lambda text: with_places(text, None), texts, turns)),
        Explained(OURS_TOP, *_best(lambda text: with_places(text, TOP), texts, turns)),
        Explained(OURS_FIGURES, *_best(lambda text: figures(seen(text)[1]), texts, turns)),
        Explained(OURS_BATCH, *_best(lambda _: figures(batch), texts[:1], turns)),
    ]


def _shap(
    pipeline: Any, background: Sequence[str], texts: Sequence[str], turns: int
) -> list[tuple[float, float]]:
    shap = import_module("shap")
    vectorizer, regression = pipeline[0], pipeline[-1]
    explainer = shap.LinearExplainer(regression, vectorizer.transform(background).toarray())
    names = vectorizer.get_feature_names_out()

    def figures(rows: Any) -> tuple[float, float]:
        spent, values = _timed(lambda: np.asarray(explainer.shap_values(rows)))
        sums = values.sum(axis=1) + explainer.expected_value
        errors = np.abs(sums - regression.decision_function(rows))
        return spent / len(rows), float(errors.max())

    def strongest(text: str) -> tuple[float, float]:
        row = vectorizer.transform([text]).toarray()
        label = int(regression.decision_function(row)[0].argmax())

        def work() -> list[tuple[str, float]]:
            values = np.asarray(explainer.shap_values(row))[0, :, label]
            # As SHAP's own pictures order them.
            order = np.argsort(-np.abs(values))[:TOP]
            return list(zip(names[order].tolist(), values[order].tolist(), strict=True))

        return _timed(work)[0], figures(row)[1]

    batch = vectorizer.transform(texts).toarray()
    return [
        _best(strongest, texts, turns),
        _best(lambda text: figures(vectorizer.transform([text]).toarray()), texts, turns),
        _best(lambda _: figures(batch), texts[:1], turns),
    ]


def _lime(pipeline: Any, samples: int) -> Explainer:
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


def _eli5(pipeline: Any) -> Explainer:
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
