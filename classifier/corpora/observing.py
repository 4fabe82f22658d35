"""Observe a corpus: every text read, preprocessed and observed, on all cores."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from joblib import Parallel, delayed

from classifier.corpora.corpus import LabelledDocument
from classifier.documents import read
from classifier.errors import DocumentError
from classifier.features import Observation, observe
from classifier.preprocessing import build_pipeline, preprocess

_CHUNK: Final = 40  # documents that a worker takes at a time


def observe_texts(
    texts: Sequence[str], pipeline: str, n_jobs: int | None = -1
) -> list[Observation | None]:
    """Read, preprocess and observe texts, on all cores.

    Returns
    -------
    list of Observation or None
        One a text, in order; None for a text that cannot be read.
    """
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    if len(chunks) <= 1:
        return [o for chunk in chunks for o in _observe_chunk(chunk, pipeline)]
    work = Parallel(n_jobs=n_jobs)(delayed(_observe_chunk)(chunk, pipeline) for chunk in chunks)
    return [observation for chunk in work for observation in chunk]


# A worker process builds its pipeline once.
_pipeline = lru_cache(maxsize=2)(build_pipeline)


def _observe_chunk(texts: Sequence[str], pipeline: str) -> list[Observation | None]:
    nlp = _pipeline(pipeline)
    observations: list[Observation | None] = []
    for text in texts:
        try:
            observations.append(observe(preprocess(nlp, read(text.encode("utf-8")))))
        except DocumentError:  # what cannot be read as a text teaches nothing
            observations.append(None)
    return observations


def observe_corpus(
    documents: Sequence[LabelledDocument], pipeline: str
) -> tuple[list[LabelledDocument], list[Observation]]:
    """Return the documents that can be read, with their observations."""
    observations = observe_texts([document.text for document in documents], pipeline)
    pairs = [(d, o) for d, o in zip(documents, observations, strict=True) if o is not None]
    return [document for document, _ in pairs], [observation for _, observation in pairs]
