"""Documents whose most probable label is not the true one, each with the strongest reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from classifier.evaluation.predictions import Predictions
from classifier.explaining import explain
from classifier.features import Observation
from classifier.model.scorer import Scorer


@dataclass(frozen=True, slots=True)
class Mistake:
    """One document that is not predicted what it is."""

    id: str
    source: str
    truth: str
    predicted: str
    probability: float  # of the label that is predicted
    probability_of_truth: float
    reason: str  # the feature that adds most to the label predicted; "" when none does
    contribution: float  # of that feature, to the log-odds against the true label


def mistakes(
    scorer: Scorer,
    predictions: Predictions,
    observations: Sequence[Observation],
    most: int | None = None,
) -> list[Mistake]:
    """Return the mistakes, those that the model is surest of first.

    Parameters
    ----------
    scorer : Scorer
        What made the predictions.
    predictions : Predictions
        Of the corpus as it is.
    observations : sequence of Observation
        What was seen in each document, in the order of the predictions.
    most : int, optional
        How many to return; by default all.
    """
    truth, predicted, classes = predictions.truth, predictions.predicted, predictions.classes
    confidence = predictions.probabilities.max(axis=1)
    wrong = np.flatnonzero(truth != predicted)
    order = wrong[np.argsort(-confidence[wrong], kind="stable")]
    found = []
    for place in order[:most].tolist():
        row = scorer.extractor.transform([observations[place]])
        why = explain(
            observations[place],
            row,
            scorer.extractor,
            scorer.classifier,
            str(predicted[place]),
            str(truth[place]),
        )
        best = why.strongest
        document = predictions.documents[place]
        column = int(np.searchsorted(classes, truth[place]))
        found.append(
            Mistake(
                id=document.id,
                source=document.source,
                truth=str(truth[place]),
                predicted=str(predicted[place]),
                probability=float(confidence[place]),
                probability_of_truth=float(predictions.probabilities[place, column]),
                reason=best.feature if best else "",
                contribution=best.contribution if best else 0.0,
            )
        )
    return found
