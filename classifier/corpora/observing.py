"""Observe a corpus: every text read, preprocessed and observed, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from joblib import Parallel, delayed

from classifier.corpora.cache import ObservationCache
from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.pipelines import pipeline_here
from classifier.documents import Document, read
from classifier.errors import DocumentError
from classifier.features import Observation, observe
from classifier.preprocessing import preprocess_together

_CHUNK: Final = 40  # documents that a worker takes at a time
# Characters of short documents that go through each stage together, in less time than one by one:
# what a stage works with then lies near. The docs of more would take much memory.
_TOGETHER: Final = 50_000


def observe_texts(
    texts: Sequence[str], pipeline: str, n_jobs: int | None = -1
) -> list[Observation | None]:
    """Read, preprocess and observe texts, on all cores.

    Returns
    -------
    list of Observation or None
        One a text, in order; None for a text that cannot be read.
    """
    found = observe_or_tell(texts, pipeline, n_jobs=n_jobs)
    return [None if isinstance(one, str) else one for one in found]


def observe_or_tell(
    texts: Sequence[str],
    pipeline: str,
    *,
    n_jobs: int | None = -1,
    cache: ObservationCache | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Observation | str]:
    """Observe texts, and tell why when one cannot be read.

    Parameters
    ----------
    texts : sequence of str
        The texts.
    pipeline : str
        The name of the pipeline.
    n_jobs : int or None
        Processes; -1 for one a core, None for what joblib was told.
    cache : ObservationCache, optional
        What it holds is not observed again; what it lacks is added, a few texts at a time, so
        that a run that is ended loses little.
    progress : callable
        Is told how many texts are done, every few.

    Returns
    -------
    list of Observation or str
        One a text, in order; a str says why a text cannot be read.
    """
    found: list[Observation | str | None] = (
        [None] * len(texts) if cache is None else list(cache.get(texts))
    )
    missing = [place for place, one in enumerate(found) if one is None]
    done = len(texts) - len(missing)
    progress(done)
    chunks = [missing[start : start + _CHUNK] for start in range(0, len(missing), _CHUNK)]
    parts = [[texts[place] for place in chunk] for chunk in chunks]
    for chunk, part, seen in zip(chunks, parts, _observed(parts, pipeline, n_jobs), strict=True):
        for place, one in zip(chunk, seen, strict=True):
            found[place] = one
        if cache is not None:
            pairs = zip(part, seen, strict=True)
            cache.put({text: one for text, one in pairs if not isinstance(one, str)})
        done += len(chunk)
        progress(done)
    return [one for one in found if one is not None]


def _observed(
    parts: Sequence[Sequence[str]], pipeline: str, n_jobs: int | None
) -> Iterable[list[Observation | str]]:
    """Yield what was seen in each part, in order."""
    if len(parts) <= 1:
        return (_observe_chunk(part, pipeline) for part in parts)
    work = Parallel(n_jobs=n_jobs, return_as="generator")
    generator: Iterable[list[Observation | str]] = work(
        delayed(_observe_chunk)(part, pipeline) for part in parts
    )
    return generator


def _observe_chunk(texts: Sequence[str], pipeline: str) -> list[Observation | str]:
    nlp = pipeline_here(pipeline)
    observations: list[Observation | str] = []
    for group in _together(texts):
        found = [_read_or_tell(text) for text in group]
        documents = [one for one in found if isinstance(one, Document)]
        docs = preprocess_together(nlp, documents, with_passages=False)
        seen = map(observe, docs)
        observations += [one if isinstance(one, str) else next(seen) for one in found]
    return observations


def _together(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the texts in groups that are not long, in order."""
    group: list[str] = []
    room = _TOGETHER
    for text in texts:
        if group and len(text) > room:
            yield group
            group, room = [], _TOGETHER
        group.append(text)
        room -= len(text)
    if group:
        yield group


def _read_or_tell(text: str) -> Document | str:
    try:
        return read(text.encode("utf-8"))
    except DocumentError as error:  # what cannot be read as a text teaches nothing
        return error.message


def observe_corpus(
    documents: Sequence[LabelledDocument],
    pipeline: str,
    tell: Callable[[str], None] = lambda message: None,
) -> tuple[list[LabelledDocument], list[Observation]]:
    """Return the documents that can be read, with their observations.

    Parameters
    ----------
    documents : sequence of LabelledDocument
        The corpus.
    pipeline : str
        The name of the pipeline.
    tell : callable
        Is told of each document that is left out, and why.
    """
    found = observe_or_tell([document.text for document in documents], pipeline)
    kept, observations, left_out = parted(documents, found)
    for name, reason in left_out.items():
        tell(f"leaving out {name}: {reason}")
    return kept, observations


def parted(
    documents: Sequence[LabelledDocument], found: Sequence[Observation | str]
) -> tuple[list[LabelledDocument], list[Observation], dict[str, str]]:
    """Part documents that can be read from those that cannot.

    Parameters
    ----------
    documents : sequence of LabelledDocument
    found : sequence of Observation or str
        From :func:`observe_or_tell`, one a document.

    Returns
    -------
    kept : list of LabelledDocument
        Those that can be read.
    observations : list of Observation
        What is seen in each of those.
    left_out : dict of str to str
        The others by id, and why they cannot be read.
    """
    kept, observations, left_out = [], [], {}
    for document, one in zip(documents, found, strict=True):
        if isinstance(one, str):
            left_out[document.id] = one
        else:
            kept.append(document)
            observations.append(one)
    return kept, observations, left_out
