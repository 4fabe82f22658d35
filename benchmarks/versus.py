"""Ours beside other text classifiers, trained on the same documents: speed, cost and quality."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from peers import PEERS
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from classifier.corpora.arrays import group_array, label_array
from classifier.corpora.corpus import LabelledDocument

RUN = Path(__file__).parent / "peers" / "run.py"
FOLDS = 4  # a quarter of the groups is held out
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Measured:
    """What a peer costs and gives; ``skipped`` says why it could not be measured."""

    title: str
    start: float = 0.0  # seconds of processor time for import and load
    seconds: float = 0.0  # of processor time for all test documents
    peak: int = 0  # bytes of memory
    size: int = 0  # bytes on disk
    macro_f1: float | None = None
    skipped: str = ""


def versus(
    documents: Sequence[LabelledDocument],
    folder: Path,
    peers: Sequence[str],
    *,
    turns: int,
    quick: bool,
) -> dict[str, Measured]:
    """Train some of the peers on three quarters of the groups, and measure them on the others."""
    split = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    train, test = next(split.split(documents, label_array(documents), group_array(documents)))
    learned, held = [documents[i] for i in train], [documents[i] for i in test]
    rows = folder / "rows.json"
    columns = [[getattr(d, name) for d in learned] for name in ("text", "label", "group")]
    texts = [d.text for d in held]
    rows.write_text(json.dumps({"train": columns, "test": texts, "turns": turns, "quick": quick}))
    truth = [d.label for d in held]
    return {name: _measured(name, folder / name, rows, truth) for name in peers}


def _measured(name: str, folder: Path, rows: Path, truth: list[str]) -> Measured:
    command = [sys.executable, str(RUN), name, str(folder), str(rows)]
    for _ in ("train", "measure"):
        done = subprocess.run(
            command, env=os.environ | ONE_THREAD, capture_output=True, text=True, check=False
        )
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            print(f"{name}: {reason}", file=sys.stderr)
            return Measured(PEERS[name], skipped=reason)
    found = json.loads(done.stdout.splitlines()[-1])
    labels = found.pop("labels")
    score = f1_score(truth, labels, average="macro") if any(labels) else None
    return Measured(PEERS[name], macro_f1=score, **found)
