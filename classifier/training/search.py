"""Search the settings by cross-validation over groups, and score the search itself honestly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedGroupKFold

from classifier.corpora.arrays import group_array, label_array, sample_weights, source_array
from classifier.corpora.corpus import LabelledDocument
from classifier.evaluation.measures import confusion, macro_f1
from classifier.features import Observation
from classifier.model.additive import AdditiveClassifier
from classifier.model.lesson import Lesson, Places
from classifier.model.regression import cross_scores
from classifier.model.smoothing import SemanticSmoothing
from classifier.settings import Settings
from classifier.training.grid import differences
from classifier.training.learning import agreement_of, extractor_of, one_thread
from classifier.training.steps import Progress, Step

Floats = npt.NDArray[np.float64]

_OUTER: Final = 5  # folds whose documents the choice for them does not see
_INNER: Final = 3  # folds within the others, by which is chosen


@dataclass(frozen=True, eq=False)
class Search:
    """What a search found."""

    settings: Settings  # chosen on all documents, for the model
    probabilities: Floats  # (n_documents, n_classes) by models whose settings others chose
    tried: tuple[dict[str, Any], ...]  # each candidate with its macro-F1 over three folds
    chosen: tuple[int, ...]  # the candidate that each outer fold chose


@dataclass(frozen=True, eq=False)
class _Rows:
    """Documents as one candidate sees them."""

    classifier: AdditiveClassifier  # with its settings and its smoothing, not fitted
    rows: csr_matrix  # (n_documents, n_features)
    copies: csr_matrix | None  # of the same shape
    lesson: Lesson  # the same with what the smoothing adds


@dataclass(frozen=True, eq=False)
class _Labelled:
    """What the documents are, whatever the candidate."""

    y: npt.NDArray[np.str_]  # (n_documents,)
    groups: npt.NDArray[np.str_]  # (n_documents,)
    sources: npt.NDArray[np.str_]  # (n_documents,)
    weights: Floats  # (n_documents,)
    label_weight: Mapping[str, float]
    seed: int

    @cached_property
    def classes(self) -> npt.NDArray[np.str_]:
        return np.unique(self.y)

    def fitted(self, rows: _Rows, here: Places) -> AdditiveClassifier:
        """Return the classifier of a candidate, fitted on some documents."""
        return rows.classifier.fit(
            rows.rows[here],
            self.y[here],
            groups=self.groups[here],
            sample_weight=self.weights[here],
            label_weight=self.label_weight,
            agreement=rows.lesson.of(here).agreement,
            copies=None if rows.copies is None else rows.copies[here],
        )

    def scores(self, rows: Sequence[_Rows], here: Places) -> list[float]:
        """Return the macro-F1 of each candidate over inner folds of some documents."""
        return [self._score(candidate, here) for candidate in rows]

    def _score(self, rows: _Rows, here: Places) -> float:
        scored = cross_scores(
            rows.lesson.of(here),
            self.groups[here],
            C=rows.classifier.C,
            n_splits=_INNER,
            random_state=self.seed,
        )
        named = self.classes[scored.argmax(axis=1)]
        return float(macro_f1(confusion(self.y[here], named, self.classes)))


def search(
    observations: Sequence[Observation],
    documents: Sequence[LabelledDocument],
    background: Sequence[Observation],
    tried: Sequence[Settings],
    *,
    seed: int = 0,
    label_weight: Mapping[str, float] | None = None,
    scans: Sequence[Observation] = (),
    progress: Progress = lambda step: None,
) -> Search:
    """Choose settings, and predict every document by a choice that did not see its group.

    For each of five outer folds the settings with the best macro-F1 over three inner folds of the
    other documents together are chosen, and predict the fold. Near-duplicates, which share a group,
    lie in one fold, outer and inner; of settings that are as good, those there are, or else those
    drawn first, are taken. The model gets the settings that are best in three folds of all
    documents. What the features and the smoothing are, all documents tell; no label does.

    Parameters
    ----------
    observations, documents, background, seed
        As in :func:`classifier.training.fitting.fit_scorer`.
    tried : sequence of Settings
        From :func:`classifier.training.grid.candidates`.
    label_weight : mapping of str to float, optional
        As in :meth:`classifier.model.additive.AdditiveClassifier.fit`.
    scans : sequence of Observation
        As in :func:`classifier.training.fitting.fit_scorer`.
    progress : callable
        Is told of each fold what it chose.
    """
    labelled = _Labelled(
        label_array(documents),
        group_array(documents),
        source_array(documents),
        sample_weights(documents),
        label_weight or {},
        seed,
    )
    with one_thread():
        rows = list(_rows_of(labelled, observations, scans, background, tried))
        probabilities, chosen = _predicted(labelled, rows, tried, progress)
        means = labelled.scores(rows, np.arange(len(documents)))
    table = tuple(asdict(s) | {"macro_f1": mean} for s, mean in zip(tried, means, strict=True))
    return Search(tried[int(np.argmax(means))], probabilities, table, chosen)


def _predicted(
    labelled: _Labelled, rows: Sequence[_Rows], tried: Sequence[Settings], progress: Progress
) -> tuple[Floats, tuple[int, ...]]:
    """Return the probabilities of each document, and the candidate that its outer fold chose."""
    y, classes = labelled.y, labelled.classes
    probabilities = np.zeros((len(y), len(classes)))
    chosen = []
    folds = StratifiedGroupKFold(_OUTER, shuffle=True, random_state=labelled.seed)
    for number, (train, test) in enumerate(folds.split(y, y, labelled.groups), start=1):
        best = int(np.argmax(labelled.scores(rows, train)))
        chosen.append(best)
        fitted = labelled.fitted(rows[best], train)
        probabilities[test] = fitted.predict_proba(rows[best].rows[test])
        found = macro_f1(confusion(y[test], classes[probabilities[test].argmax(axis=1)], classes))
        told = f"search: macro-F1 {found:.3f} with {differences(tried[best], tried[0])}, outer fold"
        progress(Step(told, number, _OUTER))
    return probabilities, tuple(chosen)


def _rows_of(
    labelled: _Labelled,
    observations: Sequence[Observation],
    scans: Sequence[Observation],
    background: Sequence[Observation],
    tried: Sequence[Settings],
) -> Iterator[_Rows]:
    """Yield the documents as each candidate sees them."""
    extractor = extractor_of(tried[0]).fit([*observations, *background])
    ngrams = extractor.ngrams_.transform(background or observations)
    smoothings: dict[int, SemanticSmoothing | None] = {0: None}
    for settings in tried:
        size = settings.n_components
        if size not in smoothings:
            smoothings[size] = SemanticSmoothing(
                size, shrinkage=settings.shrinkage, random_state=labelled.seed
            ).fit(ngrams)
        names = ("scale", "element_scale", "form_scale")
        extractor.rates_.set_params(**{name: getattr(settings, name) for name in names})
        rows = extractor.transform(observations)
        copies = extractor.transform(scans) if scans else None
        classifier = AdditiveClassifier(
            smoothings[size], C=settings.C, weight=settings.weight, random_state=labelled.seed
        )
        lesson = Lesson(
            classifier.rows(rows),
            labelled.y,
            labelled.weights,
            labelled.label_weight,
            agreement_of(extractor, settings, labelled.sources, len(observations)),
            None if copies is None else classifier.rows(copies),
        )
        yield _Rows(classifier, rows, copies, lesson)
