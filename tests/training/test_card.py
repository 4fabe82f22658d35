from dataclasses import replace

import pytest

from classifier.model.persistence import Model
from classifier.training.card import card_of

INTERVAL = {"value": 0.81, "low": 0.7, "high": 0.9}
SCORES = {
    "n_documents": 90,
    "macro_f1": INTERVAL,
    "f1": {"beleidsregel": 0.91, "overig": 0.72},
    "f1_uitvoeringsinstructie": {"value": 0.65, "low": 0.5, "high": 0.75},
    "calibration_error": 0.0432,
    "decided": 0.876,
    "accuracy": 0.8123,
    "accuracy_of_decided": 0.9311,
}


def card(model: Model, **scores: object) -> str:
    info = replace(model.info, threshold=0.62, scores=SCORES | scores)
    return card_of(replace(model, info=info), {"min_df": 3, "C": 10.0})


def test_card_says_what_the_model_is_and_how_good(model: Model) -> None:
    text = card(model)
    assert text.startswith("# klein\n")
    for line in (
        f"Version `1`, for pipeline `{model.info.pipeline_id}`.",
        "| authored | 90 |",
        "| macro-F1 | 0.810 [0.700, 0.900] |",
        "| F1 uitvoeringsinstructie | 0.650 [0.500, 0.750] |",
        "| F1 beleidsregel | 0.910 |",
        "| expected calibration error | 0.043 |",
        "| accuracy, all documents | 0.812 |",
        "| decided (probability of at least 0.62) | 88% |",
        "| accuracy of what is decided | 0.931 |",
        "- Below 0.62 it answers `twijfel`",
    ):
        assert line in text
    assert "min_df=3, C=10.0" in text
    assert "passages |" not in text


def test_card_tells_of_passages(model: Model) -> None:
    text = card(model, passages={"n_documents": 32, "macro_f1": INTERVAL})
    assert "| macro-F1 of 32 passages | 0.810 [0.700, 0.900] |\n" in text


@pytest.mark.parametrize(("value", "expected"), [(None, "nan"), (0.0, "0.000")])
def test_accuracy_of_what_is_decided(model: Model, value: float | None, expected: str) -> None:
    assert f"| accuracy of what is decided | {expected} |" in card(model, accuracy_of_decided=value)
