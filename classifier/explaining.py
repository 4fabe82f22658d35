"""Explain: split a document's score over its features and say where each stands."""

from __future__ import annotations

from scipy.sparse import csr_matrix

from classifier.explanation import Contribution, Explanation
from classifier.features import FeatureExtractor, Observation
from classifier.model.additive import AdditiveClassifier


def explain(
    observation: Observation,
    row: csr_matrix,
    extractor: FeatureExtractor,
    classifier: AdditiveClassifier,
    target: str,
    against: str,
) -> Explanation:
    """Return why a document is rather ``target`` than ``against``.

    Parameters
    ----------
    observation : Observation
        The document.
    row : csr_matrix, shape (1, n_features)
        The document's row, from ``extractor.transform([observation])``.
    extractor : FeatureExtractor
        Knows the names and the places of the features.
    classifier : AdditiveClassifier
        Knows the weights.
    target, against : str
        Two labels.

    Returns
    -------
    Explanation
        With every feature of the document, the strongest first.
    """
    names = extractor.names(row.indices).tolist()
    families = extractor.families(row.indices).tolist()
    places = extractor.locate(observation)
    bias, shares = classifier.shares(row, target, against)
    contributions = [
        Contribution(name, family, value, share, places[column])
        for column, name, family, value, share in zip(
            row.indices.tolist(), names, families, row.data.tolist(), shares.tolist(), strict=True
        )
    ]
    contributions.sort(key=lambda c: (-abs(c.contribution), c.feature))
    scores = classifier.scores(row)[0]
    target_score, against_score = (
        float(scores[classifier.classes_.tolist().index(label)]) for label in (target, against)
    )
    score = target_score - against_score
    remainder = score - bias - sum(c.contribution for c in contributions)  # rounding only
    return Explanation(target, against, score, bias, remainder, tuple(contributions))
