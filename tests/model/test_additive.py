from functools import cache

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack, vstack
from scipy.special import softmax
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.utils.estimator_checks import parametrize_with_checks

from classifier.errors import InputError
from classifier.model.additive import AdditiveClassifier
from classifier.model.smoothing import SemanticSmoothing

N_NGRAMS = 30


def data(n_classes: int, n: int = 60) -> tuple[csr_matrix, np.ndarray]:
    """Return rows of which some columns lean to a label, and the labels."""
    random = np.random.default_rng(n_classes)
    numbers = np.arange(n) % n_classes
    X = random.random((n, N_NGRAMS + 5)) * (random.random((n, N_NGRAMS + 5)) < 0.4)
    for number in range(n_classes):
        X[numbers == number, number] += random.random((numbers == number).sum())
        X[numbers == number, N_NGRAMS + number % 5] += 0.3
    X /= np.linalg.norm(X, axis=1, keepdims=True)
    return csr_matrix(X), np.array(["appel", "beer", "citroen", "druif"])[numbers]


@cache  # no test changes a model
def fitted(n_classes: int, smooth: bool = True, **settings: float) -> AdditiveClassifier:
    X, y = data(n_classes)
    smoothing = SemanticSmoothing(6).fit(X[:, :N_NGRAMS]) if smooth else None
    return AdditiveClassifier(smoothing, **settings).fit(X, y)


@pytest.mark.parametrize("smooth", [True, False])
@pytest.mark.parametrize("n_classes", [2, 3, 4])
def test_probabilities_and_predictions(n_classes: int, smooth: bool) -> None:
    X, y = data(n_classes)
    classifier = fitted(n_classes, smooth)
    probabilities = classifier.predict_proba(X)
    assert probabilities.shape == (60, n_classes)
    assert (probabilities > 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-12)
    np.testing.assert_array_equal(softmax(classifier.scores(X), axis=1), probabilities)
    assert classifier.classes_.tolist() == sorted(set(y))
    np.testing.assert_array_equal(
        classifier.predict(X), classifier.classes_[probabilities.argmax(axis=1)]
    )
    assert classifier.score(X, y) > 0.8
    assert classifier.out_of_fold_.shape == probabilities.shape
    np.testing.assert_allclose(classifier.out_of_fold_.sum(axis=1), 1, atol=1e-12)


@pytest.mark.parametrize("smooth", [True, False])
@pytest.mark.parametrize("n_classes", [2, 3, 4])
def test_shares_sum_to_the_log_odds(n_classes: int, smooth: bool) -> None:
    X, _ = data(n_classes)
    classifier = fitted(n_classes, smooth)
    labels = classifier.classes_.tolist()
    for number in range(10):
        row = X[number]
        (logs,) = np.log(classifier.predict_proba(row))
        for t, target in enumerate(labels):
            for a, against in enumerate(labels):
                bias, shares = classifier.shares(row, target, against)
                assert bias + shares.sum() == pytest.approx(logs[t] - logs[a], abs=1e-9)
                assert shares.shape == (row.nnz,)


@pytest.mark.parametrize("smooth", [True, False])
@pytest.mark.parametrize("n_classes", [2, 3])
def test_contributions_of_many_documents_sum_to_their_scores(n_classes: int, smooth: bool) -> None:
    X = vstack([data(n_classes)[0], csr_matrix((1, N_NGRAMS + 5))], format="csr")
    classifier = fitted(n_classes, smooth)
    scores, labels = classifier.scores(X), classifier.classes_.tolist()
    for t, target in enumerate(labels):
        bias, contributions = classifier.contributions(X, target)
        sums = bias + np.asarray(contributions.sum(axis=1)).ravel()
        np.testing.assert_allclose(sums, scores[:, t], rtol=0, atol=1e-9)
        for a, against in enumerate(labels):
            bias, contributions = classifier.contributions(X, target, against)
            sums = bias + np.asarray(contributions.sum(axis=1)).ravel()
            np.testing.assert_allclose(sums, scores[:, t] - scores[:, a], rtol=0, atol=1e-9)
            for number in (0, 3, X.shape[0] - 1):  # each as by itself
                alone, shares = classifier.shares(X[number], target, against)
                assert alone == bias
                np.testing.assert_allclose(contributions[number].data, shares, rtol=0, atol=1e-12)
    assert contributions.shape == X.shape
    assert contributions.nnz == X.nnz


def test_a_label_that_is_not_there() -> None:
    X, _ = data(3)
    for pair in (("peer",), ("appel", "peer")):
        with pytest.raises(InputError, match="no label 'peer'; it has: appel, "):
            fitted(3).contributions(X, *pair)


def test_empty_row_gets_the_bias() -> None:
    classifier = fitted(3)
    (scores,) = classifier.scores(csr_matrix((1, N_NGRAMS + 5)))
    bias, shares = classifier.shares(csr_matrix((1, N_NGRAMS + 5)), "citroen", "appel")
    assert bias == pytest.approx(scores[2] - scores[0], abs=1e-12)
    assert shares.shape == (0,)


