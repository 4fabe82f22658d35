"""The splits on which quality is measured: what is learned from, and what is tested on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sklearn.model_selection import StratifiedGroupKFold

from classifier.corpora.arrays import group_array, label_array
from classifier.corpora.corpus import LabelledDocument
from classifier.features import Observation

TWICE = "statute database, labelled twice"
DOUBTFUL = "statute database, chosen for doubt, never learned from"
CIRCULAR = "Vreemdelingencirculaire"
Observed = list[tuple[LabelledDocument, Observation]]


@dataclass(frozen=True)
class Task:
    """One split: what to learn from, and what to be tested on."""

    name: str  # tasks of one name are scored together
    part: str  # the source that is left out; "" for a fold
    train: Observed
    test: Observed


def tasks(
    bwb: Observed,
    handbooks: Observed,
    chapters: Observed,
    authored: Observed,
    municipal: Observed,
    held_out: Observed,
    doubtful: Observed,
) -> Iterator[Task]:
    """Yield every split."""
    everything = [*bwb, *handbooks, *authored, *municipal]
    twice = [pair for pair in bwb if pair[0].annotators == 2]
    documents = [d for d, _ in twice]
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    for _, test in folds.split(documents, label_array(documents), group_array(documents)):
        held = {twice[index][0].group for index in test}
        train = [pair for pair in everything if pair[0].group not in held]
        yield Task(TWICE, "", train, [twice[index] for index in test])
    for name, pairs in (
        ("handbooks, each repository left out", handbooks),
        ("authored, each domain left out", authored),
        ("municipal, each kind left out", municipal),
    ):
        for source in sorted({d.source for d, _ in pairs}):
            train = [pair for pair in everything if pair[0].source != source]
            yield Task(name, source, train, [pair for pair in pairs if pair[0].source == source])
    for name, pairs, test in (
        ("statute database left out", bwb, twice),
        ("handbooks, all left out", handbooks, handbooks),
        ("authored, all left out", authored, authored),
        ("municipal, all left out", municipal, municipal),
    ):
        left = {d.id for d, _ in pairs}
        yield Task(name, "", [pair for pair in everything if pair[0].id not in left], test)
    for source in sorted({d.source for d, _ in held_out}):
        test = [pair for pair in held_out if pair[0].source == source]
        yield Task("authored, never learned from", source, everything, test)
    yield Task(DOUBTFUL, "", everything, doubtful)
    groups = {d.group for d, _ in chapters}
    train = [pair for pair in everything if pair[0].group not in groups]
    yield Task(f"{CIRCULAR}, its group left out", "", train, chapters)
