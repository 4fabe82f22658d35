"""Explain: split a document's score over its features and say where each stands."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from classifier.explanation import Contributions, Explanation
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
    columns, strongest = row.indices[order], shares[order]
    which, spans = extractor.locate(observation, row.indices)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    ranked = ranks[which]
    contributions = Contributions(
        extractor.names(columns),
        extractor.families(columns),
        row.data[order],
        strongest,
        np.bincount(ranked, minlength=len(order)).cumsum(),
        spans[np.argsort(ranked, kind="stable")],
    )
    remainder = score - bias - sum(strongest.tolist())  # rounding only
    return Explanation(target, against, score, bias, remainder, contributions)
