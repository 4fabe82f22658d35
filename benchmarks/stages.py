"""Where the time of one document goes, as multiples of spaCy's bare Dutch tokenizer."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import repeat

import spacy
from spacy.tokens import Doc

from classifier import load
from classifier.assessment.arguments import find_arguments
from classifier.assessment.assessment import Passage
from classifier.assessment.doubt import MIN_WORDS, Abstention, check_text
from classifier.assessment.elements import find_elements
from classifier.assessment.form import self_name
from classifier.assessment.passages import label_passages
from classifier.assessment.scored import score
from classifier.assessor import Assessor
from classifier.corpora.observing import observe_texts
from classifier.documents import Document, read
from classifier.errors import DocumentError
from classifier.features import Observation, Observer, observe
from classifier.preprocessing import preprocess
from classifier.woo.grounding import with_grounds

TOKENIZING = "bare tokenizer"
LABEL = "label only, all together"
TOGETHER = "label only, a few documents through each stage"
ASSESSMENT = "assessment with passages, without explanation"
EVERYTHING = "assessment with passages and explanation"


def stages(texts: Sequence[str], turns: int) -> dict[str, float]:
    """Return the seconds of processor time of each stage for all texts, the least of some turns.

    Texts that are refused, such as those that are not Dutch, are left out.
    """
    assessor = _loaded()
    nlp, scorer = assessor.nlp, assessor.model.documents
    extractor, classifier = scorer.extractor, scorer.classifier
    bare = spacy.blank("nl")
    texts = [text for text in texts if _is_judged(assessor, text)]
    documents = [read(text.encode()) for text in texts]
    docs = [preprocess(nlp, document) for document in documents]
    observations = [observe(doc) for doc in docs]
    rows = [extractor.transform([one]) for one in observations]
    best = partial(_best, turns=turns)

    def label_only() -> None:
        for text in texts:
            observation = observe(preprocess(nlp, read(text.encode()), with_passages=False))
            row = extractor.transform([observation])
            classifier.split_scores(row).scores.argmax()

    def label_together() -> None:
        seen = observe_texts(texts, assessor.model.info.pipeline, n_jobs=None)
        classifier.predict(extractor.transform(one for one in seen if one is not None))

    def assess_all(explain: bool) -> None:
        for text in texts:  # none is kept, as of a label alone
            assessor.assess(text.encode(), explain=explain)

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
        TOGETHER: best(label_together),
        **_of_an_assessment(assessor, documents, docs, observations, best),
        ASSESSMENT: best(partial(assess_all, explain=False)),
        EVERYTHING: best(partial(assess_all, explain=True)),
    }


def _is_judged(assessor: Assessor, text: str) -> bool:
    """Return whether a text is judged, and not refused."""
    doc = preprocess(assessor.nlp, read(text.encode()))
    try:
        check_text(doc, observe(doc), "it")
    except DocumentError:
        return False
    return True


def _of_an_assessment(
    assessor: Assessor,
    documents: Sequence[Document],
    docs: Sequence[Doc],
    observations: Sequence[Observation],
    best: Callable[[Callable[[], object]], float],
) -> dict[str, float]:
    """Return the seconds of what an assessment does when the label is known."""
    model, threshold = assessor.model, assessor.model.info.passage_threshold
    abstention = Abstention(model)
    scored = [score(model.documents, one) for one in observations]
    # An assessment observes a document once, as a whole and in parts.
    observers = [Observer(doc) for doc in docs]
    sentences = [[(one.start_char, one.end_char) for one in doc.sents] for doc in docs]
    reasons = [each.explanation() for each in scored]

    def passages() -> list[tuple[Passage, ...]]:
        return [
            label_passages(doc, model.passages, each.label, observer)
            for doc, each, observer in zip(docs, scored, observers, strict=True)
        ]

    labelled = passages()
    return {
        "language": best(
            lambda: deque(map(check_text, docs, observations, repeat("it")), maxlen=0)
        ),
        "passages": best(passages),
        "grounds": best(
            lambda: [
                with_grounds(some, each.label, document, bounds, threshold)
                for some, each, document, bounds in zip(
                    labelled, scored, documents, sentences, strict=True
                )
            ]
        ),
        "form": best(
            lambda: [
                (each.without_form(), self_name(doc))
                for each, doc in zip(scored, docs, strict=True)
            ]
        ),
        "doubt": best(lambda: [abstention.reason(one, 1.0) for one in observations]),
        "elements": best(lambda: [find_elements(one.marks) for one in observations]),
        "explanation": best(lambda: [each.explanation() for each in scored]),
        "arguments": best(
            lambda: [find_arguments(*pair) for pair in zip(reasons, sentences, strict=True)]
        ),
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


def _best(work: Callable[[], object], turns: int) -> float:
    """Return the least processor time of some turns, in seconds."""
    times = []
    for _ in range(turns):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _all(component: Callable[[Doc], Doc], docs: Sequence[Doc]) -> None:
    for doc in docs:
        component(doc)


@cache
def _loaded() -> Assessor:
    return load()
