from dataclasses import replace

import numpy as np
import pytest

from classifier.corpora.arrays import label_array
from classifier.corpora.corpus import LabelledDocument
from classifier.features import Observation
from classifier.model.scorer import Scorer
from classifier.training import doubting
from classifier.training.doubting import (
    bounds_of,
    familiarities,
    learn_doubt,
    least_familiar,
    without_source,
)


def test_each_source_is_predicted_without_it(
    scorer: Scorer,
    authored: list[LabelledDocument],
    observations: list[Observation],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = without_source(scorer, authored)
    assert found is not None
    assert found.sum(axis=1) == pytest.approx(1)
    # Unlike predictions of what was learned from, they are not all right.
    right = scorer.classifier.classes_[found.argmax(axis=1)] == label_array(authored)
    assert 0.5 < right.mean() < 1
    # Many sources are left out some at a time.
    monkeypatch.setattr(doubting, "_MOST_PARTS", 2)
    together = without_source(scorer, authored)
    assert together is not None
    assert not np.allclose(found, together)


@pytest.mark.parametrize("case", ["one source", "a label in one source"])
def test_sources_that_cannot_be_left_out(
    scorer: Scorer, authored: list[LabelledDocument], observations: list[Observation], case: str
) -> None:
    name = {
        "one source": lambda d: "a",
        "a label in one source": lambda d: str(d.label == "overig"),
    }
    documents = [replace(d, source=name[case](d)) for d in authored]
    assert without_source(scorer, documents) is None
    assert learn_doubt(scorer, documents, observations, ()).threshold(1.0) is not None


def test_bound_is_the_higher_of_groups_and_sources(authored: list[LabelledDocument]) -> None:
    classes = np.array(sorted({d.label for d in authored}))
    right = (label_array(authored)[:, np.newaxis] == classes).astype(float)
    sure = 0.8 * right + 0.2 / 3  # always right
    mistaken = np.roll(sure, 1, axis=1)  # never
    _, low = bounds_of(authored, classes, sure, sure)
    _, high = bounds_of(authored, classes, sure, mistaken)
    assert low.max() < 0.2
    assert high.min() == 1.0


def test_words_of_a_source_itself_are_not_known(
    scorer: Scorer, authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    alone = [replace(document, source="a") for document in authored]
    several = list(familiarities(scorer, authored, observations, ()))
    together = list(familiarities(scorer, alone, observations, ()))
    assert all(one.known == 0 for one in together)
    assert all(0 < one.known < 1 for one in several)
    least = least_familiar(scorer, authored, observations, ())
    assert np.mean([one.known < least.known for one in several]) <= 0.02
    assert np.mean([one.sound < least.sound for one in several]) <= 0.02
