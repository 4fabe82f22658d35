"""What `beleidsregel explain` costs, beside what it costs to start its libraries.

    python benchmarks/speed.py

The peer is a Python process that only imports spaCy and scikit-learn. The document has 3,000
words of our own. Each command runs five times; the fastest counts. Of each shipped pipeline it
measures what it does with that document once it is loaded, in processor time.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from classifier.documents import read
from classifier.features import observe
from classifier.preprocessing import build_pipeline, preprocess
from classifier.preprocessing.statistical import SHIPPED

AUTHORED = Path(__file__).parents[1] / "data" / "authored"
RUNS = 5
WORDS = 3000


def seconds(command: list[str]) -> float:
    """Return the wall time of the fastest of some runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def seconds_of(pipeline: str, text: str) -> float:
    """Return the processor time of what a pipeline does with a text, the fastest of some runs."""
    nlp, document = build_pipeline(pipeline), read(text.encode())
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        observe(preprocess(nlp, document))
        times.append(time.process_time() - start)
    return min(times)


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
        document = Path(folder) / "document.txt"
        document.write_text(long_document(), encoding="utf-8")
        command = [sys.executable, "-m", "classifier"]
        peer = seconds([sys.executable, "-c", "import spacy, sklearn.linear_model"])
        explain = seconds([*command, "explain", str(document)])
        bare = seconds([sys.executable, "-c", "pass"])
        help_text = seconds([*command, "--help"])
    pipelines = {name: seconds_of(name, long_document()) for name in ("nl_rules", SHIPPED)}
    print("| command | seconds | beside its peer |")
    print("|---|---|---|")
    print(f"| import spaCy and scikit-learn (peer) | {peer:.2f} | 1 |")
    print(f"| explain a document of {WORDS:,} words | {explain:.2f} | {explain / peer:.2f} |")
    print(f"| start Python (peer) | {bare:.2f} | 1 |")
    print(f"| --help | {help_text:.2f} | {help_text / bare:.1f} |")
    for name, spent in pipelines.items():
        ratio = spent / pipelines["nl_rules"]
        print(f"| preprocess and observe, {name} | {spent:.3f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
