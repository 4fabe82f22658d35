from dataclasses import replace

import numpy as np
import pytest

from classifier.corpora.arrays import group_array, label_array
from classifier.corpora.corpus import LabelledDocument
from classifier.errors import CorpusError
from classifier.features import Observation
from classifier.labels import DOCUMENT_LABELS
from classifier.model.additive import AdditiveClassifier
from classifier.model.scorer import Scorer
from classifier.settings import Settings
from classifier.training.fitting import adapt_scorer, check_corpus, fit_scorer


def some(documents: list[LabelledDocument], each: int) -> list[LabelledDocument]:
    return [
        document
        for label in DOCUMENT_LABELS
        for document in [one for one in documents if one.label == label][:each]
    ]


def test_groups_are_what_counts(authored: list[LabelledDocument]) -> None:
    chosen = some(authored, 6)
    check_corpus(chosen, DOCUMENT_LABELS)
    twins = [
        LabelledDocument(d.id, d.text, d.label, "g" if d.label == "overig" else d.group, d.source)
        for d in chosen
    ]
    with pytest.raises(CorpusError, match="only 1 group of texts with label 'overig'"):
        check_corpus(twins, DOCUMENT_LABELS)


def test_scorer_knows_documents_it_had_not_seen(
    scorer: Scorer, authored: list[LabelledDocument]
) -> None:
    truth = label_array(authored)
    assert scorer.classifier.classes_.tolist() == list(DOCUMENT_LABELS)
    found = scorer.classifier.classes_[scorer.classifier.out_of_fold_.argmax(axis=1)]
    # Half of the documents are instructions.
    assert (found == truth).mean() > 0.6


def test_background_tells_the_smoothing_and_what_is_widespread(
    authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    settings = Settings(max_features=500, n_components=5)
    alone = fit_scorer(observations[:60], authored[:60], (), settings)
    helped = fit_scorer(observations[:60], authored[:60], observations[60:], settings)
    names = set(alone.extractor.get_feature_names_out())
    assert set(helped.extractor.get_feature_names_out()) != names
    assert helped.classifier.smoothing is not None
    assert helped.classifier.smoothing.components_.shape == (500, 5)


def test_settings_reach_the_parts(
    authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    settings = Settings(
        min_df=4,
        max_features=100,
        scale=0.3,
        element_scale=0.4,
        form_scale=0.2,
        C=2.0,
        n_components=4,
        shrinkage=70,
        weight=0.5,
    )
    scorer = fit_scorer(observations, authored, (), settings, seed=3)
    assert scorer.extractor.get_params() == {
        "min_df": 4,
        "max_features": 100,
        "scale": 0.3,
        "element_scale": 0.4,
        "form_scale": 0.2,
        "shrinkage": 70,
    }
    found = scorer.classifier.get_params()
    assert (found["C"], found["weight"], found["random_state"]) == (2.0, 0.5, 3)
    assert (found["smoothing__n_components"], found["smoothing__random_state"]) == (4, 3)
    assert found["smoothing__shrinkage"] == 70


def test_documents_of_low_confidence_count_less(
    authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    settings = Settings(max_features=100, n_components=0)
    light = [
        LabelledDocument(d.id, d.text, d.label, d.group, d.source, 0.4 if n % 2 else 1.0)
        for n, d in enumerate(authored)
    ]
    one = fit_scorer(observations, authored, (), settings).classifier.coef_
    two = fit_scorer(observations, light, (), settings).classifier.coef_
    assert not np.allclose(one, two, rtol=0.01)


def test_arrays(authored: list[LabelledDocument]) -> None:
    assert label_array(authored).tolist() == [document.label for document in authored]
    assert group_array(authored).tolist() == [document.group for document in authored]


def test_label_that_counts_for_more_is_given_more_often(
    authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    settings = Settings(max_features=300, n_components=0)
    plain, same, heavy = (
        fit_scorer(observations, authored, (), settings, label_weight=weights)
        for weights in (None, dict.fromkeys(DOCUMENT_LABELS, 1.0), {"overig": 5.0})
    )
    assert np.allclose(plain.classifier.coef_, same.classifier.coef_, atol=1e-3)
    column = list(DOCUMENT_LABELS).index("overig")
    before, after = (one.classifier.out_of_fold_[:, column].mean() for one in (plain, heavy))
    assert after > before + 0.03


def test_every_fold_is_told(
    authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    told: list[tuple[int, ...]] = []

    def after_fold(test, scores) -> None:
        told.append((len(test), *scores.shape))

    settings = Settings(max_features=100, n_components=0)
    fit_scorer(observations, authored, (), settings, after_fold=after_fold)
    assert len(told) == 5
    assert sum(n for n, _, _ in told) == len(authored)
    assert all(n == rows and columns == 3 for n, rows, columns in told)


@pytest.mark.parametrize("n_components", [0, 10])
def test_added_documents_change_a_model_as_far_as_they_must(
    authored: list[LabelledDocument], observations: list[Observation], n_components: int
) -> None:
    here = [n for n, d in enumerate(authored) if d.source == authored[0].source]
    there = [n for n in range(len(authored)) if n not in here]

    def part(places: list[int]) -> tuple[list[Observation], list[LabelledDocument]]:
        return [observations[n] for n in places], [authored[n] for n in places]

    settings = Settings(max_features=300, n_components=n_components)
    base = fit_scorer(*part(here), (), settings)
    added = adapt_scorer(*part(there), base, settings)
    assert added.extractor is base.extractor
    assert added.classifier.smoothing is base.classifier.smoothing
    rows = base.extractor.transform(observations)
    weak = adapt_scorer(*part(there), base, replace(settings, C=0.01)).classifier
    before = base.classifier.scores(rows)

    def likeness(classifier: AdditiveClassifier) -> float:
        after = classifier.scores(rows)
        return float(np.corrcoef(before[:, 0] - before[:, 1], after[:, 0] - after[:, 1])[0, 1])

    assert likeness(weak) > 0.95
    assert likeness(weak) > likeness(added.classifier) > 0.3
    # Whatever was folded in, the sum over features is the score.
    one = rows[there[0]]
    bias, shares = added.classifier.shares(one, "overig", "beleidsregel")
    score = added.classifier.scores(one)[0]
    classes = added.classifier.classes_.tolist()
    difference = score[classes.index("overig")] - score[classes.index("beleidsregel")]
    assert bias + shares.sum() == pytest.approx(difference, abs=1e-9)
