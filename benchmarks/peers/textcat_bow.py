"""spaCy's text classifier on a bag of words and word pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import spacy
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import fix_random_seed

MODEL: dict[str, Any] = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "length": 262144,
    "ngram_size": 2,
    "no_output_layer": False,
}
EPOCHS = 10
BATCH = 16  # documents


def fit(
    texts: Sequence[str],
    labels: Sequence[str],
    groups: Sequence[str],
    folder: Path,
    quick: bool,
    model: dict[str, Any] = MODEL,
) -> None:
    """Learn with spaCy's defaults, for a fixed number of epochs."""
    fix_random_seed(0)
    nlp = spacy.blank("nl")
    nlp.add_pipe("textcat", config={"model": model})
    names = sorted(set(labels))
    examples = [
        Example.from_dict(nlp.make_doc(text), {"cats": {name: name == label for name in names}})
        for text, label in zip(texts, labels, strict=True)
    ]
    optimizer = nlp.initialize(lambda: examples)
    order = Random(0)
    for _ in range(1 if quick else EPOCHS):
        order.shuffle(examples)
        for batch in minibatch(examples, BATCH):
            nlp.update(batch, sgd=optimizer)
    nlp.to_disk(folder)


def load(folder: Path) -> Callable[[Sequence[str]], list[str]]:
    """Return what labels texts."""
    nlp = spacy.load(folder)

    def predict(texts: Sequence[str]) -> list[str]:
        return [max(doc.cats, key=doc.cats.__getitem__) for doc in nlp.pipe(texts)]

    return predict
