"""Measure one peer in a process of its own, on one thread.

    python benchmarks/peers/run.py NAME FOLDER ROWS.json

ROWS.json holds ``train`` (texts, labels, groups), ``test`` (texts), ``turns`` and ``quick``. With
no model in FOLDER the peer is trained and saved there, else it is loaded and measured; what was
found is printed as JSON. Times are processor times: other work on the machine distorts them less.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path

# The modules of the peers are imported as peers.NAME.
sys.path.insert(0, str(Path(__file__).parents[1]))


def main() -> None:
    """Train, or measure and print."""
    name, folder, rows = sys.argv[1], Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text())
    start = time.process_time()
    peer = import_module(f"peers.{name}")
    if not folder.exists():
        folder.mkdir()
        peer.fit(*rows["train"], folder, rows["quick"])
        return
    predict = peer.load(folder)
    predict(rows["test"][:1])
    loaded = time.process_time() - start
    times = []
    for _ in range(rows["turns"]):
        start = time.process_time()
        labels = predict(rows["test"])
        times.append(time.process_time() - start)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    found = {"start": loaded, "seconds": min(times), "peak": peak(), "size": size, "labels": labels}
    print(json.dumps(found))


def peak() -> int:
    """Return the most bytes that this process held (Linux only; 1 elsewhere).

    What the system counts for getrusage() includes what the parent held when it started this.
    """
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 1
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    main()
