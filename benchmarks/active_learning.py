"""Measure how much reading active learning saves, on labelled corpora.

    python benchmarks/active_learning.py data/authored
    python benchmarks/active_learning.py ../shared/corpus/bwb_labelled.jsonl

The labelling is replayed in several orders, five times each, from two known documents of each
label. ``read until 95 % is found`` is the share of the documents that is read by then, the known
ones included; near-duplicates are read together. See ``beleidsregel simulate --help``.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from classifier.active.comparison import compare
from classifier.active.plots import plot
from classifier.corpora.corpus import read_corpora
from classifier.labels import DOCUMENT_LABELS, UITVOERINGSINSTRUCTIE
from classifier.reports import simulation

ORDERS = ("maximum", "mixed", "uncertain", "random")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path, help="labelled corpora")
    parser.add_argument("--orders", nargs="+", choices=ORDERS, default=list(ORDERS))
    parser.add_argument("--target", choices=DOCUMENT_LABELS, default=UITVOERINGSINSTRUCTIE)
    parser.add_argument("--seeds", type=int, default=5, help="runs of each order")
    parser.add_argument("--plots", type=Path, help="folder for the curves")
    arguments = parser.parse_args()
    began = time.perf_counter()
    comparison = compare(
        read_corpora(arguments.corpora, labels=DOCUMENT_LABELS),
        queries=arguments.orders,
        target=arguments.target,
        seeds=arguments.seeds,
        progress=lambda message: print(message, file=sys.stderr),
    )
    simulation.write(comparison, sys.stdout)
    if arguments.plots:
        print(plot(comparison, arguments.plots))
    print(f"{time.perf_counter() - began:.0f} seconds")


if __name__ == "__main__":
    main()
