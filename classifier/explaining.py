"""Explain: split a document's score over its features and say where each stands."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from classifier.explanation import Contribution, Explanation
from classifier.features import FeatureExtractor, Observation
from classifier.model.additive import AdditiveClassifier
from classifier.model.splitting import SplitScores


def explain(
    observation: Observation,
    row: csr_matrix,
    extractor: FeatureExtractor,
    classifier: AdditiveClassifier,
    target: str,
    against: str,
    split: SplitScores | None = None,
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
    split : SplitScores, optional
        The scores of the row, when they have been split already.

    Returns
    -------
    Explanation
        With every feature of the document, the strongest first.
    """
    split = classifier.split_scores(row) if split is None else split
    t, a = (int(np.searchsorted(classifier.classes_, label)) for label in (target, against))
    bias, shares = split.between(t, a)
    score = float(split.scores[t] - split.scores[a])
    # The strongest first; of features that are as strong, in the order of their names.
    order = np.lexsort((extractor.alphabetical(row.indices), -np.abs(shares)))
    columns, shares = row.indices[order], shares[order]
    places = extractor.locate(observation)
    contributions = tuple(
        map(
            Contribution,
            extractor.names(columns).tolist(),
            extractor.families(columns).tolist(),
            row.data[order].tolist(),
            shares.tolist(),
            map(places.__getitem__, columns.tolist()),
        )
    )
    remainder = score - bias - sum(shares.tolist())  # rounding only
    return Explanation(target, against, score, bias, remainder, contributions)
