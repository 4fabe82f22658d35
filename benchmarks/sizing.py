"""What a document and a page cost to judge, and from it what ten million pages cost.

    python benchmarks/sizing.py [FOLDER …] [--most 200] [--ocr never] [--scheduler tcp://HOST:PORT]

FOLDER holds documents, by default data/examples and data/authored. The cost is processor time: of
the process that reads and of the one that judges, without what starts them, so that other work on
the machine distorts it little. A document without pages counts one for every 400 words.

With a scheduler, it also measures what the command that feeds a cluster spends on each document, by
two runs of which one has twice the documents: one command can keep no more workers busy than that.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import classifier
from classifier.documents import Document, IsolatedReader, Limits, OcrMode, read_all

DATA = Path(__file__).parents[1] / "data"
WORDS = 400  # a page, where there are none
TARGET = 10_000_000  # pages
CORES = (16, 100)


@dataclass
class Cost:
    """What documents of one kind cost."""

    documents: int = 0
    pages: int = 0
    words: int = 0
    reading: float = 0.0  # seconds of processor
    judging: float = 0.0

    def row(self, name: str) -> str:
        """Return a row of the table."""
        total = self.reading + self.judging
        return (
            f"| {name} | {self.documents:,} | {self.pages / self.documents:.1f} "
            f"| {self.words / self.pages:.0f} | {1000 * self.reading / self.documents:.0f} "
            f"| {1000 * self.judging / self.documents:.0f} | {1000 * total / self.pages:.1f} |"
        )


def spent(who: int) -> float:
    """Return the seconds of processor of this process, or of those that it waited for."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def documents(folders: list[Path], most: int, ocr: OcrMode) -> tuple[list[Document], float]:
    """Return the documents in folders, and the seconds of processor to read them."""
    start = spent(resource.RUSAGE_CHILDREN)
    with IsolatedReader(Limits(max_seconds=1200), ocr) as reader:
        pass
    started = spent(resource.RUSAGE_CHILDREN) - start
    found = []
    with IsolatedReader(Limits(max_seconds=1200), ocr) as reader:
        for folder in folders:
            read = (each for each in read_all(folder, reader=reader) if isinstance(each, Document))
            found += list(islice(read, most))
    return found, spent(resource.RUSAGE_CHILDREN) - start - 2 * started


def kind(document: Document) -> str:
    """Return what a document is called in the table."""
    return document.media_type.rpartition("/")[2].rpartition(".")[2]
