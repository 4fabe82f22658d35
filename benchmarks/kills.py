"""Runs of the real model that are killed at random moments and gone on with give the same output.

    python benchmarks/kills.py [--documents 300] [--kills 10] [--seed 1]

The documents are those of the authored corpus, again and again, each with a line of its own. One
run with two processes is let be. Another is killed (SIGKILL), half of the times while it starts up
or reads back what was done, half of the times when some random number of documents is done; then
it is looked whether the processes that judge and read end as well, and it is gone on with by
``--resume``. The exit code is 1 when a process stays or when the outputs differ. Linux only.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from batch import command, dataset

STAYS = 20  # seconds after which a process is one that stays


def in_session(session: int) -> list[int]:
    """Return the processes of a session that have not ended."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, number = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue  # it ended in between
        if int(number) == session and state != "Z":
            found.append(int(entry.name))
    return found


def done(journal: Path) -> int:
    """Return how many documents a journal holds."""
    return max(journal.read_bytes().count(b"\n") - 1, 0) if journal.exists() else 0


def killed(rows: Path, output: Path, *, at: int | None, after: float) -> float | None:
    """Kill a run, and return how long its other processes stayed; None when it was ready before.

    Parameters
    ----------
    rows, output : Path
        What is judged, and where the records go.
    at : int or None
        The documents that are to be done; None when only time counts.
    after : float
        Seconds to wait after that.
    """
    journal = output.with_name(f".{output.name}.journal")
    # The process that cleans up after one that was killed says so.
    process = subprocess.Popen(
        command(rows, output, 2), stderr=subprocess.DEVNULL, start_new_session=True
    )
    while at is not None and done(journal) < at and process.poll() is None:
        time.sleep(0.01)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    else:
        return None
    start = time.monotonic()
    while in_session(process.pid) and time.monotonic() - start < STAYS:
        time.sleep(0.02)
    return time.monotonic() - start


def main() -> int:
    """Kill, go on, compare and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    dice = random.Random(given.seed)
    aims = sorted(dice.sample(range(1, given.documents * 9 // 10), given.kills))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = dataset(folder / "rows.jsonl", given.documents)
        whole, output = folder / "whole.jsonl", folder / "out.jsonl"
        subprocess.run(command(rows, whole, 2), check=True)
        journal = output.with_name(f".{output.name}.journal")
        stayed, counts = [], []
        for number, aim in enumerate(aims):
            at = None if number % 2 else aim
            after = dice.uniform(0, 0.2) if at is not None else dice.uniform(0, 5)
            stayed.append(killed(rows, output, at=at, after=after))
            counts.append(done(journal))
        subprocess.run(command(rows, output, 2), check=True)
        one, other = (path.read_bytes() for path in (whole, output))
        left = sorted(path.name for path in folder.iterdir())
    times = [seconds for seconds in stayed if seconds is not None]
    same = one == other
    same_sorted = sorted(one.splitlines()) == sorted(other.splitlines())
    print(f"killed {len(times)} times, with {', '.join(map(str, counts))} done")
    print(f"records: {len(other.splitlines())} of {given.documents}")
    print(f"other processes ended within {max(times):.1f} s")
    print(f"files left: {', '.join(left)}")
    print(f"the same bytes: {'yes' if same else 'NO'}")
    print(f"the same bytes after sorting: {'yes' if same_sorted else 'NO'}")
    sound = (
        same_sorted and max(times) < STAYS and left == ["out.jsonl", "rows.jsonl", "whole.jsonl"]
    )
    return 0 if sound and len(times) == given.kills else 1


if __name__ == "__main__":
    sys.exit(main())
