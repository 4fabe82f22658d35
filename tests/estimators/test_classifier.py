import pickle
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
import sklearn
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.utils.estimator_checks import parametrize_with_checks

from classifier.corpora.corpus import LabelledDocument
from classifier.errors import InputError
from classifier.estimators import BeleidsregelClassifier, TextObserver
from classifier.features import Observation
from classifier.model.scorer import Scorer
from tests.conftest import SMALL
from tests.estimators.written import OnTables

LIGHT = {"max_features": 300, "n_components": 5, "n_splits": 2}
NOT_OF_TEXTS = {
    "check_sample_weight_equivalence_on_dense_data": (
        "document frequencies and calibration folds are of documents, whatever their weights"
    ),
}


@parametrize_with_checks([BeleidsregelClassifier(), TextObserver()])
def test_checks_of_scikit_learn_on_texts(estimator, check) -> None:  # type: ignore[no-untyped-def]
    check(estimator)


# All rows share their most frequent words, of which nothing is learned; so the rest is kept too.
@parametrize_with_checks(
    [OnTables(n_splits=2, min_df=1, max_features=1000, n_components=2, C=1.0)],
    expected_failed_checks=lambda _: NOT_OF_TEXTS,
)
def test_checks_of_scikit_learn_on_tables(estimator, check) -> None:  # type: ignore[no-untyped-def]
    check(estimator)


@pytest.fixture(scope="module")
def texts(authored: list[LabelledDocument]) -> list[str]:
    return [document.text for document in authored]


@pytest.fixture(scope="module")
def y(authored: list[LabelledDocument]) -> np.ndarray:
    return np.array([document.label for document in authored])


@pytest.fixture(scope="module")
def groups(authored: list[LabelledDocument]) -> np.ndarray:
    return np.array([document.group for document in authored])


@pytest.fixture(scope="module")
def fitted(
    observations: list[Observation], y: np.ndarray, groups: np.ndarray
) -> BeleidsregelClassifier:
    classifier = BeleidsregelClassifier(
        max_features=SMALL.max_features, n_components=SMALL.n_components
    )
    return classifier.fit(observations, y, groups=groups)


def test_is_the_model_that_the_command_trains(
    fitted: BeleidsregelClassifier, scorer: Scorer, observations: list[Observation]
) -> None:
    rows = scorer.extractor.transform(observations)
    expected = scorer.classifier.predict_proba(rows)
    # The command weighs documents by their annotators' confidence, which is the same for all here.
    np.testing.assert_allclose(fitted.predict_proba(observations), expected, atol=1e-6)
    names = fitted.get_feature_names_out().tolist()
    assert names == scorer.extractor.get_feature_names_out().tolist()


@pytest.mark.parametrize(
    "container", [list, tuple, pd.Series, lambda texts: np.array(texts, dtype=object), np.array]
)
def test_takes_texts_in_any_container(  # type: ignore[no-untyped-def]
    container, fitted: BeleidsregelClassifier, texts: list[str], observations: list[Observation]
) -> None:
    expected = fitted.predict_proba(observations[:3])
    np.testing.assert_array_equal(fitted.predict_proba(container(texts[:3])), expected)


def test_learns_from_a_series_with_an_index_of_its_own(texts: list[str], y: np.ndarray) -> None:
    chosen = [*range(12), *range(30, 42), *range(60, 72)]
    index = [f"rij{number}" for number in chosen]
    X = pd.Series([texts[number] for number in chosen], index=index)
    small = BeleidsregelClassifier(n_splits=2, n_components=0).fit(X, pd.Series(y[chosen], index))
    assert small.predict(X.iloc[:2]).tolist() == y[chosen][:2].tolist()


def test_two_labels_have_one_score(observations: list[Observation], y: np.ndarray) -> None:
    numbers = np.flatnonzero(y != "overig")
    some, labels = [observations[n] for n in numbers], y[numbers]
    classifier = BeleidsregelClassifier(**LIGHT).fit(some, labels)
    scores, probabilities = classifier.decision_function(some), classifier.predict_proba(some)
    assert scores.shape == (len(some),)
    np.testing.assert_allclose(scores, np.log(probabilities[:, 1] / probabilities[:, 0]))
    np.testing.assert_array_equal(
        classifier.predict(some), classifier.classes_[(scores > 0).astype(int)]
    )


def test_contributions_sum_to_the_scores(
    fitted: BeleidsregelClassifier, texts: list[str], observations: list[Observation]
) -> None:
    scores = fitted.decision_function(observations)
    names = fitted.get_feature_names_out()
    for number, label in enumerate(fitted.classes_):
        bias, contributions = fitted.contributions(observations, label)
        assert contributions.shape == (len(observations), len(names))
        sums = bias + np.asarray(contributions.sum(axis=1)).ravel()
        np.testing.assert_allclose(sums, scores[:, number], rtol=0, atol=1e-9)
    there = fitted.contributions(texts[:3], "beleidsregel", "overig")
    back = fitted.contributions(texts[:3], "overig", "beleidsregel")
    assert there[0] == -back[0]
    np.testing.assert_allclose(there[1].toarray(), -back[1].toarray(), rtol=0, atol=1e-12)
    with pytest.raises(InputError, match="no label 'instructie'"):
        fitted.contributions(texts[:1], "instructie")
    with pytest.raises(NotFittedError):
        BeleidsregelClassifier().contributions(texts[:1], "overig")


