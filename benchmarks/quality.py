"""How good the classifier is on documents of groups and sources that it has not seen.

    python benchmarks/quality.py --shared ../shared/corpus

Everything (features, smoothing, weights, calibration, threshold) is learned anew for each split,
on documents of other groups only, each as it is and as a scan of it would be read; "as a scan" is
measured with the same kind of noise, on other documents. The nested row also chooses its settings
anew within each split. Beside ours stands plain TF-IDF with logistic regression, trained on the
same documents. Prints Markdown.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from splits import CIRCULAR, TWICE, Observed, Task, tasks

from classifier.corpora.arrays import label_array, weighed
from classifier.corpora.corpus import LabelledDocument, read_corpus
from classifier.corpora.observing import observe_corpus, observe_texts
from classifier.corpora.placing import read_labels, texts_by_id
from classifier.evaluation.confidence import abstention_threshold
from classifier.evaluation.measures import confusion, macro_f1
from classifier.evaluation.predictions import Predictions, joined, predict
from classifier.evaluation.slices import slices
from classifier.evaluation.table import Row, markdown, score
from classifier.features import Observation
from classifier.labels import BELEIDSREGEL, DOCUMENT_LABELS
from classifier.model.scorer import Scorer
from classifier.preprocessing import PIPELINES
from classifier.settings import DOCUMENTS, INVENTED_WEIGHT, Settings
from classifier.training.fitting import fit_scorer
from classifier.training.scans import as_scans

CLASSES = np.array(DOCUMENT_LABELS)
DATA = Path(__file__).parents[1] / "data"
# What the nested row chooses from.
CANDIDATES = (
    DOCUMENTS,
    replace(DOCUMENTS, C=DOCUMENTS.C / 3),
    replace(DOCUMENTS, scale=DOCUMENTS.scale * 1.7, element_scale=DOCUMENTS.element_scale * 1.7),
)


@dataclass(frozen=True)
class Result:
    """Predictions of several models for the test documents of one split."""

    task: Task
    threshold: float
    ours: Predictions
    masked: Predictions
    scan: Predictions
    plain: Predictions
    nested: Predictions | None


def run(task: Task, background: list[Observation], scans: dict[str, Observation]) -> Result:
    """Learn and predict."""
    documents, observations = [d for d, _ in task.test], [o for _, o in task.test]
    scorer = fitted(task.train, background, scans, DOCUMENTS)
    truth = label_array([d for d, _ in task.train])
    nested = None
    if task.name == TWICE:
        nested = predict(best(task.train, background, scans, scorer), documents, observations)
    return Result(
        task,
        abstention_threshold(truth, scorer.classifier.out_of_fold_, CLASSES),
        predict(scorer, documents, observations),
        predict(scorer, documents, observations, mask_form=True),
        predict(scorer, documents, [scans[d.id] for d in documents]),
        plain([d for d, _ in task.train], documents),
        nested,
    )


def fitted(
    train: Observed,
    background: list[Observation],
    scans: dict[str, Observation],
    settings: Settings,
) -> Scorer:
    """Return a scorer that learned from a split."""
    return fit_scorer(
        [o for _, o in train],
        [d for d, _ in train],
        background,
        settings,
        copies=[scans[d.id] for d, _ in train],
    )


def best(
    train: Observed, background: list[Observation], scans: dict[str, Observation], first: Scorer
) -> Scorer:
    """Return the scorer whose settings do best in cross-validation within the split."""
    truth = label_array([d for d, _ in train])
    scorers = [first, *(fitted(train, background, scans, settings) for settings in CANDIDATES[1:])]
    scores = [
        macro_f1(confusion(truth, CLASSES[scorer.classifier.out_of_fold_.argmax(axis=1)], CLASSES))
        for scorer in scorers
    ]
    return scorers[int(np.argmax(scores))]


def plain(train: Sequence[LabelledDocument], test: Sequence[LabelledDocument]) -> Predictions:
    """Return the predictions of TF-IDF with logistic regression."""
    pipeline = make_pipeline(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=3),
        LogisticRegression(C=10, class_weight="balanced", max_iter=1000),
    )
    pipeline.fit([d.text for d in train], label_array(train))
    return Predictions(tuple(test), pipeline.predict_proba([d.text for d in test]), CLASSES)


def rows(results: list[Result]) -> Iterator[Row]:
    """Yield the rows of the table."""
    for name in dict.fromkeys(result.task.name for result in results):
        of_name = [result for result in results if result.task.name == name]
        threshold = float(np.median([result.threshold for result in of_name]))
        for title, attribute in (
            ("", "ours"),
            (", settings chosen within each split", "nested"),
            (", form masked", "masked"),
            (", as a scan", "scan"),
            (", TF-IDF + logistic regression", "plain"),
        ):
            found = [getattr(result, attribute) for result in of_name]
            if None not in found:
                yield score(f"{name}{title}", joined(found), threshold)
        ours = joined([result.ours for result in of_name])
        if name == TWICE:
            for part, chosen in slices(ours.documents).items():
                yield score(f"— {part}", ours.part(chosen), threshold)
        for result in of_name if len(of_name) > 1 else []:
            if result.task.part:
                yield score(f"— {result.task.part}", result.ours, threshold)


def observed(
    path: Path, pipeline: str, texts: Path | None = None, *, weight: float = 1.0
) -> Observed:
    """Return the documents of a corpus, weighed, with what was observed in them."""
    documents = weighed(read_corpus(path, labels=DOCUMENT_LABELS, texts=texts), weight)
    return with_observations(documents, pipeline)


def with_observations(documents: Sequence[LabelledDocument], pipeline: str) -> Observed:
    """Return documents with what was observed in them."""
    return list(zip(*observe_corpus(documents, pipeline), strict=True))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the corpora")
    parser.add_argument(
        "--only", nargs="+", metavar="NAME", help="splits whose name begins so; all by default"
    )
    parser.add_argument(
        "--pipeline", choices=sorted(PIPELINES), default="nl_rules", help="to observe with"
    )
    arguments = parser.parse_args()
    shared, pipeline = arguments.shared, arguments.pipeline
    if not (shared / "bwb_labelled.jsonl").is_file():
        sys.exit(f"{shared}: no corpora here; give the folder with bwb_labelled.jsonl")
    texts = texts_by_id([shared / "bwb_unlabelled.jsonl"])
    corpora = (
        observed(shared / "bwb_labelled.jsonl", pipeline),
        observed(shared / "handbooks_labelled.jsonl", pipeline),
        observed(shared / "vc2000_chapters.jsonl", pipeline),
        observed(DATA / "authored", pipeline, weight=INVENTED_WEIGHT),
        observed(DATA / "labels" / "municipal.csv", pipeline, shared.parent / "formats" / "pdf"),
        observed(DATA / "held_out", pipeline),
        with_observations(list(read_labels(DATA / "labels" / "bwb_doubtful.csv", texts)), pipeline),
    )
    documents, observations = zip(*itertools.chain(*corpora), strict=True)
    spoilt = as_scans(documents, observations, lambda texts: observe_texts(texts, pipeline))
    scans = {document.id: scan for document, scan in zip(documents, spoilt, strict=True)}
    splits = tasks(*corpora)
    if arguments.only:
        splits = (task for task in splits if task.name.startswith(tuple(arguments.only)))
    filled = [text for text in texts.values() if text.strip()]
    background = [o for o in observe_texts(filled, pipeline) if o is not None]
    results = Parallel(n_jobs=2)(delayed(run)(task, background, scans) for task in splits)
    print(f"# Quality with {pipeline}, {date.today().isoformat()}\n")
    print(markdown(rows(results)))
    for result in results:
        if result.task.name.startswith(CIRCULAR):
            print_chapters(result.ours)


def print_chapters(chapters: Predictions) -> None:
    """Print which chapters of the circular are not called what they are."""
    wrong = chapters.predicted != BELEIDSREGEL
    print(f"\nChapters of the circular that are not {BELEIDSREGEL}: {wrong.sum()}.")
    for index in np.flatnonzero(wrong):
        p = chapters.probabilities[index].max()
        print(f"- {chapters.documents[index].id}: {chapters.predicted[index]} ({p:.2f})")


if __name__ == "__main__":
    main()
