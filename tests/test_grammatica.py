"""A model on a tagged text: its grammar is counted, explained with its places, and put in words."""

from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from classifier import load
from classifier.cli.train import Pipeline
from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.observing import observe_texts
from classifier.explaining import explain
from classifier.explanation import Family
from classifier.features import Observation
from classifier.model.persistence import load_model, read_card
from classifier.model.scorer import Scorer
from classifier.preprocessing import PIPELINES, build_pipeline, pipeline_id
from classifier.preprocessing.statistical import SHIPPED
from classifier.reports.html_view import FAMILIES
from classifier.reports.schema import load_schema
from classifier.reports.wording import feature
from classifier.settings import Settings
from classifier.shipped import shipped_folder
from classifier.training.card import card_of
from classifier.training.fitting import fit_scorer

GRAMMATICA = shipped_folder("grammatica")
EXAMPLES = Path(__file__).parents[1] / "data" / "examples"
LARGEST = 15_000_000  # bytes


@pytest.fixture(scope="module")
def tagged(authored: list[LabelledDocument]) -> list[Observation]:
    texts = [document.text for document in authored]
    parts = [texts[start : start + 30] for start in range(0, len(texts), 30)]
    found = [one for part in parts for one in observe_texts(part, SHIPPED)]
    assert None not in found
    return found


@pytest.fixture(scope="module")
def grammatical(authored: list[LabelledDocument], tagged: list[Observation]) -> Scorer:
    return fit_scorer(tagged, authored, (), Settings(max_features=2000, n_components=20))


def test_instructions_bid_more_than_others(
    authored: list[LabelledDocument], tagged: list[Observation]
) -> None:
    rates: dict[str, list[float]] = {}
    for document, observation in zip(authored, tagged, strict=True):
        bids = len(observation.marks.get("grammar:imperative", ()))
        rates.setdefault(document.label, []).append(bids / observation.n_words)
    means = {label: np.mean(found) for label, found in rates.items()}
    assert means["uitvoeringsinstructie"] > 5 * means["beleidsregel"]


def test_explanations_add_up_and_grammar_has_its_places(
    tagged: list[Observation], grammatical: Scorer
) -> None:
    seen = set()
    for observation in tagged[::9]:
        row = grammatical.extractor.transform([observation])
        (p,) = np.log(grammatical.classifier.predict_proba(row))
        whole = explain(
            observation, row, grammatical.extractor, grammatical.classifier,
            "uitvoeringsinstructie", "beleidsregel",
        )  # fmt: skip
        total = whole.bias + sum(c.contribution for c in whole.contributions) + whole.remainder
        assert total == pytest.approx(p[2] - p[0], abs=1e-9)
        for contribution in whole.contributions:
            if contribution.family == "grammar":
                seen.add(contribution.feature)
                assert contribution.spans == observation.marks[contribution.feature]
                assert all(0 <= a < b for a, b in contribution.spans)
    assert {"grammar:passive", "grammar:imperative", "grammar:modal_kunnen"} <= seen


def test_every_mark_of_grammar_is_put_in_words(tagged: list[Observation]) -> None:
    names = {name for seen in tagged for name in seen.marks if name.startswith("grammar:")}
    assert len(names) >= 15
    assert {name for name in names if feature(name) == name} == set()


def test_reports_know_the_families() -> None:
    families = set(get_args(Family))
    assert set(FAMILIES) == families
    contribution = load_schema()["$defs"]["contribution"]["properties"]
    assert set(contribution["family"]["enum"]) == families


def test_training_offers_every_pipeline() -> None:
    assert {pipeline.value for pipeline in Pipeline} == set(PIPELINES)


def test_the_card_tells_of_grammar() -> None:
    trained = load_model(GRAMMATICA)
    assert trained.info.pipeline == SHIPPED
    assert trained.info.pipeline_id == pipeline_id(build_pipeline(SHIPPED))
    assert "**Grammatica**" in card_of(trained)
    assert "**Grammatica**" in read_card(GRAMMATICA)
    assert "**Grammatica**" not in card_of(load_model())


def test_the_model_with_grammar_is_small_and_judges() -> None:
    assert sum(path.stat().st_size for path in GRAMMATICA.iterdir()) < LARGEST
    assessment = load(GRAMMATICA).assess(EXAMPLES / "opzet-nader-gehoor.pdf")
    assert assessment.decision == "uitvoeringsinstructie"
    assert assessment.explanation is not None
    families = {contribution.family for contribution in assessment.explanation.contributions}
    assert "grammar" in families


@pytest.mark.parametrize("name", [SHIPPED, "standaard"])
def test_the_wheel_holds_what_is_shipped(name: str) -> None:
    project = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'"models/{name}" = "classifier/models/{name}"' in project
