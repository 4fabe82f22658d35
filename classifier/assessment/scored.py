"""The scores of a document, from which its label, the reasons and the weight of form follow."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.sparse import csr_matrix

from classifier.assessment.form import without_form
from classifier.explaining import explain
from classifier.explanation import Explanation
from classifier.features import Observation
from classifier.labels import by_likelihood
from classifier.model.scorer import Scorer
from classifier.model.splitting import SplitScores


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A document with its scores, split once over its features for all that is asked of them."""

    scorer: Scorer
    observation: Observation  # of the whole document
    row: csr_matrix  # (1, n_features)
    split: SplitScores
    probabilities: dict[str, float]  # label → calibrated probability
    label: str  # the likeliest
    against: str  # the likeliest but one

    def explanation(self) -> Explanation:
        """Return why the document is what it is likeliest to be, rather than the next."""
        extractor, classifier = self.scorer.extractor, self.scorer.classifier
        return explain(
            self.observation, self.row, extractor, classifier, self.label, self.against, self.split
        )

    def without_form(self) -> dict[str, float]:
        """Return the probabilities of the labels when form counts for nothing."""
        return without_form(self.row, self.scorer.extractor, self.scorer.classifier, self.split)


def score(scorer: Scorer, observation: Observation) -> Scored:
    """Return a document with its scores.

    Parameters
    ----------
    scorer : Scorer
        Of documents.
    observation : Observation
        Of the whole document.
    """
    row = scorer.extractor.transform([observation])
    split = scorer.classifier.split_scores(row)
    labels, values = scorer.classifier.classes_.tolist(), split.probabilities.tolist()
    by_label = dict(zip(labels, values, strict=True))
    label, against = by_likelihood(by_label)[:2]
    return Scored(scorer, observation, row, split, by_label, label, against)
