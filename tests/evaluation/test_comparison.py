from dataclasses import replace

import pytest

from classifier.corpora.corpus import LabelledDocument
from classifier.errors import CorpusError
from classifier.evaluation.comparison import Comparison, compare
from classifier.features import Observation
from classifier.labels import DOCUMENT_LABELS
from classifier.model.persistence import Model
from classifier.model.scorer import Scorer
from classifier.settings import Settings
from classifier.training.fitting import fit_scorer


@pytest.fixture(scope="module")
def poor(model: Model, authored, observations: list[Observation]) -> Model:
    """A model that learned labels that are wrong for half of the documents."""
    shifted = [
        replace(d, label=DOCUMENT_LABELS[(DOCUMENT_LABELS.index(d.label) + number % 2) % 3])
        for number, d in enumerate(authored)
    ]
    settings = Settings(max_features=500, n_components=0)
    scorer: Scorer = fit_scorer(observations, shifted, (), settings)
    return replace(model, info=replace(model.info, name="zwak"), documents=scorer)


@pytest.fixture(scope="module")
def comparison(model: Model, poor: Model, authored: list[LabelledDocument]) -> Comparison:
    return compare(poor, model, authored[:30], warnings=["let op"])


def test_better_model_is_named(comparison: Comparison) -> None:
    assert comparison.conclusion.startswith("klein@1 is better on macro-F1 (difference 0.")
    assert "accuracy (difference" in comparison.conclusion
    assert [each.measure for each in comparison.differences] == [
        "macro-F1",
        "F1 uitvoeringsinstructie",
        "accuracy",
    ]
    for each, row in zip(("first", "second"), comparison.rows, strict=True):
        assert getattr(comparison.differences[0], each) == row.macro_f1.value
    assert comparison.warnings == ("let op",)
    assert comparison.n_groups >= 20


def test_changes_say_how(comparison: Comparison) -> None:
    effects = [change.effect for change in comparison.changes]
    assert effects == sorted(effects, key=("mended", "broken", "still wrong").index)
    assert effects.count("mended") == comparison.mcnemar.only_second > 5
    assert effects.count("broken") == comparison.mcnemar.only_first
    for change in comparison.changes:
        assert change.first != change.second
        assert (change.second == change.truth) == (change.effect == "mended")


def test_order_turns_the_conclusion(
    comparison: Comparison, model: Model, poor: Model, authored: list[LabelledDocument]
) -> None:
    turned = compare(model, poor, authored[:30])
    assert turned.conclusion.startswith("klein@1 is better on macro-F1 (difference -0.")
    assert turned.mcnemar.only_first == comparison.mcnemar.only_second
    assert turned.mcnemar.p_value == comparison.mcnemar.p_value < 0.05


def test_same_model_twice(model: Model, authored: list[LabelledDocument]) -> None:
    found = compare(model, model, authored[:6])
    assert (found.first, found.second) == ("klein@1 (first)", "klein@1 (second)")
    assert found.conclusion.startswith("The two models give every document")
    assert not found.changes
    assert found.mcnemar.p_value == 1
    assert "only 6 groups" in found.warnings[0]


def test_few_documents_show_no_difference(comparison, model, poor, authored) -> None:
    changed = comparison.changes[0].id
    others = [d for d in authored[:30] if d.id not in {c.id for c in comparison.changes}]
    found = compare(poor, model, [*others[:3], next(d for d in authored if d.id == changed)])
    assert len(found.changes) == 1
    assert found.conclusion.startswith("No difference that this corpus can show: macro-F1 (")
    assert "p = 1)" in found.conclusion


def test_corpus_that_cannot_be_read(model: Model, authored: list[LabelledDocument]) -> None:
    bad = replace(authored[0], text="\x00\x01" * 50)
    with pytest.raises(CorpusError, match="no document"):
        compare(model, model, [bad])
    told: list[str] = []
    found = compare(model, model, [bad, *authored[1:4]], progress=told.append)
    assert found.n_unreadable == 1
    assert any(line.startswith(f"leaving out {bad.id}: ") for line in told)
