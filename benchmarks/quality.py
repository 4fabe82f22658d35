"""How good the classifier is on documents of groups and sources that it has not seen.

    python benchmarks/quality.py --shared ../shared/corpus

Everything (features, smoothing, weights, calibration, threshold) is learned anew for each split,
on documents of other groups only. Beside ours stands plain TF-IDF with logistic regression,
trained on the same documents. Prints Markdown.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline

from classifier.corpus import LabelledDocument, read_corpus, read_texts
from classifier.corpus_arrays import group_array, label_array
from classifier.evaluation.measures import (
    abstention_threshold,
    bootstrap,
    calibration_error,
    f1_instruction,
    f1_of,
    macro_f1,
)
from classifier.features import Observation
from classifier.labels import BELEIDSREGEL, DOCUMENT_LABELS
from classifier.observing import observe_corpus, observe_texts
from classifier.training import DOCUMENTS, fit_scorer

CLASSES = np.array(DOCUMENT_LABELS)
DATA = Path(__file__).parents[1] / "data"
Observed = list[tuple[LabelledDocument, Observation]]


class Split:
    """Probabilities for some documents, by models that learned from others."""

    def __init__(self, train: Observed, test: Observed, background: list[Observation]) -> None:
        scorer = fit_scorer([o for _, o in train], [d for d, _ in train], background, DOCUMENTS)
        rows = scorer.extractor.transform([o for _, o in test])
        masked = rows.copy()
        masked.data[scorer.extractor.families()[masked.indices] == "form"] = 0.0
        self.documents = [d for d, _ in test]
        self.ours = scorer.classifier.predict_proba(rows)
        self.masked = scorer.classifier.predict_proba(masked)
        self.plain = plain([d for d, _ in train], self.documents)
        truth = label_array([d for d, _ in train])
        self.threshold = abstention_threshold(truth, scorer.classifier.out_of_fold_, CLASSES)


def plain(train: Sequence[LabelledDocument], test: Sequence[LabelledDocument]) -> np.ndarray:
    """Return the probabilities of TF-IDF with logistic regression."""
    pipeline = make_pipeline(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=3),
        LogisticRegression(C=10, class_weight="balanced", max_iter=1000),
    )
    pipeline.fit([d.text for d in train], label_array(train))
    return pipeline.predict_proba([d.text for d in test])


def row(name: str, documents: list[LabelledDocument], probabilities: np.ndarray) -> str:
    """Return a row of the table of scores."""
    truth, groups = label_array(documents), group_array(documents)
    predicted = CLASSES[probabilities.argmax(axis=1)]
    return (
        f"| {name} | {bootstrap(macro_f1, truth, predicted, groups)} "
        f"| {bootstrap(f1_instruction, truth, predicted, groups)} "
        f"| {f1_of(BELEIDSREGEL, truth, predicted):.3f} "
        f"| {calibration_error(truth, probabilities, CLASSES):.3f} |"
    )


def table(title: str, splits: list[Split]) -> None:
    """Print the scores of ours, ours without form, and plain TF-IDF."""
    documents = [d for split in splits for d in split.documents]
    print(f"\n## {title} ({len(documents)} documents)\n")
    print("| model | macro-F1 | F1 uitvoeringsinstructie | F1 beleidsregel | ECE |")
    print("|---|---|---|---|---|")
    for name, attribute in (
        ("ours", "ours"),
        ("ours, form masked", "masked"),
        ("TF-IDF + logistic regression", "plain"),
    ):
        print(row(name, documents, np.vstack([getattr(split, attribute) for split in splits])))
    confidence = np.concatenate([split.ours.max(axis=1) - split.threshold for split in splits])
    right = np.concatenate(
        [CLASSES[split.ours.argmax(axis=1)] == label_array(split.documents) for split in splits]
    )
    decided = confidence >= 0
    print(
        f"\nAbstaining (threshold {splits[0].threshold:.2f}): {decided.mean():.0%} decided, "
        f"accuracy {right[decided].mean():.3f} instead of {right.mean():.3f}.",
        flush=True,
    )


def observed(path: Path) -> Observed:
    """Return the documents of a corpus with what was observed in them."""
    documents, observations = observe_corpus(
        list(read_corpus(path, labels=DOCUMENT_LABELS)), "nl_rules"
    )
    return list(zip(documents, observations, strict=True))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the corpora")
    shared = parser.parse_args().shared
    if not (shared / "bwb_labelled.jsonl").is_file():
        sys.exit(f"{shared}: no corpora here; give the folder with bwb_labelled.jsonl")
    bwb = observed(shared / "bwb_labelled.jsonl")
    handbooks = observed(shared / "handbooks_labelled.jsonl")
    chapters = observed(shared / "vc2000_chapters.jsonl")
    authored = observed(DATA / "authored")
    texts = list(read_texts(shared / "bwb_unlabelled.jsonl"))
    background = [o for o in observe_texts(texts, "nl_rules") if o is not None]
    print(f"# Quality, {date.today().isoformat()}")

    twice = [pair for pair in bwb if pair[0].annotators == 2]
    tasks = []
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    documents = [d for d, _ in twice]
    for _, test in folds.split(documents, label_array(documents), group_array(documents)):
        held = {twice[index][0].group for index in test}
        others = [pair for pair in bwb if pair[0].group not in held]
        tasks.append(([*others, *handbooks, *authored], [twice[index] for index in test]))
    repositories = sorted({d.source for d, _ in handbooks})
    for repository in repositories:
        rest = [pair for pair in handbooks if pair[0].source != repository]
        held_out = [pair for pair in handbooks if pair[0].source == repository]
        tasks.append(([*bwb, *authored, *rest], held_out))
    tasks.append(([*bwb, *authored], handbooks))
    tasks.append(([*bwb, *handbooks], authored))
    circular = {d.group for d, _ in chapters}
    rest = [pair for pair in bwb if pair[0].group not in circular]
    tasks.append(([*rest, *handbooks, *authored], chapters))
    splits = Parallel(n_jobs=2)(delayed(Split)(train, test, background) for train, test in tasks)
    table("Documents labelled twice, 5 folds by group", splits[:5])
    table("Handbooks, each repository left out", splits[5 : 5 + len(repositories)])
    table("Handbooks, all left out", [splits[-3]])
    table("Authored documents, all left out", [splits[-2]])
    ours = splits[-1].ours
    labels = CLASSES[ours.argmax(axis=1)]
    print(
        f"\n## Vreemdelingencirculaire 2000, its group left out\n\n"
        f"{(labels == BELEIDSREGEL).sum()} of {len(labels)} chapters are {BELEIDSREGEL}; "
        f"lowest probability {ours[:, 0].min():.2f}."
    )
    for document, label, p in zip(splits[-1].documents, labels, ours, strict=True):
        if label != BELEIDSREGEL:
            print(f"- {document.id}: {label} ({p.max():.2f})")


if __name__ == "__main__":
    main()
