"""What `beleidsregel explain` costs, beside what it costs to start its libraries.

    python benchmarks/speed.py

The peer is a Python process that only imports spaCy and scikit-learn. The document has 3,000
words of our own. Each command runs five times; the fastest counts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

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
    print("| command | seconds | beside its peer |")
    print("|---|---|---|")
    print(f"| import spaCy and scikit-learn (peer) | {peer:.2f} | 1 |")
    print(f"| explain a document of {WORDS:,} words | {explain:.2f} | {explain / peer:.2f} |")
    print(f"| start Python (peer) | {bare:.2f} | 1 |")
    print(f"| --help | {help_text:.2f} | {help_text / bare:.1f} |")


if __name__ == "__main__":
    main()
