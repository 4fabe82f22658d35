"""A soak run: thousands of short documents, while memory, files and processes are watched.

    python benchmarks/soak.py [--documents 6000] [--jobs 1 2] [--new-words 0] [--most-memory 1500]

The command judges documents of the authored corpus, cut short and each with a number of its own,
with one process and with two. From outside (Linux only) it is seen what all processes of a run hold
together: memory, open files and sockets, and how many there are; the peaks of memory are printed
for each fifth of the documents. The run fails when the peak of the second half is above that of the
first by more than a tenth and 30 MB, or above ``--most-memory``; when in the last fifth more files
are open or more processes are there than in the second; when a process stays after the end, or when
a document failed.

With ``--new-words`` each document has so many words that are in no other. A pipeline keeps each
word that it saw until it is built anew, so that memory rises and falls: give so many documents that
it is built anew within the first half (300,000 words a process).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from batch import EVERY, command, dataset, held
from kills import in_session

WORDS = 50  # a document; of fewer than 30 known words some are refused
HEADED = 5  # every fifth is read by a process apart, from the first fifth of the run on
SHARE, ROOM = 0.1, 30_000_000  # that memory may grow by
STAYS = 10  # seconds


@dataclass(frozen=True)
class Look:
    """What the processes of a run hold at one moment."""

    documents: int  # that are done
    memory: int  # bytes
    files: int
    processes: int


def look(process: int, documents: int) -> Look:
    """Look at a run."""
    sizes = held(process)
    files = 0
    for each in sizes:
        try:
            files += len(os.listdir(f"/proc/{each}/fd"))  # noqa: PTH208  there is no glob in it
        except OSError:
            continue  # it ended in between
    return Look(documents, sum(sizes.values()), files, len(sizes))


def soak(rows: Path, output: Path, jobs: int, documents: int, most: float) -> list[str]:
    """Judge a data set while looking, print what was seen, and return what is wrong."""
    journal = output.with_name(f".{output.name}.journal")
    start = time.monotonic()
    process = subprocess.Popen(command(rows, output, jobs), start_new_session=True)
    looks = []
    number = read = 0
    while process.poll() is None:
        lines, read = lines_after(journal, read)
        number += lines
        looks.append(look(process.pid, number - 1))  # the first line is none of a document
        time.sleep(max(EVERY, documents / 100_000))
    seconds = time.monotonic() - start
    deadline = time.monotonic() + STAYS
    while (left := in_session(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    ends = [documents * part / 5 for part in range(5)]
    # At the very end the processes are being ended.
    ends.append(documents * 0.98)
    fifths = [
        [each for each in looks if first <= each.documents < end] for first, end in pairwise(ends)
    ]
    if not all(fifths):
        return [f"--jobs {jobs}: it was over too soon to see anything; give more documents"]
    peaks = [max(each.memory for each in part) for part in fifths]
    files, more_files, processes, more = (
        statistics.median(getattr(each, name) for each in part)
        for name in ("files", "processes")
        for part in (fifths[1], fifths[4])
    )
    half = documents / 2
    first, second = (
        max(each.memory for each in looks if (each.documents >= half) is late)
        for late in (False, True)
    )
    print(
        f"--jobs {jobs}: {documents} documents in {seconds:.0f} s, {len(looks)} looks; peaks of "
        f"memory by fifths {', '.join(f'{peak / 1e6:.0f}' for peak in peaks)} MB, the last "
        f"{peaks[4] / peaks[0]:.2f} times the first; files {files:.0f} → {more_files:.0f}, "
        f"processes {processes:.0f} → {more:.0f}",
        flush=True,
    )
    wrong = {
        f"ended with exit code {process.returncode}": process.returncode != 0,
        f"memory grew by {(second - first) / 1e6:.0f} MB": second
        > first + max(SHARE * first, ROOM),
        f"memory came to {max(peaks) / 1e6:.0f} MB": max(peaks) > most,
        f"{more_files - files:.0f} files more are open": more_files > files,
        f"there are {more - processes:.0f} processes more": more > processes,
        f"{len(left)} processes stayed": bool(left),
    }
    return [f"--jobs {jobs}: {what}" for what, so in wrong.items() if so]


def lines_after(journal: Path, read: int) -> tuple[int, int]:
    """Return how many lines a journal has after so many bytes, and how many bytes it has."""
    try:
        with journal.open("rb") as file:
            file.seek(read)
            new = file.read()
    except FileNotFoundError:  # not yet there, or the run is ready
        return 0, read
    return new.count(b"\n"), read + len(new)


def main(arguments: list[str] | None = None) -> int:
    """Soak, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--documents", type=int, default=6000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--new-words", type=int, default=0, metavar="N", help="of each document")
    parser.add_argument("--most-memory", type=float, default=1500, metavar="MB")
    given = parser.parse_args(arguments)
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = dataset(
            folder / "rows.jsonl", given.documents, WORDS, new=given.new_words, headed=HEADED
        )
        for jobs in given.jobs:
            output = folder / f"{jobs}.jsonl"
            wrong += soak(rows, output, jobs, given.documents, given.most_memory * 1e6)
    for each in wrong:
        print("FAILED:", each)
    if not wrong:
        print("nothing grew, and nothing stayed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
