"""What each cue is worth, and how well the cues alone tell the labels apart.

    python benchmarks/cues.py CORPORA

CORPORA is a folder with the files in SOURCES. Under each source stands the logarithm of a ratio:
the mean rate of the cue in documents with the label that it signals, over that in the others. A
cue is "wrong" when two sources contradict it, and "never" found when no document holds it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MaxAbsScaler

from classifier.corpora.corpus import LabelledDocument, read_corpus
from classifier.documents.reader import read
from classifier.evaluation.measures import confusion, f1_of, macro_f1
from classifier.features import Observation, observe
from classifier.features.rates import RateVectorizer
from classifier.labels import DOCUMENT_LABELS, UITVOERINGSINSTRUCTIE
from classifier.preprocessing import build_pipeline, preprocess
from classifier.preprocessing.lexicon import load_lexicon

SOURCES = {
    "bwb": ["bwb_labelled.jsonl", "vc2000_chapters.jsonl"],
    "handbooks": ["handbooks_labelled.jsonl"],
    "authored": ["authored"],
}
Strings = npt.NDArray[np.str_]
SMOOTHING = 0.05  # hits per 1,000 words, added to both sides of a ratio


class Row(NamedTuple):
    """One document, whose ``source`` is one of SOURCES, and the cues found in it."""

    document: LabelledDocument
    seen: Observation


def rows_of(source: str, documents: Sequence[LabelledDocument]) -> list[Row]:
    """Return the documents with their cues; form is left out, for it is no proof."""
    nlp = build_pipeline()
    rows = []
    for document in documents:
        seen = observe(preprocess(nlp, read(document.text.encode(), name="document.txt")))
        marks = {name: places for name, places in seen.marks.items() if name.startswith("cue:")}
        rows.append(Row(replace(document, text="", source=source), replace(seen, marks=marks)))
    return rows


def table(labels: Strings, sources: Strings, seen: npt.NDArray[np.object_]) -> Iterator[str]:
    """Yield a line a cue: in how many documents of each label, the ratios, and the verdict."""
    lengths = np.array([observation.n_words + 100 for observation in seen])
    heads = [f"df {label[:6]}" for label in DOCUMENT_LABELS] + list(SOURCES)
    yield f"{'cue':34}{'signals':10}" + "".join(f"{head:>10}" for head in heads)
    for cue in (cue for cue in load_lexicon() if cue.kind == "cue"):
        hits = np.array([len(each.marks.get(f"cue:{cue.id}", ())) for each in seen])
        ratios = []
        for source in SOURCES:
            rates = (1000 * hits / lengths)[sources == source]
            signalled = labels[sources == source] == cue.signals
            known = rates.any() and signalled.any()
            means = (rates[signalled].mean(), rates[~signalled].mean()) if known else (np.nan, 1)
            ratios.append(np.log((means[0] + SMOOTHING) / (means[1] + SMOOTHING)))
        wrong = sum(ratio < -0.1 for ratio in ratios) > 1
        verdict = "wrong" if wrong else "" if hits.any() else "never"
        cells = [f"{np.count_nonzero(hits[labels == label]):10}" for label in DOCUMENT_LABELS]
        cells += [f"{ratio:10.2f}" for ratio in ratios]
        yield f"{cue.id:34}{cue.signals[:8]:10}{''.join(cells)}  {verdict}"


def linear_model() -> Pipeline:
    """Return a linear model over the rates of the cues."""
    regression = LogisticRegression(C=0.3, class_weight="balanced", max_iter=3000)
    return make_pipeline(RateVectorizer(scale=1.0), MaxAbsScaler(), regression)


def report(name: str, truth: Strings, predicted: Strings) -> None:
    """Print the macro-F1 over the labels that occur, and the F1 of uitvoeringsinstructie."""
    classes = np.array(DOCUMENT_LABELS)
    counts = confusion(truth, predicted, classes)
    macro, instruction = macro_f1(counts), f1_of(UITVOERINGSINSTRUCTIE, classes)(counts)
    print(f"{name} (n={len(truth)}): macro-F1 {macro:.3f}, F1 instruction {instruction:.3f}")


def main(folder: Path) -> None:
    """Print the table and the scores for the corpora in a folder."""
    jobs = []
    for source, names in SOURCES.items():
        found = [d for name in names for d in read_corpus(folder / name, labels=DOCUMENT_LABELS)]
        jobs += [delayed(rows_of)(source, found[start::8]) for start in range(8)]
    rows = [row for batch in Parallel(n_jobs=2)(jobs) for row in batch]
    documents, seen = (np.array(column, dtype=object) for column in zip(*rows, strict=True))
    labels = np.array([document.label for document in documents])
    sources = np.array([document.source for document in documents])
    print(*table(labels, sources, seen), sep="\n")
    for source in ("handbooks", "authored"):
        held = sources == source
        model = linear_model().fit(seen[~held], labels[~held])
        report(f"{source}, left out", labels[held], model.predict(seen[held]))
    bwb = sources == "bwb"
    groups = [document.group for document in documents[bwb]]
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    predicted = cross_val_predict(linear_model(), seen[bwb], labels[bwb], groups=groups, cv=folds)
    twice = np.array([document.annotators == 2 for document in documents[bwb]])
    report("bwb, labelled twice", labels[bwb][twice], predicted[twice])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
