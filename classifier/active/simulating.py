"""Replay the labelling of a corpus of which all labels are known, to see how soon all is found.

A run starts from a few documents of each label, drawn at random. Then, time after time, a learner
learns from what was read, ranks the rest, and the first of the ranking are read. A group of
near-duplicates is read as a whole: whoever has read the one has read the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from classifier.active.learner import Learner
from classifier.active.metrics import Found
from classifier.active.scores import margin_uncertainty
from classifier.corpora.arrays import group_array, label_array
from classifier.corpora.corpus import LabelledDocument
from classifier.counting import counted
from classifier.errors import CorpusError
from classifier.labels import UITVOERINGSINSTRUCTIE

Query = Literal["maximum", "mixed", "uncertain", "random"]
Places = npt.NDArray[np.int64]

_GROWTH: Final = 0.05  # of what was read: a batch is never smaller
_UNCERTAIN_EACH: Final = 5  # of a mixed batch, every fifth is one that the learner doubts most


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One replay: what was found, in the order in which documents were read."""

    seed: int
    order: Places  # (n_documents,) places of the documents
    found: Found  # (n_documents,) in that order
    ends: tuple[int, ...]  # after how many documents each batch ended; the first are the start


def simulate(
    documents: Sequence[LabelledDocument],
    learner: Learner,
    *,
    query: Query = "maximum",
    target: str = UITVOERINGSINSTRUCTIE,
    seeds: int = 5,
    batch: int = 10,
    n_start: int = 2,
    progress: Callable[[str], None] = lambda message: None,
) -> list[Run]:
    """Replay the labelling of a corpus some times, each from another start.

    Parameters
    ----------
    documents : sequence of LabelledDocument
        The corpus; the label of each is known when it is read.
    learner : Learner
        Of their rows and labels.
    query : {"maximum", "mixed", "uncertain", "random"}
        What is read next: the likeliest of the target; the same with every fifth one that the
        learner doubts most; only those; or any.
    target : str
        The label that is looked for.
    seeds : int
        How many runs.
    batch : int
        How many documents are read before the learner learns anew; more once many are read.
    n_start : int
        Documents of each label that are known from the start.
    progress : callable
        Is told in words what is being done.

    Raises
    ------
    CorpusError
        When there is nothing to find, or nothing else.
    """
    labels = label_array(documents)
    relevant = labels == target
    if not relevant.any() or relevant.all():
        raise CorpusError(
            f"{int(relevant.sum())} of {counted(len(labels), 'document')} are {target}; a "
            "replay needs documents that are, and documents that are not: add some, or name "
            "another --target"
        )
    _, groups = np.unique(group_array(documents), return_inverse=True)
    runs = []
    for seed in range(seeds):
        progress(f"replaying {query}, run {seed + 1} of {seeds}")
        chance = np.random.default_rng(seed)
        order, ends = [*_start(labels, groups, n_start, chance)], []
        unread = np.ones(len(labels), dtype=bool)
        unread[order] = False
        while unread.any():
            ends.append(len(order))
            size = max(batch, int(_GROWTH * len(order)))
            ranking = _ranking(query, learner, np.array(order), target, chance)
            taken = _read(ranking[unread[ranking]], groups, unread, size)
            order += taken
            unread[taken] = False
        ends.append(len(order))
        places = np.array(order, dtype=np.int64)
        runs.append(Run(seed, places, relevant[places], tuple(ends)))
    return runs


def _start(
    labels: npt.NDArray[np.str_], groups: Places, n_start: int, chance: np.random.Generator
) -> list[int]:
    """Return documents of each label, with their near-duplicates."""
    order: dict[int, None] = {}
    for label in np.unique(labels):
        members = chance.permutation(np.flatnonzero(labels == label))[:n_start]
        for place in members:
            order.update(dict.fromkeys(np.flatnonzero(groups == groups[place]).tolist()))
    return list(order)


def _ranking(
    query: Query, learner: Learner, read: Places, target: str, chance: np.random.Generator
) -> Places:
    """Return all places, what is to be read first in front; chance decides between equals."""
    n_documents = learner.n_documents
    shuffled = chance.permutation(n_documents)
    if query == "random":
        return shuffled
    probabilities = learner.learn(read)[shuffled]
    likely = shuffled[
        np.argsort(-probabilities[:, learner.classes_ == target][:, 0], kind="stable")
    ]
    doubtful = shuffled[np.argsort(-margin_uncertainty(probabilities), kind="stable")]
    if query == "maximum":
        return likely
    if query == "uncertain":
        return doubtful
    return _interleaved(likely, doubtful, read, n_documents)


def _interleaved(likely: Places, doubtful: Places, read: Places, n_documents: int) -> Places:
    """Return the likely in order, with every fifth one from the doubtful instead."""
    unread = np.ones(n_documents, dtype=bool)
    unread[read] = False
    queues = [iter(likely[unread[likely]].tolist()), iter(doubtful[unread[doubtful]].tolist())]
    mixed: dict[int, None] = {}
    while len(mixed) < unread.sum():
        queue = queues[len(mixed) % _UNCERTAIN_EACH == _UNCERTAIN_EACH - 1]
        mixed[next(place for place in queue if place not in mixed)] = None
    return np.array(list(mixed), dtype=np.int64)


def _read(ranking: Places, groups: Places, unread: npt.NDArray[np.bool_], size: int) -> list[int]:
    """Return the first documents of a ranking, each with the rest of its group."""
    taken: dict[int, None] = {}
    for place in ranking.tolist():
        if len(taken) >= size:
            break
        if place not in taken:
            taken[place] = None
            others = np.flatnonzero((groups == groups[place]) & unread)
            taken.update(dict.fromkeys(others.tolist()))
    return list(taken)
