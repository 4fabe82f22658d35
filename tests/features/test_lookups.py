from functools import cached_property
from pickle import dumps, loads

from classifier.features import FeatureExtractor, Observation
from classifier.features.lookups import WithLookups


class Doubles(WithLookups):
    def fit(self, number: int) -> "Doubles":
        self._forget_lookups()
        self.number_ = number
        return self

    @cached_property
    def double(self) -> int:
        return 2 * self.number_


def test_tables_are_of_what_was_learned_last() -> None:
    estimator = Doubles().fit(2)
    assert estimator.double == 4
    assert estimator.fit(3).double == 6


def test_tables_are_not_stored() -> None:
    estimator = Doubles().fit(2)
    before = estimator.__getstate__()
    assert estimator.double == 4
    assert estimator.__getstate__() == before
    again = loads(dumps(estimator))
    assert "double" not in vars(again)
    assert again.double == 4


def test_names_are_those_of_the_last_fit(observations: list[Observation]) -> None:
    extractor = FeatureExtractor(max_features=50).fit(observations)
    first = extractor.get_feature_names_out().tolist()
    extractor.transform(observations[:3])
    extractor.set_params(max_features=20).fit(observations[:30])
    assert extractor.get_feature_names_out().tolist() != first
    assert extractor.transform(observations[:3]).shape[1] == len(extractor.get_feature_names_out())
