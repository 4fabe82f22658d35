"""scikit-learn: TF-IDF of words and word pairs, with logistic regression."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import skops.io as sio
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

FILE = "pipeline.skops"


def pipeline_of(texts: Sequence[str], labels: Sequence[str]) -> Any:
    """Return a fitted pipeline, with the settings of benchmarks/quality.py."""
    pipeline = make_pipeline(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=3),
        LogisticRegression(C=10, class_weight="balanced", max_iter=1000),
    )
    return pipeline.fit(texts, labels)


def fit(
    texts: Sequence[str], labels: Sequence[str], groups: Sequence[str], folder: Path, quick: bool
) -> None:
    """Learn and save, without a pickle."""
    sio.dump(pipeline_of(texts, labels), folder / FILE)


def load(folder: Path) -> Callable[[Sequence[str]], list[str]]:
    """Return what labels texts."""
    pipeline = sio.load(folder / FILE)
    return lambda texts: pipeline.predict(texts).tolist()
