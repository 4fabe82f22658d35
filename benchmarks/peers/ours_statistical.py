"""Ours with the shipped statistical pipeline, which tags and lemmatizes, label only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from classifier.preprocessing.statistical import SHIPPED
from peers import ours

load = ours.load


def fit(
    texts: Sequence[str], labels: Sequence[str], groups: Sequence[str], folder: Path, quick: bool
) -> None:
    """Learn everything from these documents alone."""
    ours.fit(texts, labels, groups, folder, quick, SHIPPED)
