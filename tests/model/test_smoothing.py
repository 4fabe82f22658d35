import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack, random
from sklearn.base import clone
from sklearn.decomposition import TruncatedSVD
from sklearn.exceptions import NotFittedError

from classifier.model.smoothing import SemanticSmoothing

X = csr_matrix(random(40, 30, density=0.3, format="csr", random_state=0))


def test_directions_are_those_of_the_svd() -> None:
    smoothing = SemanticSmoothing(5, random_state=0).fit(X)
    expected = TruncatedSVD(5, random_state=0).fit(X)
    assert smoothing.components_.shape == (30, 5)
    np.testing.assert_allclose(smoothing.components_, expected.components_.T, atol=1e-3)
    rows = expected.transform(X)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    np.testing.assert_allclose(smoothing.transform(X), rows, atol=2e-3)


def test_directions_survive_storage_at_half_precision() -> None:
    components = SemanticSmoothing(5).fit(X).components_
    assert components.dtype == np.float32
    np.testing.assert_array_equal(components.astype(np.float16).astype(np.float32), components)


def test_rows_have_length_one_and_a_row_without_ngrams_none() -> None:
    smoothing = SemanticSmoothing(5).fit(X)
    rows = csr_matrix(np.vstack([X[:3].toarray(), np.zeros((1, 30))]))
    np.testing.assert_allclose(
        np.linalg.norm(smoothing.transform(rows), axis=1), [1, 1, 1, 0], atol=1e-12
    )
    projected = rows.toarray() @ smoothing.components_.astype(np.float64)
    expected = projected[:3] / np.linalg.norm(projected[:3], axis=1, keepdims=True)
    np.testing.assert_allclose(smoothing.transform(rows)[:3], expected, atol=1e-12)


def test_other_columns_behind_the_ngrams_count_for_nothing() -> None:
    smoothing = SemanticSmoothing(5).fit(X)
    wider = csr_matrix(hstack([X, X[:, :4]]))
    np.testing.assert_array_equal(smoothing.transform(wider), smoothing.transform(X))


def test_only_the_direction_of_a_row_matters() -> None:
    smoothing = SemanticSmoothing(5).fit(X)
    np.testing.assert_allclose(smoothing.transform(X * 7), smoothing.transform(X), atol=1e-12)


def test_rows_of_few_ngrams_are_shrunk_the_most() -> None:
    smoothing = SemanticSmoothing(5).fit(X)
    shrunk = clone(smoothing).set_params(shrinkage=12).fit(X).transform(X)
    n_ngrams = np.diff(X.indptr)
    expected = smoothing.transform(X) * np.sqrt(n_ngrams / (n_ngrams + 12))[:, np.newaxis]
    np.testing.assert_allclose(shrunk, expected, atol=1e-12)
    assert len(set(n_ngrams)) > 1


def test_no_more_directions_than_the_rows_allow() -> None:
    assert SemanticSmoothing(100).fit(X[:6]).components_.shape == (30, 5)


def test_same_seed_same_directions() -> None:
    one, two = (SemanticSmoothing(5, random_state=3).fit(X).components_ for _ in range(2))
    np.testing.assert_array_equal(one, two)


def test_is_an_estimator() -> None:
    settings = {"n_components": 7, "shrinkage": 30, "random_state": 2}
    smoothing = clone(SemanticSmoothing(**settings))
    assert smoothing.get_params() == settings
    with pytest.raises(NotFittedError):
        smoothing.transform(X)
