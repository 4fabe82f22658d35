"""A soak run: thousands of short documents, while memory, files and processes are watched.

    python benchmarks/soak.py [--documents 6000] [--jobs 1 2]

The command judges documents of the authored corpus, cut short and each with words of its own, with
one process and with two. From outside (Linux only) it is seen what all processes of a run hold:
memory, open files and sockets, and how many there are. A fifth of the documents is for warming up;
from then on the middle of what was seen in the second fifth is compared with that in the last. The
run fails when memory grew by more than a tenth and 30 MB, when files or processes became more,
when a process stays after the end, or when a document failed.
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
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from batch import EVERY, command, dataset, held
from kills import done, in_session

WORDS = 60  # a document
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


def soak(rows: Path, output: Path, jobs: int, documents: int) -> list[str]:
    """Judge a data set while looking, print what was seen, and return what is wrong."""
    journal = output.with_name(f".{output.name}.journal")
    start = time.monotonic()
    process = subprocess.Popen(command(rows, output, jobs), start_new_session=True)
    looks = []
    while process.poll() is None:
        looks.append(look(process.pid, done(journal)))
        time.sleep(EVERY)
    seconds = time.monotonic() - start
    deadline = time.monotonic() + STAYS
    while (left := in_session(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    # At the very end the processes are being ended.
    second, last = (
        [each for each in looks if a * documents <= each.documents < b * documents]
        for a, b in ((0.2, 0.4), (0.75, 0.98))
    )
    if not second or not last:
        return [f"{jobs} processes: it was over too soon to see anything; give more documents"]
    middles = [
        [statistics.median(getattr(each, name) for each in part) for part in (second, last)]
        for name in ("memory", "files", "processes")
    ]
    (memory, grown), (files, more_files), (processes, more) = middles
    print(
        f"--jobs {jobs}: {documents} documents in {seconds:.0f} s, {len(looks)} looks; "
        f"memory {memory / 1e6:.0f} → {grown / 1e6:.0f} MB, "
        f"files {files:.0f} → {more_files:.0f}, processes {processes:.0f} → {more:.0f}"
    )
    wrong = {
        f"ended with exit code {process.returncode}": process.returncode != 0,
        f"memory grew by {(grown - memory) / 1e6:.0f} MB": grown
        > memory + max(SHARE * memory, ROOM),
        f"{more_files - files:.0f} files more are open": more_files > files,
        f"there are {more - processes:.0f} processes more": more > processes,
        f"{len(left)} processes stayed": bool(left),
    }
    return [f"--jobs {jobs}: {what}" for what, so in wrong.items() if so]


def main(arguments: list[str] | None = None) -> int:
    """Soak, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--documents", type=int, default=6000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args(arguments)
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = dataset(folder / "rows.jsonl", given.documents, WORDS)
        for jobs in given.jobs:
            wrong += soak(rows, folder / f"{jobs}.jsonl", jobs, given.documents)
    for each in wrong:
        print("FAILED:", each)
    if not wrong:
        print("nothing grew, and nothing stayed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
