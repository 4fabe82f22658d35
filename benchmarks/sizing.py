"""What a document and a page cost to judge, and from it what ten million pages cost (Linux only).

    python benchmarks/sizing.py [FOLDER ...] [--most 200] [--ocr never] [--scheduler tcp://HOST:PORT]

FOLDER holds documents, by default data/examples and data/authored; of each that many are read. The
cost is processor time: of the process that reads, of what it starts, and of the one that judges,
without their start, so that other work on the machine distorts it little. A document without pages
counts one for every 400 words.

With a scheduler, it also measures what the command that feeds a cluster spends on each document, by
two runs of which one has more documents: one command can keep no more workers busy than that.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import classifier
from classifier.documents import Document, IsolatedReader, Limits, read_all

DATA = Path(__file__).parents[1] / "data"
WORDS = 400  # a page, where there are none
TARGET = 10_000_000  # pages
CORES = (16, 100)
FEW, MORE = 20, 420  # documents of the two runs on a cluster
TICK = os.sysconf("SC_CLK_TCK")


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
        return (
            f"| {name} | {self.documents:,} | {self.pages / self.documents:.1f} "
            f"| {self.words / self.pages:.0f} | {1000 * self.reading / self.documents:.0f} "
            f"| {1000 * self.judging / self.documents:.0f} | {1000 * self.a_page:.1f} |"
        )

    @property
    def a_page(self) -> float:
        """The seconds of processor of a page."""
        return (self.reading + self.judging) / self.pages


def spent(process: int) -> float:
    """Return the seconds of processor of another process, and of what it started and has ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICK


def measure(folders: list[Path], most: int, ocr: str) -> dict[str, Cost]:
    """Read and judge documents, and return what those of each kind cost."""
    assessor = classifier.load()
    limits = Limits(max_seconds=1200)
    costs: dict[str, Cost] = defaultdict(Cost)
    with IsolatedReader(limits, ocr) as reader:  # type: ignore[arg-type]  # checked by argparse
        # What is imported and looked up once is no cost of a document.
        warm = reader((DATA / "examples" / "woo-verzoeken.docx").read_bytes(), name="a.docx")
        assessor.assess(warm, explain=False)
        process = reader._process
        assert process is not None
        for folder in folders:
            found = (each for each in read_all(folder, reader=reader, limits=limits))
            before = spent(process.pid)
            for document in islice((each for each in found if isinstance(each, Document)), most):
                reading = spent(process.pid) - before
                start = time.process_time()
                (assessment,) = assessor.assess_many([document])
                judging = time.process_time() - start
                before = spent(process.pid)
                if assessment.error_code is not None:
                    continue
                pages = len(document.pages) or -(-assessment.n_words // WORDS)
                for name in (document.media_type.rpartition("/")[2].rpartition(".")[2], "all"):
                    cost = costs[name]
                    cost.documents += 1
                    cost.pages += pages
                    cost.words += assessment.n_words
                    cost.reading += reading
                    cost.judging += judging
    return costs


def tell(costs: dict[str, Cost]) -> None:
    """Print the table, and the sum."""
    print("| kind | documents | pages each | words a page | reading, ms each ", end="")
    print("| judging, ms each | ms a page |\n|---|---|---|---|---|---|---|")
    for name in sorted(costs, key=lambda name: (name == "all", name)):
        print(costs[name].row(name))
    page = costs["all"].a_page
    hours = TARGET * page / 3600
    print(f"\n{TARGET:,} pages x {page:.4f} s = {hours:,.0f} hours of one core")
    for cores in CORES:
        print(f"on {cores} cores: {hours:,.0f} / {cores} = {hours / cores:,.1f} hours")


def feeding(scheduler: str) -> float:
    """Return the seconds of processor that the command spends on a document for a cluster."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((DATA / "authored").glob("*.txt"))]
    used = []
    with tempfile.TemporaryDirectory() as name:
        rows, output = Path(name) / "rows.jsonl", Path(name) / "out.jsonl"
        for number in (FEW, MORE):
            with rows.open("w", encoding="utf-8") as file:
                for index, text in enumerate(islice(cycle(texts), number)):
                    file.write(json.dumps({"id": str(index), "text": text}) + "\n")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                [
                    *(sys.executable, "-m", "classifier", "classify", "--dataset", str(rows)),
                    *("--format", "jsonl", "--output", str(output)),
                    *("--backend", "dask", "--scheduler", scheduler),
                ],
                check=True,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return (used[1] - used[0]) / (MORE - FEW)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    folders = [DATA / "examples", DATA / "authored"]
    parser.add_argument("folders", metavar="FOLDER", nargs="*", type=Path, default=folders)
    parser.add_argument("--most", type=int, default=200)
    parser.add_argument("--ocr", choices=("auto", "always", "never"), default="never")
    parser.add_argument("--scheduler")
    given = parser.parse_args()
    tell(measure(given.folders, given.most, given.ocr))
    if given.scheduler:
        each = feeding(given.scheduler)
        print(f"\nfeeding a cluster: {1000 * each:.1f} ms a document, {1 / each:,.0f} a second")


if __name__ == "__main__":
    main()
