"""Measure how many labels that were changed on purpose ``beleidsregel corpus check`` finds.

    python benchmarks/label_errors.py data/authored
    python benchmarks/label_errors.py ../shared/corpus/bwb_labelled.jsonl

A share of the labels is changed at random, a few times over. Then the documents are ranked by how
much their label is in doubt. Recall in the top is the share of the changed labels among the first
10 % of the documents; precision and recall are of what the check reports. Changed labels add to the
mistakes that a corpus has already, which count against the precision.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from classifier.checking.mislabelled import doubtful_labels
from classifier.corpora.corpus import read_corpora
from classifier.corpora.observing import observe_corpus
from classifier.labels import DOCUMENT_LABELS

TOP = 0.1  # of the documents


def main() -> None:
    """Print a table with a row a run, and the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path, help="labelled corpora")
    parser.add_argument("--share", type=float, default=0.05, help="of the labels to change")
    parser.add_argument("--runs", type=int, default=5, help="how often, each with another seed")
    arguments = parser.parse_args()
    documents = read_corpora(arguments.corpora, labels=DOCUMENT_LABELS)
    documents, observations = observe_corpus(documents, "nl_rules")
    labels = sorted({document.label for document in documents})
    print(f"{len(documents)} documents, {arguments.share:.0%} of the labels changed\n")
    print(f"| seed | recall in the top {TOP:.0%} | reported | precision | recall | seconds |")
    print("|---" * 6 + "|")
    rows = []
    for seed in range(arguments.runs):
        chance = random.Random(seed)
        changed = set(chance.sample(range(len(documents)), round(arguments.share * len(documents))))
        given = [
            replace(d, label=chance.choice([label for label in labels if label != d.label]))
            if place in changed
            else d
            for place, d in enumerate(documents)
        ]
        start = time.perf_counter()
        found = doubtful_labels(given, observations)
        seconds = time.perf_counter() - start
        top = {doubt.place for doubt in found[: round(TOP * len(documents))]}
        reported = {doubt.place for doubt in found if doubt.is_likely_wrong}
        right = len(reported & changed)
        rows.append(
            (
                len(top & changed) / len(changed),
                len(reported),
                right / max(1, len(reported)),
                right / len(changed),
                seconds,
            )
        )
        print_row(str(seed), rows[-1])
    print_row("mean", tuple(np.mean(rows, axis=0).tolist()))


def print_row(name: str, row: tuple[float, ...]) -> None:
    """Print a row of the table."""
    top, reported, precision, recall, seconds = row
    print(
        f"| {name} | {top:.2f} | {reported:.0f} | {precision:.2f} | {recall:.2f} | {seconds:.1f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