def test_grid_search_by_group_in_a_pipeline(
    observations: list[Observation], y: np.ndarray, groups: np.ndarray
) -> None:
    with sklearn.config_context(enable_metadata_routing=True):
        last = BeleidsregelClassifier(**LIGHT).set_fit_request(groups=True)
        pipeline = Pipeline([("observe", TextObserver()), ("classify", last)])
        search = GridSearchCV(
            pipeline, {"classify__C": [1e-3, 10.0]}, cv=GroupKFold(2), scoring="f1_macro"
        )
        search.fit(observations, y, groups=groups)
    scores = search.cv_results_["mean_test_score"]
    assert search.best_params_ == {"classify__C": 10.0}
    assert scores[1] > max(scores[0], 0.5)
    assert search.predict(observations[:2]).shape == (2,)


def test_groups_reach_the_calibration(observations: list[Observation], y: np.ndarray) -> None:
    twins = [one for one in observations for _ in range(2)]
    pairs, labels = np.repeat(np.arange(len(y)), 2), np.repeat(y, 2)
    apart = BeleidsregelClassifier(**LIGHT).fit(twins, labels, groups=pairs)
    split = BeleidsregelClassifier(**LIGHT).fit(twins, labels)
    # Who saw the twin of a document is surer of it than it should be.
    assert split.classifier_.temperature_ < apart.classifier_.temperature_


def test_weights_reach_the_model(observations: list[Observation], y: np.ndarray) -> None:
    weights = np.where(y == "overig", 1e-6, 1.0)
    light = BeleidsregelClassifier(**LIGHT).fit(observations, y, sample_weight=weights)
    heavy = BeleidsregelClassifier(**LIGHT).fit(observations, y)
    assert not np.allclose(light.classifier_.coef_, heavy.classifier_.coef_, rtol=0.05)


def test_observer_reads_texts_and_keeps_observations(
    texts: list[str], observations: list[Observation]
) -> None:
    found = make_pipeline(TextObserver()).fit_transform([texts[0], observations[1]])
    assert (found.shape, found.dtype) == ((2,), object)
    assert found[0].words == observations[0].words
    assert found[1] is observations[1]


def test_clone_and_copy(fitted: BeleidsregelClassifier, observations: list[Observation]) -> None:
    again = clone(fitted).set_params(C=2.0)
    assert again.get_params() == fitted.get_params() | {"C": 2.0}
    for ask in (again.predict, again.predict_proba, again.decision_function):
        with pytest.raises(NotFittedError):
            ask(observations[:1])
    with pytest.raises(NotFittedError):
        again.get_feature_names_out()
    # As joblib hands it to another process.
    copy = pickle.loads(pickle.dumps(fitted))
    np.testing.assert_array_equal(copy.predict(observations), fitted.predict(observations))


@pytest.mark.parametrize(
    ("X", "message"),
    [
        ("een tekst", "one text was given .* put it in a list"),
        ([], "X holds no texts"),
        (["een tekst", None], "X holds NoneType None at place 1, not a text"),
        (["een tekst", float("nan")], "X holds float nan at place 1"),
        ([b"bytes"], "X holds bytes"),
        (pd.DataFrame({"text": ["een"]}), r"shape \(1, 1\), .* select the column"),
        (["een tekst", " \n"], "text 1 is empty or cannot be read"),
    ],
)
def test_what_is_no_list_of_texts(  # type: ignore[no-untyped-def]
    X, message: str, fitted: BeleidsregelClassifier
) -> None:
    with pytest.raises(InputError, match=message):
        fitted.predict(X)
    assert issubclass(InputError, ValueError)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (["a"] * 6, "one class"),
        (["a"] * 5 + ["b"], "label 'b' has 1 group of texts, fewer than n_splits=2"),
    ],
)
def test_labels_that_cannot_be_learned(
    labels: list[str], message: str, observations: list[Observation]
) -> None:
    with pytest.raises(InputError, match=message):
        BeleidsregelClassifier(n_splits=2).fit(observations[:6], labels)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, Decimal("nan")])
@pytest.mark.parametrize("kind", [list, pd.Series, pd.Categorical, pd.array])
def test_missing_labels_are_no_class(
    kind: Callable[[list[object]], object], missing: object, observations: list[Observation]
) -> None:
    labels = kind(["a", "a", "b", "b", missing, missing])
    with pytest.raises(InputError, match=r"y holds .* at place 4, not a label"):
        BeleidsregelClassifier(n_splits=2).fit(observations[:6], labels)


def test_nothing_in_common(observations: list[Observation], y: np.ndarray) -> None:
    with pytest.raises(InputError, match=r"no feature .* lower min_df"):
        BeleidsregelClassifier(min_df=1000).fit(observations, y)
