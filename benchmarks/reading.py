"""How well and how fast PDF files are read, beside pypdf, pdfminer.six and pdftotext.

    python benchmarks/reading.py [FOLDER]

Words: each file's words by pypdf, by pdfminer.six, by pdftotext (as it is, and with -layout, which
keeps the rows of tables) when it is installed, and of the text that lies beside it (NAME.pdf.txt)
if one does, are looked for in ours (the text and the furniture of each page) in the same order: the
length of the longest common subsequence over the number of their words. All are shown, since they
disagree on the order of columns, tables and charts; the best one counts. Furniture has no place in
our text: headers are put above the text of their page, and page numbers and footers above or below
it, as fits better for the whole file (some files draw them first).

Glued and broken words: a word of ours that is two or three adjoining words of theirs and is no
word of theirs, or the reverse, as a share of our words; by the same extraction.

On all sides a hyphen at the end of a line is taken away with the line end, unless "en" or "of"
comes after it, and hyphens inside words are taken away; ligatures are written out (NFKC).

Speed: pages per second of processor time, for a file in memory; the fastest of some runs counts
for each.
Files without a text layer, or with a broken one (where no two of the others share 80 % of their
words, or the best finds fewer than 20), are listed but not counted.
"""

from __future__ import annotations

import argparse
import io
import logging
import re
import shutil
import subprocess
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import pypdf
from pdfminer.high_level import extract_text

from classifier.documents import Document, read
from classifier.errors import DocumentError

FOLDER = Path(__file__).parents[1] / ".." / "shared" / "formats" / "pdf"
RUNS = 3
SOUND = 0.8  # of the words, on which the two others agree
MIN_WORDS = 20
OTHERS = ("pypdf", "pdfminer.six", "text beside", "pdftotext", "pdftotext -layout")
ABOVE = ({"header"}, {"header", "page_number"}, {"header", "page_number", "footer"})
BROKEN_AT_LINE_END = re.compile(
    r"(?<=\w)[-\u00ad\u2010\x02\ufffe][ \t]*\r?\n\s*(?!(?:en|of)\b)(?=\w)"
)
HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011\x02\ufffe]+(?=\w)")


@dataclass(frozen=True)
class Row:
    """What was measured on one file."""

    name: str
    pages: int
    words: int  # of the better extraction
    found: dict[str, float]  # share of the words of each extraction that ours has in order
    spoiled: float  # share of our words that are glued or broken
    seconds: dict[str, float]
    note: str = ""


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    text = BROKEN_AT_LINE_END.sub("", unicodedata.normalize("NFKC", text))
    return re.findall(r"\w+", HYPHEN.sub("", text).lower())


def our_text(document: Document, above: set[str]) -> str:
    """Return the text and the furniture page by page, with the kinds in ``above`` first."""
    parts = []
    for number, (start, end) in enumerate(document.pages, start=1):
        furniture = [one for one in document.furniture if one.page == number]
        parts += [one.text for one in furniture if one.kind in above]
        parts.append(document.text[start:end])
        parts += [one.text for one in furniture if one.kind not in above]
    return "\n".join(parts)


def common(first: list[str], second: list[str]) -> int:
    """Return the length of the longest common subsequence (Hyyrö's bit vectors)."""
    places: dict[str, int] = {}
    for at, word in enumerate(first):
        places[word] = places.get(word, 0) | 1 << at
    ones = (1 << len(first)) - 1
    row = ones
    for word in second:
        hit = row & places.get(word, 0)
        row = ((row + hit) | (row - hit)) & ones
    return len(first) - row.bit_count()


def spoiled(ours: list[str], theirs: list[str]) -> int:
    """Return how many words of ours are glued or broken, judged by theirs."""
    return glued(ours, theirs) + glued(theirs, ours)


def glued(some: list[str], others: list[str]) -> int:
    """Return how many words are two or three adjoining words of the others, and no word of them."""
    surplus = Counter(some) - Counter(others)
    runs = Counter(map("".join, pairwise(others)))
    runs.update(map("".join, zip(others, others[1:], others[2:], strict=False)))
    return (surplus & runs).total()


