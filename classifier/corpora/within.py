"""Passages within their documents: found there, and observed with what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from joblib import Parallel, delayed

from classifier.corpora.cache import ObservationCache
from classifier.corpora.entry import Within
from classifier.corpora.pipelines import pipeline_here
from classifier.documents import read
from classifier.errors import DocumentError
from classifier.features import Observation
from classifier.features.context import PassageObserver
from classifier.preprocessing import preprocess
from classifier.preprocessing.layout import token_starts, tokens_at

_LITTLE: Final = 300_000  # characters, which are sooner done than a process has started


def find_passage(text: str, passage: str, near: int = 0) -> tuple[int, int] | None:
    r"""Return where a passage stands in a text; None when it does not.

    White space and punctuation do not matter: reading may have taken off the bullets of a list.

    Parameters
    ----------
    text : str
        Of a document.
    passage : str
        Of a passage of it.
    near : int
        About where, in characters, when it stands there more than once.

    Examples
    --------
    >>> find_passage("Over horen. Vraag\nhem naar: zijn dorp.", "- Vraag hem naar zijn")
    (12, 32)
    """
    places = [place for place, character in enumerate(text) if character.isalnum()]
    bare = "".join(map(text.__getitem__, places))
    wanted = "".join(filter(str.isalnum, passage))
    if not wanted:
        return None
    found, start = [], bare.find(wanted)
    while start >= 0:
        found.append((places[start], places[start + len(wanted) - 1] + 1))
        start = bare.find(wanted, start + 1)
    return min(found, key=lambda place: abs(place[0] - near), default=None)


def observe_within(
    places: Sequence[Within],
    pipeline: str,
    *,
    n_jobs: int | None = -1,
    cache: ObservationCache | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Observation | None]:
    """Observe passages within their documents, each document preprocessed once.

    Parameters
    ----------
    places : sequence of Within
        Where the passages stand.
    pipeline : str
        The name of the pipeline.
    n_jobs : int or None
        Processes; -1 for one a core, None for what joblib was told.
    cache : ObservationCache, optional
        What it holds is not observed again; what it lacks is added, document by document.
    progress : callable
        Is told how many passages are done, every few.

    Returns
    -------
    list of Observation or None
        One a place, in order; None for a document that cannot be read, or that reads otherwise
        there.
    """
    found: list[Observation | None] = (
        [None] * len(places) if cache is None else list(cache.get(places))
    )
    missing: dict[str, list[int]] = {}  # by the text of the document
    for number, place in enumerate(places):
        if found[number] is None:
            missing.setdefault(place.text, []).append(number)
    done = len(places) - sum(map(len, missing.values()))
    progress(done)
    little = sum(map(len, missing)) < _LITTLE
    work = Parallel(n_jobs=1 if little else n_jobs, return_as="generator")
    seen = work(
        delayed(_observe)(text, [(places[n].start, places[n].end) for n in numbers], pipeline)
        for text, numbers in missing.items()
    )
    for numbers, observations in zip(missing.values(), seen, strict=True):
        pairs = zip(numbers, observations, strict=True)
        new = {number: one for number, one in pairs if one is not None}
        for number, one in new.items():
            found[number] = one
        if cache is not None:
            cache.put({places[number]: one for number, one in new.items()})
        done += len(numbers)
        progress(done)
    return found


def _observe(
    text: str, stretches: Sequence[tuple[int, int]], pipeline: str
) -> list[Observation | None]:
    try:
        doc = preprocess(pipeline_here(pipeline), read(text.encode("utf-8")))
    except DocumentError:
        return [None] * len(stretches)
    observe_part, starts = PassageObserver(doc), token_starts(doc)
    return [
        None if place is None else observe_part(*tokens_at(starts, list(place)).tolist())
        for place in (find_passage(doc.text, text[start:end], start) for start, end in stretches)
    ]