@pytest.mark.parametrize("n_classes", [2, 3, 4])
def test_without_smoothing_is_logistic_regression(n_classes: int) -> None:
    X, y = data(n_classes)
    classifier = fitted(n_classes, smooth=False, C=3)
    expected = LogisticRegression(C=3, class_weight="balanced", max_iter=1000).fit(X, y)
    raw = classifier.scores(X) * classifier.temperature_
    theirs = expected.decision_function(X)
    ours = raw[:, 1] - raw[:, 0] if n_classes == 2 else raw
    np.testing.assert_allclose(ours, theirs, atol=1e-5)
    # So both rank documents alike, whatever the calibration.
    for column in range(1 if n_classes == 2 else n_classes):
        ranks = (values.reshape(60, -1)[:, column].argsort() for values in (ours, theirs))
        np.testing.assert_array_equal(*ranks)


def test_with_smoothing_is_logistic_regression_on_both() -> None:
    X, y = data(3)
    classifier = fitted(3, weight=0.5)
    smooth = classifier.smoothing.transform(X[:, :N_NGRAMS]) * 0.5
    rows = csr_matrix(hstack([X, smooth]))
    expected = LogisticRegression(C=10, class_weight="balanced", max_iter=1000).fit(rows, y)
    raw = classifier.scores(X) * classifier.temperature_
    np.testing.assert_allclose(raw, expected.decision_function(rows), atol=1e-4)


def test_group_is_never_split() -> None:
    # Twins with a column of their own: who has seen the one, knows the other.
    random = np.random.default_rng(0)
    X = csr_matrix(np.hstack([np.repeat(np.eye(40), 2, axis=0), random.random((80, 5)) / 10]))
    y = np.repeat(random.permutation(["appel", "beer"] * 20), 2)
    columns = {"appel": 0, "beer": 1}
    truth = [columns[label] for label in y]
    apart = AdditiveClassifier().fit(X, y, groups=np.repeat(np.arange(40), 2))
    split = AdditiveClassifier().fit(X, y)
    assert (split.out_of_fold_.argmax(axis=1) == truth).mean() > 0.7
    assert (apart.out_of_fold_.argmax(axis=1) == truth).mean() < 0.65


def test_weights_of_documents_count() -> None:
    X, y = data(2)
    weights = np.where(np.arange(len(y)) < 30, 1.0, 1e-6)
    light = AdditiveClassifier().fit(X, y, sample_weight=weights)
    heavy = AdditiveClassifier().fit(X, y)
    assert not np.allclose(light.coef_, heavy.coef_, rtol=0.05)


def test_calibrated_as_if_labels_were_equally_common() -> None:
    random = np.random.default_rng(0)
    X = csr_matrix(random.random((400, 5)))  # tells nothing
    y = np.array(["appel"] * 340 + ["beer"] * 60)
    probabilities = AdditiveClassifier(C=0.01).fit(X, y).predict_proba(X)
    np.testing.assert_allclose(probabilities.mean(axis=0), 0.5, atol=0.05)


def test_same_seed_same_model() -> None:
    one, two = fitted(3), fitted.__wrapped__(3)
    X, _ = data(3)
    np.testing.assert_array_equal(one.predict_proba(X), two.predict_proba(X))
    np.testing.assert_array_equal(one.out_of_fold_, two.out_of_fold_)


def test_weights_survive_storage_at_single_precision() -> None:
    classifier = fitted(3)
    np.testing.assert_array_equal(classifier.coef_.astype(np.float32), classifier.coef_)


@parametrize_with_checks(
    [AdditiveClassifier(n_splits=2, C=1.0)],
    expected_failed_checks=lambda _: dict.fromkeys(
        [
            "check_sample_weight_equivalence_on_dense_data",
            "check_sample_weight_equivalence_on_sparse_data",
        ],
        "the folds of the calibration are of documents, whatever their weights",
    ),
)
def test_checks_of_scikit_learn(estimator, check) -> None:  # type: ignore[no-untyped-def]
    check(estimator)


def test_clone_keeps_what_the_smoothing_learned() -> None:
    X, y = data(3)
    first = fitted(3)
    again = clone(first)
    with pytest.raises(NotFittedError):
        again.predict(X)
    np.testing.assert_array_equal(again.fit(X, y).predict_proba(X), first.predict_proba(X))
    again.set_params(smoothing__n_components=2)
    assert first.smoothing.n_components == 6


def test_rows_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match=r"X has 4 features, .* expecting 35"):
        fitted(3).predict(csr_matrix((1, 4)))


def test_is_an_estimator() -> None:
    classifier = AdditiveClassifier(C=2.0, weight=0.5)
    again = clone(classifier).set_params(n_splits=3, random_state=1)
    assert again.get_params() == {
        "smoothing": None,
        "C": 2.0,
        "weight": 0.5,
        "n_splits": 3,
        "random_state": 1,
    }
    assert classifier.get_params()["n_splits"] == 5
    with pytest.raises(NotFittedError):
        again.predict(data(2)[0])
    nested = AdditiveClassifier(SemanticSmoothing(9)).set_params(smoothing__n_components=4)
    assert nested.smoothing.n_components == 4


def test_what_is_stored_tells_nothing_of_the_documents() -> None:
    classifier = fitted(3)
    assert classifier.lesson_.X.shape[0] == len(classifier.out_of_fold_) == 60
    stored = classifier.__getstate__()
    assert {"coef_", "temperature_"} <= set(stored)
    assert not {"lesson_", "out_of_fold_"} & set(stored)
    assert classifier.out_of_fold_.shape == (60, 3), "it keeps them itself"
