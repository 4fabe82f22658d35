from math import prod

import numpy as np
import pytest

from classifier.corpora.corpus import LabelledDocument
from classifier.features import Observation
from classifier.settings import Settings
from classifier.training.grid import GRID, candidates
from classifier.training.search import Search, search
from classifier.training.steps import Step

START = Settings(max_features=300, n_components=0, C=2.0)
OTHER = Settings(max_features=300, n_components=5, C=8.0)


@pytest.fixture(scope="module")
def steps() -> list[Step]:
    return []


@pytest.fixture(scope="module")
def found(
    authored: list[LabelledDocument], observations: list[Observation], steps: list[Step]
) -> Search:
    return search(
        observations[:60], authored[:60], observations[60:80], [START, OTHER], progress=steps.append
    )


def test_the_model_gets_the_settings_that_are_best_on_all(found: Search) -> None:
    means = [tried["macro_f1"] for tried in found.tried]
    assert found.settings == [START, OTHER][int(np.argmax(means))]
    assert [tried["C"] for tried in found.tried] == [2.0, 8.0]


def test_every_document_is_predicted(found: Search) -> None:
    assert len(found.probabilities) == 60
    assert found.probabilities.sum(axis=1) == pytest.approx(1)
    assert len(np.unique(found.probabilities, axis=0)) > 30


def test_each_fold_tells_what_it_chose(found: Search, steps: list[Step]) -> None:
    assert [(step.done, step.total) for step in steps] == [(n, 5) for n in range(1, 6)]
    said = ["the settings as they are", "C=8 n_components=5"]
    for step, chosen in zip(steps, found.chosen, strict=True):
        assert said[chosen] in step.message


def test_each_candidate_is_tried_once() -> None:
    many = candidates(10_000, START, seed=3)
    assert many[0] == START
    assert len(many) == len(set(many)) == prod(map(len, GRID.values()))
