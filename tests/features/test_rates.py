from collections.abc import Mapping

import numpy as np
import pytest

from classifier.features import Observation
from classifier.features.rates import RateVectorizer


def observation(n_words: int, marks: Mapping[str, int]) -> Observation:
    nothing = np.empty(0, dtype=np.int32)
    return Observation(
        n_words=n_words,
        words=(),
        ids=nothing,
        spans=nothing.reshape(0, 2),
        joins=nothing.astype(bool),
        marks={name: tuple((i, i + 1) for i in range(count)) for name, count in marks.items()},
    )


def test_values() -> None:
    seen = [
        observation(900, {"cue:a": 1, "form:b": 1}),
        observation(1900, {"cue:a": 4, "form:b": 20, "structure:c": 2}),
    ]
    vectorizer = RateVectorizer(min_df=1, scale=0.5, form_scale=0.3).fit(seen)
    assert vectorizer.get_feature_names_out().tolist() == ["cue:a", "form:b", "structure:c"]
    expected = [
        [0.5 * np.log(1 + 1), 0.3, 0],
        [0.5 * np.log(1 + 2), 0.3, 0.5 * np.log(1 + 1)],
    ]
    np.testing.assert_allclose(vectorizer.transform(seen).toarray(), expected)


def test_rare_and_unknown_marks_are_left_out() -> None:
    seen = [observation(10, {"cue:a": 1, "cue:b": 9}), observation(10, {"cue:a": 1})]
    vectorizer = RateVectorizer(min_df=2).fit(seen)
    assert vectorizer.names_.tolist() == ["cue:a"]
    rows = vectorizer.transform([observation(10, {"cue:z": 3}), observation(10, {"cue:a": 1})])
    assert rows.toarray()[0].tolist() == [0]
    assert rows.toarray()[1, 0] > 0


@pytest.mark.parametrize("n_words", [0, 1, 100_000])
def test_density_of_any_length_is_finite_and_positive(n_words: int) -> None:
    seen = [observation(n_words, {"cue:a": 1})]
    ((value,),) = RateVectorizer(min_df=1, scale=1).fit_transform(seen).toarray()
    assert 0 < value <= np.log(11)


def test_no_marks_at_all() -> None:
    seen = [observation(10, {})]
    assert RateVectorizer().fit(seen).transform(seen).shape == (1, 0)


def test_each_kind_of_mark_has_its_scale() -> None:
    seen = [observation(900, {"cue:a": 9, "cue:element:b": 9, "form:c": 9, "structure:d": 9})]
    vectorizer = RateVectorizer(
        min_df=1, scale=0.5, element_scale=2.0, form_scale=0.3, shrinkage=300
    )
    values = dict(
        zip(
            vectorizer.fit(seen).get_feature_names_out(),
            vectorizer.transform(seen).toarray()[0],
            strict=True,
        )
    )
    rate = np.log1p(1000 * 9 / (900 + 300))
    assert values["cue:a"] == pytest.approx(0.5 * rate)
    assert values["structure:d"] == pytest.approx(0.5 * rate)
    assert values["cue:element:b"] == pytest.approx(2.0 * rate)
    assert values["form:c"] == pytest.approx(0.3)
