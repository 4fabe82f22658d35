"""fastText, supervised, with word bigrams."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import fasttext

FILE = "model.bin"
PREFIX = "__label__"


def fit(
    texts: Sequence[str], labels: Sequence[str], groups: Sequence[str], folder: Path, quick: bool
) -> None:
    """Learn on one thread, so that the same model comes out each time."""
    rows = folder / "train.txt"
    lines = [f"{PREFIX}{label} {one_line(text)}" for text, label in zip(texts, labels, strict=True)]
    rows.write_text("\n".join(lines) + "\n", encoding="utf-8")
    model = fasttext.train_supervised(
        str(rows),
        wordNgrams=2,
        minCount=3,
        dim=100,
        bucket=200_000,
        lr=0.5,
        epoch=5 if quick else 50,
        thread=1,
        seed=0,
        verbose=0,
    )
    model.save_model(str(folder / FILE))
    rows.unlink()


def load(folder: Path) -> Callable[[Sequence[str]], list[str]]:
    """Return what labels texts."""
    model = fasttext.load_model(str(folder / FILE))

    def label(text: str) -> str:
        # Its own predict() asks NumPy for an array without a copy, which NumPy 2 refuses.
        ((_, name),) = model.f.predict(one_line(text) + "\n", 1, 0.0, "strict")
        return str(name).removeprefix(PREFIX)

    return lambda texts: [label(text) for text in texts]


def one_line(text: str) -> str:
    """Return a text as fastText takes it: words in lower case with spaces between."""
    return " ".join(text.lower().split())
