import re
from dataclasses import replace

import numpy as np
import pytest

from classifier.corpora.corpus import LabelledDocument
from classifier.errors import CorpusError, PipelineMismatchError
from classifier.labels import DOCUMENT_LABELS
from classifier.model.persistence import Model
from classifier.settings import DOCUMENTS
from classifier.training.modelling import train_model
from classifier.training.steps import Step


@pytest.fixture(autouse=True)
def _few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.evaluation.measures._RESAMPLES", 20)


def some(documents: list[LabelledDocument], each: int) -> list[LabelledDocument]:
    return [
        document
        for label in DOCUMENT_LABELS
        for document in [one for one in documents if one.label == label][:each]
    ]


def test_same_corpus_same_version(authored: list[LabelledDocument]) -> None:
    chosen = some(authored, 5)
    one, two = (train_model(chosen, name="m") for _ in range(2))
    assert one.model.info == two.model.info
    assert one.card == two.card


def test_label_of_passages_that_is_rare_is_named(
    authored: list[LabelledDocument], passage_documents: list[LabelledDocument]
) -> None:
    rare = [d for d in passage_documents if d.label != "norm"] + passage_documents[:1]
    assert rare[-1].label == "norm"
    with pytest.raises(CorpusError, match="only 1 group of texts with label 'norm'"):
        train_model(some(authored, 6), (), rare, name="m")


def test_steps_are_told_as_they_are_done(authored: list[LabelledDocument]) -> None:
    told: list[Step] = []
    train_model(some(authored, 5), name="m", progress=told.append)
    counted = [step for step in told if step.total == 15]
    assert [step.done for step in counted] == [0, 15] * 2  # as they are, and as scans
    folds = [step.message for step in told if step.message.startswith("fold")]
    assert len(folds) == 5
    assert re.search(r"fold 1: macro-F1 [01]\.", folds[0])


def test_text_that_cannot_be_read_is_named_and_left_out(authored: list[LabelledDocument]) -> None:
    huge = replace(authored[0], id="enorm", text="woord " * 1_000_000)
    told: list[str] = []
    trained = train_model(
        [*some(authored, 5), huge], name="m", progress=lambda step: told.append(str(step))
    )
    assert len(trained.documents) == 15
    assert list(trained.left_out) == ["enorm"]
    assert "at most 5000000 are read" in trained.left_out["enorm"]
    assert any(line.startswith("leaving out enorm: ") for line in told)


def test_too_few_that_can_be_read_is_told(authored: list[LabelledDocument]) -> None:
    chosen = some(authored, 5)
    spoilt = [replace(d, text="woord " * 1_000_000) if n == 0 else d for n, d in enumerate(chosen)]
    with pytest.raises(CorpusError, match="only 4 groups of texts with label 'beleidsregel'"):
        train_model(spoilt, name="m")


def test_base_keeps_its_passages_and_is_named(
    authored: list[LabelledDocument], model: Model
) -> None:
    trained = train_model(some(authored, 6), name="m", base=model)
    assert trained.model.passages is model.passages
    assert trained.model.info.passage_threshold == model.info.passage_threshold
    assert "on top of klein@1" in trained.model.info.trained_on
    assert "on top of klein@1" in trained.card


def test_base_for_another_pipeline_is_refused(
    authored: list[LabelledDocument], model: Model
) -> None:
    other = replace(model, info=replace(model.info, pipeline_id="nl_anders-1-0"))
    with pytest.raises(PipelineMismatchError, match="klein: is for the pipeline nl_anders-1-0"):
        train_model(some(authored, 6), name="m", base=other)


def test_search_scores_what_it_did_not_choose_by(authored: list[LabelledDocument]) -> None:
    chosen = some(authored, 10)
    trained = train_model(chosen, name="m", n_candidates=2)
    assert trained.searched is not None
    assert trained.searched.tried[0]["C"] == DOCUMENTS.C
    assert len(trained.searched.tried) == 2
    assert len(trained.searched.chosen) == 5
    assert set(trained.searched.chosen) <= {0, 1}
    best = max(trained.searched.tried, key=lambda one: one["macro_f1"])
    assert best["C"] == trained.settings.C
    assert trained.scores_from.startswith("nested folds")
    assert trained.probabilities is trained.searched.probabilities
    assert not np.allclose(trained.probabilities, trained.model.documents.classifier.out_of_fold_)
    assert np.allclose(trained.probabilities.sum(axis=1), 1)
    assert f"C={trained.settings.C}" in trained.card