def extractions(path: Path, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each independent extraction."""
    try:
        yield "pypdf", by_pypdf(content)
    except Exception as error:  # whatever it raises on a file that it cannot read
        yield "pypdf", ""
        logging.getLogger(__name__).debug("%s: %s", path, error)
    try:
        yield "pdfminer.six", extract_text(io.BytesIO(content))
    except Exception as error:  # likewise
        logging.getLogger(__name__).debug("%s: %s", path, error)
    beside = path.with_name(f"{path.name}.txt")
    if beside.exists():
        yield "text beside", beside.read_text(encoding="utf-8")
    for name, options in (("pdftotext", []), ("pdftotext -layout", ["-layout"])):
        if shutil.which("pdftotext"):
            command = ["pdftotext", *options, str(path), "-"]
            run = subprocess.run(command, capture_output=True, check=False)
            yield name, run.stdout.decode("utf-8", errors="replace")


def by_pypdf(content: bytes) -> str:
    """Return the text by pypdf."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def seconds(action: Callable[[], object]) -> float:
    """Return the time of the fastest of some runs; infinite when it fails."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        try:
            action()
        except Exception:  # the peers raise what they like
            return float("inf")
        times.append(time.process_time() - start)
    return min(times)


def measure(path: Path) -> Row:
    """Measure one file."""
    content = path.read_bytes()
    times = {
        "ours": seconds(lambda: read(content, name=path.name)),
        "pdfminer.six": seconds(lambda: extract_text(io.BytesIO(content))),
        "pypdf": seconds(lambda: by_pypdf(content)),
    }
    try:
        document = read(content, name=path.name)
    except DocumentError as error:
        return Row(path.name, 0, 0, {}, 0.0, times, str(error).split(": ", 1)[-1])
    orders = [words(our_text(document, above)) for above in ABOVE]
    ours = orders[0]
    found_words = ((name, words(text)) for name, text in extractions(path, content))
    theirs = {name: some for name, some in found_words if some or name == "pypdf"}
    found = {
        name: max(common(order, some) for order in orders) / max(len(some), 1)
        for name, some in theirs.items()
    }
    name = max(found, key=lambda one: found[one])
    sound = len(theirs[name]) >= MIN_WORDS
    if len(theirs) > 1:
        sound = sound and any(
            (Counter(first) & Counter(second)).total() >= SOUND * max(len(first), len(second))
            for first, second in combinations(theirs.values(), 2)
        )
    return Row(
        path.name,
        len(document.pages),
        len(theirs[name]),
        found,
        spoiled(ours, theirs[name]) / max(len(ours), 1),
        times,
        "" if sound else "no sound text layer",
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder = parser.parse_args().folder
    logging.disable()  # the peers warn of what they do not understand
    rows = [measure(path) for path in sorted(folder.rglob("*.pdf"))]
    print(f"| file | pages | words | {' | '.join(OTHERS)} | glued, broken | ms | x pdfminer | |")
    print("|---" * (len(OTHERS) + 7) + "|")
    for row in rows:
        shares = " | ".join(
            f"{row.found[name]:.1%}" if name in row.found else "-" for name in OTHERS
        )
        ours = row.seconds["ours"]
        print(
            f"| {row.name[:40]} | {row.pages} | {row.words} | {shares} | {row.spoiled:.2%} "
            f"| {1000 * ours:.1f} | {row.seconds['pdfminer.six'] / ours:.0f} | {row.note} |"
        )
    counted = [row for row in rows if not row.note]
    total = sum(row.words for row in counted)
    best = sum(max(row.found.values()) * row.words for row in counted) / total
    bad = sum(row.spoiled * row.words for row in counted) / total
    reached = sum(max(row.found.values()) >= 0.97 for row in counted)
    print(f"\n{len(counted)} files with a sound text layer, {total:,} words:")
    print(f"{best:.2%} in order; {bad:.2%} glued or broken; {reached} files reach 97 %")
    print("\n| reader | pages per second | beside pdfminer.six |")
    print("|---|---|---|")
    timed = [row for row in counted if max(row.seconds.values()) < float("inf")]
    pages = sum(row.pages for row in timed)
    spent = {name: sum(row.seconds[name] for row in timed) for name in timed[0].seconds}
    for name, time_spent in spent.items():
        print(f"| {name} | {pages / time_spent:.0f} | {spent['pdfminer.six'] / time_spent:.1f} |")


if __name__ == "__main__":
    main()
