"""spaCy's text classifier on a convolutional network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from peers import textcat_bow

MODEL = {
    "@architectures": "spacy.TextCatReduce.v1",
    "exclusive_classes": True,
    "use_reduce_first": False,
    "use_reduce_last": False,
    "use_reduce_max": False,
    "use_reduce_mean": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 96,
        "depth": 4,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
    },
}
load = textcat_bow.load


def fit(
    texts: Sequence[str], labels: Sequence[str], groups: Sequence[str], folder: Path, quick: bool
) -> None:
    """Learn with spaCy's defaults, for a fixed number of epochs."""
    textcat_bow.fit(texts, labels, groups, folder, quick, MODEL)
