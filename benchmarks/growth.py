"""How the cost grows: with the length of a document, the number of documents, and processes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

import batch
import stages


def with_length(texts: Sequence[str], lengths: Sequence[int]) -> dict[int, dict[str, float]]:
    """Return what documents of so many words cost, by stage; lines stay as they are."""
    lines = [line for text in texts for line in text.splitlines(keepends=True)]
    found = {}
    for length in lengths:
        kept, words = [], 0
        for line in cycle(lines):
            if words >= length:
                break
            part = line if words + len(line.split()) <= length else _cut(line, length - words)
            kept.append(part)
            words += len(part.split())
        found[length] = stages.stages_of_length("".join(kept))
        print(f"{length:,} words", file=sys.stderr)
    return found


def with_number(folder: Path, numbers: Sequence[int], words: int) -> dict[int, batch.Run]:
    """Return what a run of so many short documents cost, in two processes."""
    found = {}
    for number in numbers:
        rows = batch.dataset(folder / f"{number}.jsonl", number, words)
        found[number] = batch.run(rows, folder / f"{number}.out.jsonl", 2)
        print(f"{number:,} documents", file=sys.stderr)
    return found


def with_processes(folder: Path, number: int) -> dict[int, batch.Run]:
    """Return what a run with one and with two processes cost."""
    rows = batch.dataset(folder / "processes.jsonl", number)
    return {jobs: batch.run(rows, folder / f"jobs{jobs}.jsonl", jobs) for jobs in (1, 2)}


def _cut(line: str, words: int) -> str:
    return " ".join(islice(line.split(), words)) + "\n"
