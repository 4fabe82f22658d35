"""Measure what training costs with a cold and a warm cache, and what adding to a model brings.

    python benchmarks/training.py
    python benchmarks/training.py --shared ../shared/corpus
    python benchmarks/training.py --adding

By default the authored documents are trained on; with ``--shared`` the real ones as well. Each run
is a process of its own; processor time counts all of its processes, and so does the memory, which
is that of the largest one. With ``--adding`` the authored documents are split in two by domain: a
model learns from one half, and half of the groups of the other half are added to it in four ways.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import StratifiedGroupKFold

from classifier.corpora.arrays import group_array, label_array
from classifier.corpora.corpus import LabelledDocument, read_corpus
from classifier.corpora.observing import observe_corpus
from classifier.evaluation.measures import confusion, macro_f1
from classifier.features import Observation
from classifier.labels import DOCUMENT_LABELS
from classifier.settings import DOCUMENTS
from classifier.training.fitting import adapt_scorer, fit_scorer

AUTHORED = Path(__file__).parents[1] / "data" / "authored"
REAL = ("bwb_labelled.jsonl", "handbooks_labelled.jsonl")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder with the corpora of real documents")
    parser.add_argument("--adding", action="store_true", help="measure adding to a model")
    arguments = parser.parse_args()
    if arguments.adding:
        adding()
    else:
        times([AUTHORED, *(arguments.shared / n for n in REAL if arguments.shared)])


def times(corpora: list[Path]) -> None:
    """Print what training takes with a cold and a warm cache."""
    print("| cache | seconds | seconds of processors | GB |\n|---|---|---|---|")
    walls, processors = [], []
    with tempfile.TemporaryDirectory() as folder:
        for state in ("cold", "warm"):
            command = [sys.executable, "-m", "classifier", "train", *map(str, corpora)]
            command += [
                "--output",
                f"{folder}/{state}",
                "--name",
                "m",
                "--cache",
                f"{folder}/cache",
            ]
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            walls.append(time.perf_counter() - start)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = sum(getattr(after, n) - getattr(before, n) for n in ("ru_utime", "ru_stime"))
            processors.append(used)
            memory = after.ru_maxrss / 1e6  # kilobytes on Linux
            print(f"| {state} | {walls[-1]:.1f} | {used:.1f} | {memory:.2f} |", flush=True)
        same = all(
            path.read_bytes() == (Path(folder) / "warm" / path.name).read_bytes()
            for path in (Path(folder) / "cold").iterdir()
        )
    print(
        f"\nwarm / cold: {walls[1] / walls[0]:.2f} by the clock, "
        f"{processors[1] / processors[0]:.2f} of processors; the same bytes: {same}"
    )


def adding() -> None:
    """Print how good models are on documents of domains that the first one does not know."""
    documents, seen = observe_corpus(
        list(read_corpus(AUTHORED, labels=DOCUMENT_LABELS)), "nl_rules"
    )
    sources = sorted({document.source for document in documents})
    known = np.isin([document.source for document in documents], sources[::2])
    y, groups = label_array(documents), group_array(documents)
    first, other = np.flatnonzero(known), np.flatnonzero(~known)
    predicted: dict[str, list[npt.NDArray[np.str_]]] = {}
    truth = []

    def part(
        places: npt.NDArray[np.intp],
    ) -> tuple[list[Observation], list[LabelledDocument]]:
        return [seen[n] for n in places], [documents[n] for n in places]

    base = fit_scorer(*part(first), (), DOCUMENTS)
    for seed in range(2):
        folds = StratifiedGroupKFold(2, shuffle=True, random_state=seed)
        for own, test in folds.split(other, y[other], groups[other]):
            own, test = other[own], other[test]
            models = {
                "the first model": base,
                "the added documents alone": fit_scorer(*part(own), (), DOCUMENTS),
                "added to the first model": adapt_scorer(*part(own), base, DOCUMENTS),
                "both halves from scratch": fit_scorer(
                    *part(np.concatenate([first, own])), (), DOCUMENTS
                ),
            }
            truth.append(y[test])
            for name, model in models.items():
                rows = model.extractor.transform([seen[n] for n in test])
                predicted.setdefault(name, []).append(model.classifier.predict(rows))
    classes = np.array(DOCUMENT_LABELS)
    print(f"{len(first)} documents known, {len(other)} of other domains, two halves twice\n")
    print("| learned from | macro-F1 |\n|---|---|")
    for name, found in predicted.items():
        score = macro_f1(confusion(np.concatenate(truth), np.concatenate(found), classes))
        print(f"| {name} | {float(score):.3f} |")


if __name__ == "__main__":
    main()
