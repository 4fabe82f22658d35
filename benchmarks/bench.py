"""Speed, cost and scale: every figure a ratio within one run.

    python benchmarks/bench.py [--quick] [--most N] [--shared FOLDER] [--output FOLDER]
                               [--only PART …] [--peers NAME …]

Writes ``bench.md`` and its pictures (SVG). Times are processor times on one core, but for runs with
several processes. A peer whose package is not installed is named with the reason. ``--quick`` is to
see whether everything works: its figures mean nothing. See benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import growth
import stages
from batch import Run
from explainers import ALIKE, Explained, explainers
from peers import PEERS
from versus import Measured, versus

from classifier.corpora.corpus import LabelledDocument, read_corpus
from classifier.evaluation.drawing import figures, save
from classifier.labels import DOCUMENT_LABELS

PARTS = ("stages", "classifiers", "explainers", "length", "processes", "number")
BENCHMARKS = Path(__file__).parent
AUTHORED = BENCHMARKS.parent / "data" / "authored"


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    turns: int = 3
    every: int = 1  # of the documents, to learn from and to test on
    explained: int = 50  # documents
    samples: int = 5000  # of LIME, its default
    lengths: tuple[int, ...] = (10, 100, 1000, 10_000, 100_000, 200_000)
    numbers: tuple[int, ...] = (10, 1000, 10_000, 100_000)
    words: int = 60  # of the documents in numbers; fewer than 30 are refused
    processes: int = 2000  # documents


QUICK = Sizes(1, 8, 2, 50, (10, 100, 1000), (10, 40), 40, 20)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="small sizes, under a minute")
    parser.add_argument("--shared", type=Path, help="folder with the corpora of real texts")
    parser.add_argument("--output", type=Path, default=BENCHMARKS, help="folder to write in")
    parser.add_argument(
        "--most", type=int, default=100_000, metavar="N", help="documents of the longest run"
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure")
    parser.add_argument(
        "--peers", nargs="+", choices=list(PEERS), default=list(PEERS), help="of the classifiers"
    )
    given = parser.parse_args()
    if not {"tokenizer", "ours"} <= set(given.peers):
        parser.error("--peers: keep tokenizer and ours, which the others are measured by")
    sizes = QUICK if given.quick else Sizes()
    sizes = replace(sizes, numbers=tuple(n for n in sizes.numbers if n <= given.most))
    given.output.mkdir(parents=True, exist_ok=True)
    paths = [AUTHORED]
    if given.shared is not None:
        paths += [given.shared / f"{name}_labelled.jsonl" for name in ("bwb", "handbooks")]
        if missing := [str(path) for path in paths if not path.exists()]:
            sys.exit(f"{missing[0]}: not there; give the folder with bwb_labelled.jsonl")
    documents = [d for path in paths for d in read_corpus(path, labels=DOCUMENT_LABELS)]
    page = given.output / "bench.md"
    lines: list[str] = []
    for part in report(documents[:: sizes.every], sizes, given):
        lines.append(part)
        page.write_text("\n".join(lines), encoding="utf-8")  # what was measured is not lost
    print(page)


def report(
    documents: Sequence[LabelledDocument], sizes: Sizes, given: argparse.Namespace
) -> Iterator[str]:
    """Measure, and yield the page in parts."""
    texts, output = [d.text for d in documents], given.output
    kind = " with --quick, so that the figures mean nothing" if given.quick else ""
    yield (
        f"# Benchmarks, {date.today().isoformat()}\n\nWritten by `benchmarks/bench.py`{kind}, on "
        f"{len(documents):,} documents of {sum(len(t.split()) for t in texts):,} words; load of "
        f"the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts: dict[str, Callable[[], str]] = {
            "stages": lambda: stage_table(stages.stages(texts, sizes.turns)),
            "classifiers": lambda: versus_table(
                versus(documents, folder, given.peers, turns=sizes.turns, quick=given.quick), output
            ),
            "explainers": lambda: explainer_table(
                explainers(
                    documents,
                    _spread(texts, sizes.explained),
                    samples=sizes.samples,
                    turns=sizes.turns,
                ),
                output,
            ),
            "length": lambda: length_table(growth.with_length(texts, sizes.lengths), output),
            "processes": lambda: process_table(growth.with_processes(folder, sizes.processes)),
            "number": lambda: number_table(
                growth.with_number(folder, sizes.numbers, sizes.words), output
            ),
        }
        for part, measured in parts.items():
            if part in given.only:
                yield measured()
    yield f"Load of the machine at the end: {os.getloadavg()[0]:.1f}.\n"


def _spread(texts: Sequence[str], number: int) -> Sequence[str]:
    """Return some of the texts, from first to last."""
    return texts[:: max(1, len(texts) // number)][:number]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in lines)


def stage_table(spent: dict[str, float]) -> str:
    """Return where the time goes."""
    unit = spent[stages.TOKENIZING]
    rows = [(name, f"{each / unit:.2f}") for name, each in spent.items()]
    ratio = spent[stages.LABEL] / spent[stages.EVERYTHING]
    return (
        "## Where the time goes\n\nMultiples of spaCy's bare Dutch tokenizer on the same texts.\n\n"
        f"{table(('stage', 'times the tokenizer'), rows)}\nWords per second with explanation and "
        f"passages, against label only: {ratio:.2f} (goal 0.5).\n"
    )


def versus_table(found: dict[str, Measured], output: Path) -> str:
    """Return and draw ours beside its peers."""
    unit = found["tokenizer"]
    rows = []
    for each in found.values():
        if each.skipped:
            rows.append((each.title, f"skipped: {each.skipped}", *[""] * 4))
            continue
        score = "" if each.macro_f1 is None else f"{each.macro_f1:.3f}"
        rows.append(
            (
                each.title,
                f"{unit.seconds / each.seconds:.3f}",
                f"{each.start / unit.start:.2f}",
                f"{each.peak / unit.peak:.2f}",
                f"{each.size / 1e6:.2f}",
                score,
            )
        )
    heads = ("", "words/s", "start-up", "peak memory", "MB on disk", "macro-F1")
    measured = [each for each in found.values() if not each.skipped]
    bars(
        output / "bench-words.svg",
        [each.title for each in measured],
        [unit.seconds / each.seconds for each in measured],
        "words per second, times the bare tokenizer",
    )
    goals = (
        f"Ours against the bare tokenizer: {unit.seconds / found['ours'].seconds:.3f} (goal 0.6)"
    )
    for theirs, mine, how in (
        ("tfidf", "ours", "against TF-IDF + logistic regression (goal 0.25)"),
        ("tfidf_alone", "ours_alone", "the same, both a document at a time"),
    ):
        if {theirs, mine} <= set(found) and not found[theirs].skipped:
            goals += f"; {how}: {found[theirs].seconds / found[mine].seconds:.3f}"
    return (
        "## Beside other classifiers\n\nAll learned from the same three quarters of the groups; on "
        "one thread, each given the list of documents. Words per second, start-up (import, load "
        "and the first document) and peak memory are times those of the bare tokenizer; macro-F1 "
        f"is on the other groups.\n\n{table(heads, rows)}\n{goals}.\n\n"
        "![words per second](bench-words.svg)\n"
    )


def explainer_table(found: list[Explained], output: Path) -> str:
    """Return and draw ours beside other explainers."""
    ours = found[0]
    rows = [
        (each.title, f"{each.seconds / ours.seconds:,.3g}", f"{each.error:.1e}")
        if not each.skipped
        else (each.title, f"skipped: {each.skipped}", "")
        for each in found
    ]
    measured = [each for each in found if not each.skipped]
    bars(
        output / "bench-explainers.svg",
        [each.title for each in measured],
        [each.seconds / ours.seconds for each in measured],
        "time a document, times ours",
    )
    heads = ("", "time a document, times ours", "parts against score, largest difference")
    seconds = {each.title: each.seconds for each in measured}
    alike = [
        (mine, theirs, f"{seconds[theirs] / seconds[mine]:.3g}")
        for mine, theirs in ALIKE
        if theirs in seconds
    ]
    return (
        "## Explaining a document\n\nGoals: 10 times as fast as SHAP, 1,000 times as LIME, exact. "
        "Figures are of each feature for each label; SHAP's of every column of a dense row, ours "
        "of those that the document has. A batch is all documents at once. LIME and eli5 give "
        "words."
        f"\n\n{table(heads, rows)}\nLike with like:\n\n"
        f"{table(('ours', 'SHAP', 'times as fast'), alike)}\n"
        "![time a document](bench-explainers.svg)\n"
    )


def length_table(found: dict[int, dict[str, float]], output: Path) -> str:
    """Return and draw how the cost grows with the length of a document."""
    names = (stages.LABEL, stages.EVERYTHING)
    rows = [
        (
            f"{length:,}",
            *(f"{each[n] / each[stages.TOKENIZING]:.1f}" if n in each else "–" for n in names),
        )
        for length, each in found.items()
    ]
    figure, axes = figures()()
    for name in names:
        kept = {length: each for length, each in found.items() if name in each}
        times = [each[name] / each[stages.TOKENIZING] for each in kept.values()]
        axes.plot(list(kept), times, marker="o", label=name)
    axes.set(xscale="log", yscale="log", xlabel="words", ylabel="times the bare tokenizer")
    axes.legend()
    save(figure, output / "bench-length.svg")
    return (
        "## Growth with the length of a document\n\nMultiples of the bare tokenizer on the same "
        f"text.\n\n{table(('words', *names), rows)}\n![growth with length](bench-length.svg)\n"
    )


def process_table(found: dict[int, Run]) -> str:
    """Return what a second process buys."""
    one = found[1]
    rows = [
        (str(jobs), f"{one.wall / each.wall:.2f}", f"{one.free / each.free:.2f}")
        for jobs, each in found.items()
    ]
    heads = ("processes", "speed, times one", "on free cores, estimated")
    return f"## Growth with processes\n\n{table(heads, rows)}\nGoal: 1.8 with two.\n"


def number_table(found: dict[int, Run], output: Path) -> str:
    """Return and draw how time and memory grow with the number of documents."""
    most = max(found)
    unit = found[most].free / most
    rows = [
        (
            f"{number:,}",
            f"{each.free / number / unit:.2f}",
            f"{each.peak / 1e6:,.0f}",
            f"{each.largest / 1e6:,.0f}",
        )
        for number, each in found.items()
    ]
    figure, axes = figures()()
    for name, values in (
        ("all processes", [each.peak / 1e6 for each in found.values()]),
        ("the largest process", [each.largest / 1e6 for each in found.values()]),
    ):
        axes.plot(list(found), values, marker="o", label=name)
    axes.set(xscale="log", xlabel="documents", ylabel="peak memory, MB", ylim=(0, None))
    axes.legend()
    save(figure, output / "bench-number.svg")
    heads = ("documents", "time a document, times the last", "MB of all", "MB of one process")
    return (
        "## Growth with the number of documents\n\nShort documents, by repetition, streamed "
        "through two processes. Goal: under 1,500 MB for 100,000, and flat.\n\n"
        f"{table(heads, rows)}\n![peak memory](bench-number.svg)\n"
    )


def bars(path: Path, names: Sequence[str], values: Sequence[float], label: str) -> None:
    """Draw horizontal bars on a logarithmic scale."""
    figure, axes = figures(9, 3.5)()
    axes.barh(list(names), list(values))
    axes.invert_yaxis()
    axes.set(xscale="log", xlabel=label)
    save(figure, path)


if __name__ == "__main__":
    main()
