from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from classifier.active.comparison import compare, figures, grouped
from classifier.active.learner import Learner, rows_of, turned
from classifier.active.metrics import recall
from classifier.active.simulating import Query, simulate
from classifier.corpora.arrays import label_array
from classifier.corpora.corpus import LabelledDocument
from classifier.errors import CorpusError
from classifier.features import Observation
from classifier.labels import UITVOERINGSINSTRUCTIE
from classifier.settings import Settings

SMALL = Settings(max_features=2000, n_components=20)


@pytest.fixture(scope="module")
def learner(authored: list[LabelledDocument], observations: list[Observation]) -> Learner:
    return Learner(rows_of(observations, SMALL), label_array(authored))


@pytest.mark.parametrize("query", ["maximum", "mixed", "uncertain", "random"])
def test_run_reads_every_document_once(
    query: Query, authored: list[LabelledDocument], learner: Learner
) -> None:
    (run,) = simulate(authored, learner, query=query, seeds=1, batch=20)
    assert sorted(run.order) == list(range(len(authored)))
    assert run.found.tolist() == [authored[p].label == UITVOERINGSINSTRUCTIE for p in run.order]
    assert list(run.ends) == sorted(set(run.ends))
    assert run.ends[-1] == len(authored)
    assert {authored[place].label for place in run.order[: run.ends[0]]} == {
        document.label for document in authored
    }


def test_ranking_beats_chance(authored: list[LabelledDocument], learner: Learner) -> None:
    by = {
        query: figures(query, simulate(authored, learner, query=query, seeds=3, batch=10))
        for query in ("maximum", "random")
    }
    assert by["maximum"].wss.mean > by["random"].wss.mean + 0.15
    assert by["maximum"].atd.mean < by["random"].atd.mean - 0.1
    assert by["random"].read.mean > 0.8
    half = [recall(run.found)[len(authored) // 2] for run in by["maximum"].runs]
    assert np.mean(half) > 0.75


def test_runs_are_repeatable_and_differ(authored: list[LabelledDocument], learner: Learner) -> None:
    once, again = (simulate(authored, learner, seeds=2, batch=40) for _ in range(2))
    assert [run.order.tolist() for run in once] == [run.order.tolist() for run in again]
    assert once[0].order.tolist() != once[1].order.tolist()


def test_group_is_read_as_a_whole(authored: list[LabelledDocument], learner: Learner) -> None:
    documents = [
        replace(document, group=f"g{place // 3}") for place, document in enumerate(authored)
    ]
    for run in simulate(documents, learner, seeds=2, batch=10):
        groups = [documents[place].group for place in run.order]
        changes = sum(a != b for a, b in pairwise(groups))
        assert changes + 1 == len(set(groups))


def test_near_duplicates_share_a_group(authored: list[LabelledDocument]) -> None:
    first, second, third = authored[:3]
    twin = replace(second, id="twin", group="twin", text=f"{second.text} En nog iets.")
    kin = replace(third, id="kin", group=first.group)
    groups = [document.group for document in grouped([first, second, twin, kin])]
    assert groups[1] == groups[2]
    assert groups[0] == groups[3]
    assert len(set(groups)) == 2


def test_nothing_to_find_is_an_error(authored: list[LabelledDocument], learner: Learner) -> None:
    with pytest.raises(CorpusError, match=r"0 of 90 documents are norm; .* name another --target"):
        simulate(authored, learner, target="norm")


def test_turned_rows_have_the_same_products(observations: list[Observation]) -> None:
    rows = rows_of(observations, SMALL)
    assert np.allclose(turned(rows) @ turned(rows).T, (rows @ rows.T).toarray(), atol=1e-4)


def test_rows_of_many_documents_are_not_turned(
    authored: list[LabelledDocument], learner: Learner, observations: list[Observation], monkeypatch
) -> None:
    monkeypatch.setattr("classifier.active.learner._MOST_TURNED", 10)
    sparse = Learner(rows_of(observations, SMALL), label_array(authored))
    read = np.arange(45)
    assert np.abs(sparse.learn(read) - learner.learn(read)).max() < 0.05


def test_learner_gives_no_chance_to_what_it_has_not_read(
    authored: list[LabelledDocument], learner: Learner
) -> None:
    labels = label_array(authored)
    two = np.flatnonzero(labels != "overig")
    chances = learner.learn(two)
    assert chances.shape == (len(authored), 3)
    assert not chances[:, learner.classes_ == "overig"].any()
    assert np.allclose(chances.sum(axis=1), 1)
    assert (learner.classes_[chances[two].argmax(axis=1)] == labels[two]).mean() > 0.95
    assert not learner.learn(two[labels[two] == "beleidsregel"]).any()


def test_comparison_of_a_corpus(authored: list[LabelledDocument]) -> None:
    messages: list[str] = []
    sample = authored[:30]
    found = compare(sample, seeds=2, batch=10, progress=messages.append)
    assert found.n_documents == 30
    assert [each.query for each in found.figures] == ["maximum", "random"]
    for each in found.figures:
        assert each.read.low <= each.read.mean <= each.read.high
        assert len(each.runs) == len(each.patience) == len(each.test) == 2
        for run, stop in zip(each.runs, each.test, strict=True):
            assert stop.recall == pytest.approx(recall(run.found)[stop.n_read - 1])
    assert messages[0] == "preprocessing 30 documents"
    assert "replaying random, run 2 of 2" in messages
