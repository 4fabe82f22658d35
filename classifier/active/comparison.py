"""Orders of reading side by side, on one corpus: the figures, over several runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.stats import t

from classifier.active.learner import Learner, rows_of
from classifier.active.metrics import TARGET_RECALL, atd, n_read, wss
from classifier.active.simulating import Query, Run, simulate
from classifier.active.stopping import Stop, by_patience, by_test
from classifier.checking.duplicates import clusters, shared, twins
from classifier.corpora.arrays import label_array
from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.observing import observe_corpus
from classifier.counting import counted
from classifier.labels import UITVOERINGSINSTRUCTIE

_PIPELINE: Final = "nl_rules"  # that documents are observed with: the quickest


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over runs, with the interval in which it lies with 95 % (Student's t), at most 1."""

    mean: float
    low: float
    high: float
    values: tuple[float, ...]  # of each run


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """How well one order of reading does."""

    query: Query
    runs: tuple[Run, ...]
    read: Mean  # share of the documents that is read until 95 % is found
    wss: Mean  # work saved over sampling at 95 %
    atd: Mean  # average time to discovery, as a share of the documents
    patience: tuple[Stop, ...]  # of each run, where a run of nothing would have ended the reading
    test: tuple[Stop, ...]  # likewise for the statistical test


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Orders of reading side by side."""

    target: str
    n_documents: int
    n_relevant: int
    n_groups: int  # near-duplicates together
    figures: tuple[Figures, ...]  # of each order


def compare(
    documents: Sequence[LabelledDocument],
    *,
    queries: Sequence[Query] = ("maximum", "random"),
    target: str = UITVOERINGSINSTRUCTIE,
    seeds: int = 5,
    batch: int = 10,
    n_start: int = 2,
    progress: Callable[[str], None] = lambda message: None,
) -> Comparison:
    """Replay the labelling of a corpus in several orders.

    Parameters
    ----------
    documents : sequence of LabelledDocument
        The corpus; what cannot be read is left out, as ``progress`` is told.
    queries : sequence of str
        The orders.
    target, seeds, batch, n_start, progress
        As for :func:`classifier.active.simulating.simulate`.

    Raises
    ------
    CorpusError
        When there is nothing to find, or nothing else.
    """
    progress(f"preprocessing {counted(len(documents), 'document')}")
    kept, observations = observe_corpus(documents, _PIPELINE, progress)
    kept = grouped(kept)
    learner = Learner(rows_of(observations), label_array(kept))

    def figures_of(name: Query) -> Figures:
        return figures(
            name,
            simulate(
                kept,
                learner,
                query=name,
                target=target,
                seeds=seeds,
                batch=batch,
                n_start=n_start,
                progress=progress,
            ),
        )

    return Comparison(
        target,
        len(kept),
        sum(document.label == target for document in kept),
        len({document.group for document in kept}),
        tuple(map(figures_of, queries)),
    )


def grouped(documents: Sequence[LabelledDocument]) -> list[LabelledDocument]:
    """Return documents with one group for near-duplicates, beside the groups that were given."""
    given = shared(document.group for document in documents)
    links = [*given, *twins([document.text for document in documents])]
    numbers = clusters(len(documents), links).tolist()
    return [replace(d, group=str(number)) for d, number in zip(documents, numbers, strict=True)]


def figures(query: Query, runs: Sequence[Run]) -> Figures:
    """Return the figures of runs.

    Parameters
    ----------
    query : str
        How what was read next was chosen.
    runs : sequence of Run
        From :func:`classifier.active.simulating.simulate`.
    """
    return Figures(
        query,
        tuple(runs),
        mean_of([n_read(run.found, TARGET_RECALL) / len(run.found) for run in runs]),
        mean_of([wss(run.found, TARGET_RECALL) for run in runs]),
        mean_of([atd(run.found) for run in runs]),
        tuple(by_patience(run.found, run.ends) for run in runs),
        tuple(by_test(run.found, run.ends) for run in runs),
    )


def mean_of(values: Sequence[float]) -> Mean:
    """Return the mean of figures that are 1 at most; of one, nothing but the value is known.

    >>> mean_of([0.4]).low, round(mean_of([0.4, 0.5, 0.6]).low, 3)
    (0.4, 0.252)
    """
    mean = float(np.mean(values))
    half = 0.0
    if len(values) > 1:
        error = float(np.std(values, ddof=1)) / len(values) ** 0.5
        half = float(t.ppf(0.975, len(values) - 1)) * error
    return Mean(mean, mean - half, min(1.0, mean + half), tuple(map(float, values)))
