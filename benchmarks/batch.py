"""Judging many documents: two processes beside one, and memory as documents grow.

    python benchmarks/batch.py [--documents 2000]

The documents are those of the authored corpus, again and again, each with a line of its own. Runs
with one process and with two take turns, and two runs with one process each at the same time, which
is the most that two processors give; the fastest of each counts. A machine that is busy with
other work distorts the wall times, so the load is printed, and an estimate (Linux only) of what
they would be on two free cores: the wall time without what the processes that judge and read
waited for a processor, which the system counts, but at least the processor time over two.

Memory (Linux only) is the sum of what all processes of a run hold at one moment, at its highest,
and that of the largest of them. The documents there are short, so that there are many.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from string import ascii_lowercase

AUTHORED = Path(__file__).parents[1] / "data" / "authored"
SHORT = 60  # words
EVERY = 0.25  # seconds between two looks at memory
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Run:
    """What a run cost."""

    wall: float  # seconds
    processors: float  # seconds of all processes
    free: float  # seconds of wall time on two free cores, estimated
    peak: int  # bytes of all processes together
    largest: int  # bytes of one process
    asking: float  # seconds of the process that was started, of ``processors``


def texts() -> list[str]:
    """Return the texts of the authored corpus."""
    return [path.read_text(encoding="utf-8") for path in sorted(AUTHORED.glob("*.txt"))]


def dataset(
    path: Path, number: int, words: int | None = None, *, new: int = 0, headed: int = 0
) -> Path:
    """Write a data set of some documents.

    Parameters
    ----------
    path : Path
        The file.
    number : int
        The documents.
    words : int, optional
        The words of each; by default they are as long as they are.
    new : int
        The words that each has besides, and that are in no other.
    headed : int
        Every so manieth begins as Markdown does, so that a process apart reads it for the one
        that judges it; 0 for none.
    """
    dice = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        for index, text in enumerate(islice(cycle(texts()), number)):
            shown = text if words is None else " ".join(text.split()[:words])
            own = "".join(f" {''.join(dice.choices(ascii_lowercase, k=10))}" for _ in range(new))
            heading = f"# Stuk {index}\n\n**Inhoud**\n\n" if headed and index % headed == 0 else ""
            row = {"id": f"r{index}", "text": f"{heading}{shown}\n\nKenmerk {index}{own}."}
            file.write(json.dumps(row) + "\n")
    return path


def command(rows: Path, output: Path, jobs: int) -> list[str]:
    """Return the command that judges a data set."""
    options = ["--format", "jsonl", "--jobs", str(jobs), "--resume"]
    where = ["--dataset", str(rows), "--output", str(output)]
    return [sys.executable, "-m", "classifier", "classify", *where, *options]


def held(root: int) -> dict[int, int]:
    """Return the bytes that a process and each of its descendants hold, by their numbers."""
    children = defaultdict(list)
    pages = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            pages[int(entry.name)] = int((entry / "statm").read_text().split()[1])
        except (OSError, ValueError, IndexError):
            continue  # it ended in between
        children[parent].append(int(entry.name))
    found, left = {}, [root]
    while left:
        process = left.pop()
        found[process] = pages.get(process, 0) * PAGE
        left += children[process]
    return found


def spent_by(process: int) -> float:
    """Return the seconds of a processor that a process took."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def waiting(process: int) -> float:
    """Return the seconds that a process was ready to run and had no processor."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def run(rows: Path, output: Path, jobs: int) -> Run:
    """Judge a data set, and return what it cost."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command(rows, output, jobs))
    peak = largest = 0
    asking = 0.0
    waited: dict[int, float] = {}
    while process.poll() is None:
        sizes = held(process.pid)
        peak, largest = max(peak, sum(sizes.values())), max(largest, *sizes.values())
        waited |= {each: waiting(each) for each in sizes}
        asking = max(asking, spent_by(process.pid))
        time.sleep(EVERY)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"a run ended with {process.returncode}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if jobs > 1:
        waited.pop(process.pid, None)  # the others do not wait for it, as a rule
    free = max(wall - sum(waited.values()) / jobs, spent / jobs)
    return Run(wall, spent, free, peak, largest, asking)


def at_once(rows: Path, folder: Path) -> float:
    """Return the seconds of two runs with one process each that judge a data set side by side.

    They share nothing, so that this is what two processors of the machine give at most.
    """
    start = time.perf_counter()
    running = [
        subprocess.Popen(command(rows, folder / f"apart{number}.jsonl", 1)) for number in range(2)
    ]
    if failed := [each.returncode for each in running if each.wait()]:
        raise SystemExit(f"a run ended with {failed[0]}")
    return time.perf_counter() - start


def speed(folder: Path, documents: int, turns: int) -> None:
    """Compare two processes with one, and with two runs of one process side by side."""
    rows = dataset(folder / "rows.jsonl", documents)
    runs: dict[int, list[Run]] = {1: [], 2: []}
    apart = math.inf
    for _ in range(turns):
        apart = min(apart, at_once(rows, folder))
        for jobs, measured in runs.items():
            each = run(rows, folder / f"jobs{jobs}.jsonl", jobs)
            measured.append(each)
            print(
                f"{jobs} process{'es' if jobs > 1 else ''}: {each.wall:.0f} s, of processors "
                f"{each.processors:.0f} s ({each.asking:.1f} s of the first), on free cores "
                f"{each.free:.0f} s; load "
                f"{os.getloadavg()[0]:.1f}",
                flush=True,
            )
    outputs = [(folder / f"jobs{jobs}.jsonl").read_bytes() for jobs in runs]
    same = outputs[0] == outputs[1] and outputs[0].count(b"\n") == documents
    best = {jobs: min(each.wall for each in measured) for jobs, measured in runs.items()}
    free = {jobs: min(each.free for each in measured) for jobs, measured in runs.items()}
    print(f"\n| {documents:,} documents | documents/s | times one | on free cores, times one |")
    print("|---|---|---|---|")
    for jobs, name in ((1, "one process"), (2, "two processes")):
        print(
            f"| {name} | {documents / best[jobs]:.1f} | {best[1] / best[jobs]:.2f} "
            f"| {free[1] / free[jobs]:.2f} |"
        )
    print(f"| two runs at once | {2 * documents / apart:.1f} | {2 * best[1] / apart:.2f} | |")
    print(f"\nthe same bytes: {'yes' if same else 'NO'}\n", flush=True)


def memory(folder: Path, documents: int) -> None:
    """Compare the peak of memory with that of ten times as many documents."""
    measured = {}
    for number in (documents, 10 * documents):
        rows = dataset(folder / "short.jsonl", number, SHORT)
        measured[number] = run(rows, folder / f"short{number}.jsonl", 2)
    few = measured[documents]
    print("| short documents, two processes | MB of all | times few | MB of one | times few |")
    print("|---|---|---|---|---|")
    for number, each in measured.items():
        print(
            f"| {number:,} | {each.peak / 1e6:.0f} | {each.peak / few.peak:.2f} "
            f"| {each.largest / 1e6:.0f} | {each.largest / few.largest:.2f} |"
        )
    print(flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--only", choices=("speed", "memory"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.only in (None, "speed"):
            speed(folder, given.documents, given.turns)
        if given.only in (None, "memory"):
            memory(folder, given.documents)


if __name__ == "__main__":
    main()
