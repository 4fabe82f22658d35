import re
from dataclasses import replace

import pytest

from classifier.model.persistence import Model
from classifier.training.card import card_of
from classifier.training.card_tables import escaped

INTERVAL = {"value": 0.81, "low": 0.7, "high": 0.9}
SCORES = {
    "n_documents": 90,
    "macro_f1": INTERVAL,
    "f1": {"beleidsregel": 0.91, "overig": 0.72},
    "f1_uitvoeringsinstructie": {"value": 0.65, "low": 0.5, "high": 0.75},
    "calibration_error": 0.0432,
    "brier_score": 0.21,
    "decided": 0.876,
    "accuracy": 0.8123,
    "accuracy_of_decided": 0.9311,
}


def card(model: Model, *, trained_on: dict[str, int] | None = None, **scores: object) -> str:
    info = replace(model.info, threshold=0.62, scores=SCORES | scores)
    if trained_on is not None:
        info = replace(info, trained_on=trained_on)
    return card_of(replace(model, info=info), {"min_df": 3, "C": 10.0})


def test_card_says_what_the_model_is_and_how_good(model: Model) -> None:
    text = card(model)
    assert text.startswith("# klein\n")
    for line in (
        f"- **Versie:** `1`, voor pijplijn `{model.info.pipeline_id}`",
        "| authored | 90 |",
        "| macro-F1 | 0.810 [0.700, 0.900] |",
        "| F1 uitvoeringsinstructie | 0.650 [0.500, 0.750] |",
        "| F1 beleidsregel | 0.910 |",
        "| verwachte kalibratiefout (ECE) | 0.043 |",
        "| Brier-score (0 tot 2) | 0.210 |",
        "| juist, van alle documenten | 0.812 |",
        "| beslist (kans van ten minste 0.62) | 88% |",
        "| juist, van wat is beslist | 0.931 |",
        "Onder een kans van 0.62 beslist het model niet",
        "Instellingen: min_df=3, C=10.0.",
    ):
        assert line in text
    assert "passages |" not in text


def test_headings_are_those_of_the_register(model: Model) -> None:
    headings = re.findall(r"^(##+) (.+)$", card(model), flags=re.M)
    assert [name for level, name in headings if level == "##"] == [
        "Algemene informatie",
        "Verantwoord gebruik",
        "Werking",
    ]
    assert [name for level, name in headings if level == "###"][:8] == [
        "Doel en impact",
        "Afwegingen",
        "Menselijke tussenkomst",
        "Risicobeheer",
        "Wettelijke basis",
        "Impacttoetsen",
        "Gegevens",
        "Technische werking",
    ]
    (name,) = re.findall(r"\*\*Naam:\*\* (.+)", card(model))
    assert len(name) < 100  # the register takes no more
    (short,) = re.findall(r"\*\*Korte omschrijving:\*\* (.+?)\n- ", card(model), flags=re.S)
    assert len(" ".join(short.split())) < 350


def test_card_tells_of_passages_sources_and_calibration(model: Model) -> None:
    source = {"name": "a|b", "n_documents": 12, "macro_f1": 0.5, "accuracy": 0.75}
    text = card(
        model,
        passages={"n_documents": 32, "macro_f1": INTERVAL},
        by_source=[{**source, "f1_instruction": None}, {**source, "f1_instruction": 0.4}],
        reliability=[{"confidence": 0.83, "n_documents": 40, "right": 0.8}],
    )
    assert "| macro-F1 van 32 passages | 0.810 [0.700, 0.900] |\n" in text
    assert "| a\\|b | 12 | 0.500 | – | 0.750 |\n| a\\|b | 12 | 0.500 | 0.400 | 0.750 |\n" in text
    assert "| 0.83 | 40 | 0.80 |" in text


@pytest.mark.parametrize(("value", "expected"), [(None, "–"), (0.0, "0.000")])
def test_accuracy_of_what_is_decided(model: Model, value: float | None, expected: str) -> None:
    assert f"| juist, van wat is beslist | {expected} |" in card(model, accuracy_of_decided=value)


def test_labels_are_described_only_where_that_is_known(model: Model) -> None:
    assert "**In te vullen:** wie deze documenten heeft gelabeld" in card(model)
    assert "door taalmodellen" not in card(model)
    assert "door taalmodellen" in card(model, trained_on={"bwb_labelled": 90})


def test_features_have_their_basis_and_rare_words_are_not_named(model: Model, observations) -> None:
    text = card(model)
    assert re.search(r"^\| beleidsregel \| .+ \| Awb 4:\d+.* \| \+\d\.\d\d \|$", text, flags=re.M)
    part = text.partition("Woorden en woordparen**")[2].partition("###")[0]
    named = re.findall(r"^\| (?:beleidsregel|overig|uitvoer\w+) \| ([^|]+) \|", part, flags=re.M)
    assert len(named) > 5
    for word in named:
        n_documents = sum(set(word.split()) <= set(each.words) for each in observations)
        assert n_documents >= 9  # what is stored is rounded
        assert not any(character.isdigit() for character in word)
    assert "Controleer de woorden op namen" in text
    without = card_of(replace(model, info=replace(model.info, scores=SCORES)), with_ngrams=False)
    assert "Woorden en woordparen**" in text
    assert "Woorden en woordparen**" not in without
    assert f"min_df={model.documents.extractor.min_df}" in without


def test_card_holds_what_each_family_buys(model: Model) -> None:
    row = {"left_out": "form", "test": "eigen", "macro_f1": 0.7, "worth": "0.02 [0.01, 0.03]"}
    info = replace(model.info, scores=SCORES)
    assert "Niet gemeten voor dit model" in card(model)
    text = card_of(replace(model, info=info), ablation=[row])
    assert "| form | eigen | 0.700 | 0.02 \\[0.01, 0.03\\] |" in text


def test_names_from_outside_cannot_break_out() -> None:
    hostile = "x |\n# kop\n<script>alert(1)</script> [a](javascript:b) `c` {name}\x1b[31m"
    shown = escaped(hostile)
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert not re.search(r"(?<!\\)[|<>\[\]`#]", shown)


def test_braces_in_names_are_no_fields(model: Model) -> None:
    assert "| {threshold} {0} | 3 |" in card(model, trained_on={"{threshold} {0}": 3})
