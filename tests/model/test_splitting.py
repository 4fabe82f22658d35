import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.base import clone

from classifier.features import Observation
from classifier.model.scorer import Scorer


def test_split_scores_are_those_of_the_classifier(
    scorer: Scorer, observations: list[Observation]
) -> None:
    classifier = scorer.classifier
    rows = scorer.extractor.transform(observations)
    for number in range(0, len(observations), 7):
        row = rows[number]
        split = classifier.split_scores(row)
        assert split.shares.shape == (row.nnz, len(classifier.classes_))
        np.testing.assert_allclose(split.scores, classifier.scores(row)[0], atol=1e-12)
        np.testing.assert_allclose(
            split.probabilities, classifier.predict_proba(row)[0], atol=1e-12
        )


def test_features_that_are_no_ngrams_can_be_left_out(
    scorer: Scorer, observations: list[Observation]
) -> None:
    row = scorer.extractor.transform(observations[:1])
    marks = row.indices >= scorer.extractor.n_ngrams_
    assert marks.any()
    masked = row.copy()
    masked.data[marks] = 0.0
    expected = scorer.classifier.scores(masked)[0]
    found = scorer.classifier.split_scores(row).without(marks).scores
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_no_features_no_more_than_the_bias(scorer: Scorer) -> None:
    classifier = scorer.classifier
    row = csr_matrix((1, classifier.coef_.shape[1]))
    split = classifier.split_scores(row)
    np.testing.assert_array_equal(split.scores, split.bias)
    assert split.probabilities.sum() == pytest.approx(1)


def test_another_fit_has_other_weights(scorer: Scorer, observations: list[Observation]) -> None:
    rows = scorer.extractor.transform(observations)
    labels = scorer.classifier.predict(rows)
    classifier = clone(scorer.classifier).fit(rows, labels)
    before = classifier.split_scores(rows[0]).scores
    classifier.set_params(C=0.01).fit(rows, labels)
    np.testing.assert_allclose(
        classifier.split_scores(rows[0]).scores, classifier.scores(rows[0])[0], atol=1e-12
    )
    assert not np.allclose(classifier.split_scores(rows[0]).scores, before)
