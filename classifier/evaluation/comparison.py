"""Compare two models on the same corpus: scores, paired tests, what changed, and a conclusion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.observing import observe_or_tell
from classifier.counting import counted
from classifier.errors import CorpusError
from classifier.evaluation.differences import (
    Change,
    Difference,
    changes,
    differences_by_part,
    differences_on_all,
)
from classifier.evaluation.paired import McNemar, mcnemar
from classifier.evaluation.predictions import predict
from classifier.evaluation.table import Row, score
from classifier.features import Observation
from classifier.model.persistence import Model

_FEW_GROUPS: Final = 20  # under which resampling says little


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same documents."""

    first: str  # what the models are called
    second: str
    rows: tuple[Row, Row]
    differences: tuple[Difference, ...]  # on the whole corpus
    parts: tuple[Difference, ...]  # of macro-F1, by source and length
    mcnemar: McNemar
    changes: tuple[Change, ...]  # mended, broken, still wrong
    n_groups: int
    n_unreadable: int
    warnings: tuple[str, ...] = ()

    @property
    def conclusion(self) -> str:
        """One sentence on what this corpus shows."""
        shown = [each for each in self.differences if each.shown]
        better = [_told(each) for each in shown if each.interval.value > 0]
        worse = [_told(each) for each in shown if each.interval.value < 0]
        if better and worse:
            return (
                f"{self.second} is better on {' and '.join(better)}, "
                f"and {self.first} on {' and '.join(worse)}."
            )
        if better:
            return f"{self.second} is better on {' and '.join(better)}."
        if worse:
            return f"{self.first} is better on {' and '.join(worse)}."
        if not self.changes:
            return "The two models give every document of this corpus the same label."
        told = "; ".join(_told(each) for each in self.differences)
        return f"No difference that this corpus can show: {told}."


def compare(
    first: Model,
    second: Model,
    documents: Sequence[LabelledDocument],
    *,
    warnings: Sequence[str] = (),
    progress: Callable[[str], None] = lambda message: None,
) -> Comparison:
    """Compare two models on the documents that both can read.

    Parameters
    ----------
    first, second : Model
        For pipelines that are installed.
    documents : sequence of LabelledDocument
        The corpus, of which neither should have learned.
    warnings : sequence of str
        What keeps the comparison from being fair.
    progress : callable
        Is told in words what is being done.

    Raises
    ------
    CorpusError
        When no document can be read.
    """
    progress(f"reading {counted(len(documents), 'document')}")
    texts = [document.text for document in documents]
    pipelines = [first.info.pipeline, second.info.pipeline]
    seen = {name: observe_or_tell(texts, name) for name in dict.fromkeys(pipelines)}
    read: list[tuple[LabelledDocument, Observation, Observation]] = []
    for document, a, b in zip(documents, *(seen[name] for name in pipelines), strict=True):
        if isinstance(a, str) or isinstance(b, str):
            progress(f"leaving out {document.id}: {a if isinstance(a, str) else b}")
        else:
            read.append((document, a, b))
    if not read:
        raise CorpusError("no document of the corpus can be read; check the column with the text")
    kept = [document for document, _, _ in read]
    one = predict(first.documents, kept, [observation for _, observation, _ in read])
    other = predict(second.documents, kept, [observation for _, _, observation in read])
    names = _names(first, second)
    test = mcnemar(one.truth, one.predicted, other.predicted)
    n_groups = len(np.unique(one.groups))
    few = f"only {counted(n_groups, 'group')} of documents: the intervals are rough"
    return Comparison(
        first=names[0],
        second=names[1],
        rows=(
            score(names[0], one, first.info.threshold),
            score(names[1], other, second.info.threshold),
        ),
        differences=tuple(differences_on_all(one, other, test)),
        parts=tuple(differences_by_part(one, other)),
        mcnemar=test,
        changes=tuple(changes(one, other)),
        n_groups=n_groups,
        n_unreadable=len(documents) - len(kept),
        warnings=(*warnings, *([few] if n_groups < _FEW_GROUPS else [])),
    )


def _names(first: Model, second: Model) -> tuple[str, str]:
    one, other = first.info.full_name, second.info.full_name
    return (one, other) if one != other else (f"{one} (first)", f"{other} (second)")


def _told(each: Difference) -> str:
    p_value = "" if each.p_value is None else f", p = {each.p_value:.2g}"
    return f"{each.measure} (difference {each.interval}{p_value})"
