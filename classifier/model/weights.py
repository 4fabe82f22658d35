"""What a model weighs, whatever the document: the weights of each label, by family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from classifier.features.context import context_value
from classifier.model.scorer import Scorer

#: The families of features, in the order in which they are shown.
FAMILIES: Final = ("element", "cue", "structure", "grammar", "form", "context", "ngram")
_LEAST: Final = 0.005  # of a weight: what is less is shown as nothing
_ELEMENT: Final = "cue:element:"
_ONCE: Final = np.log1p(1.0)  # the value of a rate of one per 1,000 words, before it is scaled


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a feature speaks for one label, against the mean of the others."""

    feature: str
    family: str  # one of FAMILIES
    label: str
    weight: float  # in log-odds: see global_weights
    share: float  # of all documents that hold it, for n-grams; otherwise NaN


def families_of(scorer: Scorer) -> npt.NDArray[np.str_]:
    """Return the family of each column, with the elements in law apart from single cues."""
    names = scorer.extractor.get_feature_names_out().astype(str)
    families = scorer.extractor.families().astype(str)
    return np.where(np.char.startswith(names, _ELEMENT), "element", families)


def global_weights(scorer: Scorer) -> list[Weight]:
    """Return the weight of every feature for every label, the strongest first.

    A weight is what the feature adds to the log-odds: a cue, an element, a mark of structure or of
    grammar when it stands there once in 1,000 words; a mark of form or of context when it is
    there; an n-gram when it makes up a tenth of the length of the row. What the smoothing adds to
    n-grams depends on the other words of a document, and is not in it.

    Parameters
    ----------
    scorer : Scorer
        Of documents or of passages.
    """
    extractor, classifier = scorer.extractor, scorer.classifier
    families = families_of(scorer)
    names = extractor.get_feature_names_out().tolist()
    typical = np.select(
        [
            families == "ngram",
            families == "form",
            families == "context",
            np.isin(families, ("element", "grammar")),
        ],
        [
            0.1,
            extractor.form_scale,
            [context_value(name) for name in names],
            extractor.element_scale * _ONCE,
        ],
        extractor.scale * _ONCE,
    )
    shares = np.full(len(families), np.nan)
    # idf = ln((1 + n) / (1 + df)) + 1, so this is (1 + df) / (1 + n).
    shares[: extractor.n_ngrams_] = np.exp(1 - extractor.ngrams_.idf_.astype(np.float64))
    n_classes = len(classifier.classes_)
    others = (classifier.coef_.sum(axis=0) - classifier.coef_) / (n_classes - 1)
    weights = (classifier.coef_ - others) * typical / classifier.temperature_
    found = [
        Weight(name, family, label, weight, share)
        for label, row in zip(classifier.classes_.tolist(), weights.tolist(), strict=True)
        for name, family, weight, share in zip(
            names, families.tolist(), row, shares.tolist(), strict=True
        )
    ]
    return sorted(found, key=lambda each: (-abs(each.weight), each.feature, each.label))


def strongest(weights: Sequence[Weight], most: int) -> dict[str, list[Weight]]:
    """Return the strongest weights that speak for a label, by family.

    Parameters
    ----------
    weights : sequence of Weight
        From :func:`global_weights`, or some of those.
    most : int
        How many of each label.

    Returns
    -------
    dict of str to list of Weight
        In the order of ``FAMILIES``; of each, the labels one after the other, the strongest first.
    """
    labels = sorted({each.label for each in weights})
    speaking = [each for each in weights if each.weight >= _LEAST]
    return {
        family: [
            each
            for label in labels
            for each in [e for e in speaking if (e.family, e.label) == (family, label)][:most]
        ]
        for family in FAMILIES
    }
