import numpy as np
from sklearn.base import clone

from classifier.features import FeatureExtractor, Observation
from classifier.features.rates import RateVectorizer
from classifier.model.scorer import Scorer


def test_families_stand_side_by_side(scorer: Scorer, observations: list[Observation]) -> None:
    extractor = scorer.extractor
    rows = extractor.transform(observations)
    names, families = extractor.get_feature_names_out(), extractor.families()
    assert rows.shape == (len(observations), len(names)) == (90, len(families))
    assert [name.split(":")[0] for name in names] == families.tolist()
    assert families.tolist().index("cue") == extractor.n_ngrams_
    assert set(families) == {"ngram", "cue", "structure", "form"}
    assert len(set(names)) == len(names)
    marks = RateVectorizer(
        scale=extractor.scale,
        element_scale=extractor.element_scale,
        form_scale=extractor.form_scale,
        shrinkage=extractor.shrinkage,
    ).fit_transform(observations)
    np.testing.assert_array_equal(rows[:, extractor.n_ngrams_ :].toarray(), marks.toarray())


def test_a_feature_has_places_when_it_has_a_value(
    scorer: Scorer, observations: list[Observation]
) -> None:
    for observation in observations[:10]:
        row = scorer.extractor.transform([observation])
        which, spans = scorer.extractor.locate(observation, row.indices)
        assert set(which.tolist()) == set(range(row.nnz))
        for number in range(row.nnz):
            places = spans[which == number].tolist()
            assert places == sorted(places)
        none = scorer.extractor.locate(observation, row.indices[:0])
        assert [len(each) for each in none] == [0, 0]


def test_more_documents_at_once_give_the_same_rows(
    scorer: Scorer, observations: list[Observation]
) -> None:
    together = scorer.extractor.transform(observations[:5]).toarray()
    alone = [scorer.extractor.transform([one]).toarray()[0] for one in observations[:5]]
    np.testing.assert_array_equal(together, np.array(alone))
    assert scorer.extractor.transform(iter([])).shape[0] == 0


def test_settings_reach_the_parts(observations: list[Observation]) -> None:
    marks = {"min_df": 5, "scale": 0.7, "element_scale": 0.8, "form_scale": 0.9, "shrinkage": 40}
    settings = {**marks, "max_features": 30}
    extractor = clone(FeatureExtractor(**settings)).fit(observations)
    assert extractor.get_params() == settings
    assert extractor.ngrams_.get_params() == {"min_df": 5, "max_features": 30}
    assert extractor.rates_.get_params() == marks
    assert extractor.n_ngrams_ == 30
