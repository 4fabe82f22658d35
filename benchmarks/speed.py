"""What `beleidsregel explain` costs, beside what it costs to start its libraries.

    python benchmarks/speed.py

The peer is a Python process that only imports spaCy and scikit-learn. The document has 3,000
words of our own. Each command runs five times; the fastest counts. On a busy machine the
processor time is what tells; it includes that of the process that reads. What explaining is made
of comes from `starting.py`. Of each shipped pipeline it measures what it does with that document
once it is loaded.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from classifier import load
from classifier.documents import read
from classifier.features import observe
from classifier.preprocessing import build_pipeline, preprocess
from classifier.preprocessing.statistical import SHIPPED
from classifier.reports.html import write

AUTHORED = Path(__file__).parents[1] / "data" / "authored"
STARTING = Path(__file__).with_name("starting.py")
RUNS = 5
WORDS = 3000
SHORT = 1500  # characters of a short file
TICK = 0.01  # seconds, the finest that the system tells of a process


@dataclass(frozen=True)
class Cost:
    """What a command costs, in seconds."""

    wall: float
    processor: float  # of the command and the processes that it starts


def cost(command: list[str]) -> Cost:
    """Return the least wall time and the least processor time of some runs."""
    walls, processors = [], []
    for _ in range(RUNS):
        start, before = time.perf_counter(), os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        walls.append(time.perf_counter() - start)
        processors.append(sum(after[2:4]) - sum(before[2:4]))
    return Cost(min(walls), min(processors))


def parts_of(document: Path) -> dict[str, float]:
    """Return the least processor time of each part of explaining a document."""
    command = [sys.executable, str(STARTING), str(document)]
    runs = [
        json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        for _ in range(RUNS)
    ]
    return {part: min(run[part] for run in runs) for part in runs[0]}


def processor_time(act: Callable[[], object]) -> float:
    """Return the processor time of something done here, the least of some runs."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times)


def seconds_of(pipeline: str, text: str) -> float:
    """Return the processor time of what a pipeline does with a text."""
    nlp, document = build_pipeline(pipeline), read(text.encode())
    return processor_time(lambda: observe(preprocess(nlp, document)))


def page_beside_assessment(text: str) -> tuple[float, float]:
    """Return the processor time of an assessment, and of writing its page."""
    assessor = load()
    assessment = assessor.assess(text.encode())
    write(assessment, io.StringIO())  # the templates are read once
    return (
        processor_time(lambda: assessor.assess(text.encode())),
        processor_time(lambda: write(assessment, io.StringIO())),
    )


def long_document() -> str:
    """Return the first texts of the authored corpus, up to 3,000 words."""
    paragraphs: list[str] = []
    for path in sorted(AUTHORED.glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            if sum(len(p.split()) for p in paragraphs) >= WORDS:
                return "\n\n".join(paragraphs)
            paragraphs.append(paragraph)
    raise ValueError(f"{AUTHORED} holds fewer than {WORDS} words")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        document, short = Path(folder) / "document.txt", Path(folder) / "short.txt"
        document.write_text(long_document(), encoding="utf-8")
        short.write_text(long_document()[:SHORT], encoding="utf-8")
        command = [sys.executable, "-m", "classifier"]
        peer = cost([sys.executable, "-c", "import spacy, sklearn.linear_model"])
        explain = cost([*command, "explain", str(document)])
        classify = cost([*command, "classify", str(short)])
        bare = cost([sys.executable, "-c", "pass"])
        help_text = cost([*command, "--help"])
        parts = parts_of(document)
    pipelines = {name: seconds_of(name, long_document()) for name in ("nl_rules", SHIPPED)}
    print("| command | seconds | beside its peer | processor | beside its peer |")
    print("|---|---|---|---|---|")
    for name, spent, beside in (
        ("import spaCy and scikit-learn (peer)", peer, peer),
        (f"explain a document of {WORDS:,} words", explain, peer),
        ("classify a short file", classify, peer),
        ("start Python (peer)", bare, bare),
        ("--help", help_text, bare),
    ):
        wall = f"{spent.wall:.2f} | {spent.wall / beside.wall:.2f}"
        processor = f"{spent.processor:.2f} | {spent.processor / max(beside.processor, TICK):.2f}"
        print(f"| {name} | {wall} | {processor} |")
    print("\n| part of explaining | processor | beside importing spaCy and scikit-learn |")
    print("|---|---|---|")
    for name, seconds in parts.items():
        print(f"| {name} | {seconds:.3f} | {seconds / peer.processor:.2f} |")
    print("\n| pipeline | processor | beside nl_rules |")
    print("|---|---|---|")
    for name, seconds in pipelines.items():
        ratio = seconds / pipelines["nl_rules"]
        print(f"| preprocess and observe, {name} | {seconds:.3f} | {ratio:.1f} |")
    assessing, writing = page_beside_assessment(long_document())
    print("\n| report of a document (goal: under twice its assessment) | processor | beside it |")
    print("|---|---|---|")
    print(f"| read and assess, with passages and explanation | {assessing:.3f} | 1.0 |")
    print(f"| write its page | {writing:.3f} | {writing / assessing:.1f} |")


if __name__ == "__main__":
    main()
