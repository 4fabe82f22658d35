"""Predictions of a scorer for a labelled corpus, as it is or under harder conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from classifier.corpora.arrays import group_array, label_array
from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.observing import observe_or_tell, parted
from classifier.evaluation.noise import scan
from classifier.features import Observation
from classifier.model.scorer import Scorer

#: What is done to a corpus before it is scored.
CONDITIONS: Final = ("as it is", "form masked", "as a scan")


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """Probabilities for documents whose labels are known."""

    documents: tuple[LabelledDocument, ...]
    probabilities: npt.NDArray[np.float64]  # (n_documents, n_classes)
    classes: npt.NDArray[np.str_]  # (n_classes,) sorted; the columns

    @property
    def truth(self) -> npt.NDArray[np.str_]:
        """The labels, shape (n_documents,)."""
        return label_array(self.documents)

    @property
    def predicted(self) -> npt.NDArray[np.str_]:
        """The most probable labels, shape (n_documents,)."""
        return np.asarray(self.classes[self.probabilities.argmax(axis=1)])

    @property
    def groups(self) -> npt.NDArray[np.str_]:
        """The groups, shape (n_documents,)."""
        return group_array(self.documents)

    def part(self, chosen: npt.NDArray[np.bool_]) -> Predictions:
        """Return the predictions for some of the documents."""
        documents = tuple(self.documents[index] for index in np.flatnonzero(chosen))
        return replace(self, documents=documents, probabilities=self.probabilities[chosen])


def predict(
    scorer: Scorer,
    documents: Sequence[LabelledDocument],
    observations: Sequence[Observation],
    *,
    mask_form: bool = False,
) -> Predictions:
    """Return the predictions of a scorer.

    Parameters
    ----------
    scorer : Scorer
        Of documents.
    documents : sequence of LabelledDocument
        The corpus.
    observations : sequence of Observation
        What was seen in each.
    mask_form : bool
        Whether titles, letterheads, self-labels and publication formulas count for nothing.
    """
    rows = scorer.extractor.transform(observations)
    if mask_form:
        rows.data[scorer.extractor.families(rows.indices) == "form"] = 0.0
    probabilities = scorer.classifier.predict_proba(rows)
    return Predictions(tuple(documents), probabilities, scorer.classifier.classes_)


def joined(parts: Sequence[Predictions]) -> Predictions:
    """Return the predictions of several splits as one."""
    documents = tuple(document for part in parts for document in part.documents)
    probabilities = np.vstack([part.probabilities for part in parts])
    return Predictions(documents, probabilities, parts[0].classes)


def observe_scans(
    documents: Sequence[LabelledDocument], pipeline: str
) -> tuple[list[LabelledDocument], list[Observation]]:
    """Return documents as scans of them would be read, with their observations.

    Parameters
    ----------
    documents : sequence of LabelledDocument
        The corpus.
    pipeline : str
        The name of the pipeline.
    """
    found = observe_or_tell([scan(document.text) for document in documents], pipeline)
    # The documents keep their own text, by which they are sliced.
    kept, observations, _ = parted(documents, found)
    return kept, observations
