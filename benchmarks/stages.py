"""Where the time of one document goes, as multiples of spaCy's bare Dutch tokenizer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cache, partial

import spacy
from spacy.tokens import Doc

from classifier import load
from classifier.assessment.doubt import MIN_WORDS
from classifier.assessment.passages import label_passages
from classifier.assessor import Assessor
from classifier.documents import read
from classifier.explaining import explain
from classifier.features import observe
from classifier.preprocessing import preprocess

TOKENIZING = "bare tokenizer"
LABEL = "label only, all together"
ASSESSMENT = "assessment with passages, without explanation"
EVERYTHING = "assessment with passages and explanation"


def stages(texts: Sequence[str], turns: int) -> dict[str, float]:
    """Return the seconds of processor time of each stage for all texts, the least of some turns."""
    assessor = _loaded()
    nlp, scorer = assessor.nlp, assessor.model.documents
    extractor, classifier = scorer.extractor, scorer.classifier
    bare = spacy.blank("nl")
    documents = [read(text.encode()) for text in texts]
    docs = [preprocess(nlp, document) for document in documents]
    observations = [observe(doc) for doc in docs]
    rows = [extractor.transform([one]) for one in observations]
    labels = classifier.classes_.tolist()

    def best(work: Callable[[], object]) -> float:
        times = []
        for _ in range(turns):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return min(times)

    def label_only() -> None:
        for text in texts:
            observation = observe(preprocess(nlp, read(text.encode()), with_passages=False))
            row = extractor.transform([observation])
            classifier.split_scores(row).scores.argmax()

    found = {
        TOKENIZING: best(lambda: [bare.make_doc(text) for text in texts]),
        "reading": best(lambda: [read(text.encode()) for text in texts]),
        "tokenizing": best(lambda: [nlp.make_doc(document.text) for document in documents]),
    }
    for name, component in nlp.pipeline:
        found[f"rules: {name}"] = best(partial(_all, component, docs))
    return found | {
        "observing": best(lambda: [observe(doc) for doc in docs]),
        "n-grams": best(lambda: [extractor.ngrams_.transform([one]) for one in observations]),
        "marks": best(lambda: [extractor.rates_.transform([one]) for one in observations]),
        "scoring": best(lambda: [classifier.split_scores(row).scores for row in rows]),
        LABEL: best(label_only),
        "passages": best(
            lambda: [label_passages(doc, assessor.model.passages, labels[0]) for doc in docs]
        ),
        "explanation": best(
            lambda: [
                explain(one, row, extractor, classifier, labels[0], labels[1])
                for one, row in zip(observations, rows, strict=True)
            ]
        ),
        ASSESSMENT: best(lambda: [assessor.assess(t.encode(), explain=False) for t in texts]),
        EVERYTHING: best(lambda: [assessor.assess(text.encode()) for text in texts]),
    }


def stages_of_length(text: str) -> dict[str, float]:
    """Return what one document costs: bare tokenizing, its label, and everything."""
    nlp, bare = _loaded().nlp, spacy.blank("nl")
    bare.max_length = max(bare.max_length, len(text))
    scorer = _loaded().model.documents

    def label() -> None:
        observation = observe(preprocess(nlp, read(text.encode()), with_passages=False))
        scorer.classifier.split_scores(scorer.extractor.transform([observation])).scores.argmax()

    work: dict[str, Callable[[], object]] = {TOKENIZING: lambda: bare.make_doc(text), LABEL: label}
    if len(text.split()) >= MIN_WORDS:
        work[EVERYTHING] = lambda: _loaded().assess(text.encode())
    found = {}
    for name, each in work.items():
        times = []
        # A short document is over before the clock has moved.
        repeats = max(1, 2000 // max(1, len(text.split())))
        for _ in range(3):
            start = time.process_time()
            for _ in range(repeats):
                each()
            times.append((time.process_time() - start) / repeats)
        found[name] = min(times)
    return found


def _all(component: Callable[[Doc], Doc], docs: Sequence[Doc]) -> None:
    for doc in docs:
        component(doc)


@cache
def _loaded() -> Assessor:
    return load()
