"""When a model may not decide; the texts are invented."""

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import classifier
from classifier.assessment.doubt import Abstention, of_text, threshold_for
from classifier.assessor import Assessor
from classifier.errors import ModelError
from classifier.evaluation.noise import Noise, scan
from classifier.features import Observation
from classifier.features.familiarity import Familiarity
from classifier.model.doubt import Doubt
from classifier.model.persistence import Model

LEAST = Familiarity(lettered=0.5, sound=0.9, known=0.7)
DOUBT = Doubt((0.5, 0.7, 0.9), (0.2, 0.1, 0.04), LEAST)
ANY = Familiarity(0.0, 0.0, 0.0)
OWN = (Path(__file__).parents[2] / "data" / "authored" / "gemeente_01.txt").read_text("utf-8")
RECIPE = (
    "Appeltaart. Verwarm de oven voor, vet een springvorm in met roomboter en bestrooi hem met "
    "bloem. Kneed de bloem, de boter, de suiker, het ei en een snufje zout tot een soepel deeg en "
    "laat het rusten in de koelkast. Schil de appels, snijd ze in blokjes en meng ze met kaneel, "
    "rozijnen en citroensap. Rol het deeg uit, bekleed de vorm, schep de appels erin en leg er "
    "repen deeg kruislings overheen. Bestrijk het deeg met losgeklopt eigeel. Bak de taart "
    "goudbruin en serveer hem met slagroom."
)
POEM = (
    "O zoete lieve moeder mijn, hoe bleek en koel zijn uwe wangen, de bladren vallen rood en stil, "
    "de zwaluw staakt haar avondzangen. Ik zat alleen aan 's vijvers zoom en zag het bleeke "
    "maanlicht dwalen, het riet boog ruischend in den wind als zong het van verloren dalen. Mijn "
    "ziele weent, mijn harte bloedt, de zoele nacht daalt op mijn leden, de klokken luiden droef "
    "en dof, als wilden zij mijn smart verbreeden."
)


def shuffled(text: str) -> str:
    chance = random.Random(1)
    return " ".join("".join(chance.sample(word, len(word))) for word in text.split(" "))


def figures() -> str:
    chance = random.Random(1)
    rows = (" ".join(str(chance.randrange(9999)) for _ in range(8)) for _ in range(30))
    return "Tabel met de bedragen voor het jaar\n" + "\n".join(rows)


@cache
def standaard() -> Assessor:
    return classifier.load()


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        pytest.param(shuffled(OWN), "garbled", id="letters shuffled"),
        pytest.param(scan(OWN, Noise(0.5, 0, 0, 0)), "unlike_training", id="words run together"),
        pytest.param(scan(OWN, Noise(0, 0.5, 0, 0)), "garbled", id="broken words"),
        pytest.param(scan(OWN, Noise(0.2, 0.1, 0.3, 0.3)), "garbled", id="a bad scan"),
        pytest.param(figures(), "unlike_training", id="figures"),
        pytest.param(RECIPE, "unlike_training", id="recipe"),
        pytest.param(POEM, "unlike_training", id="old poem"),
    ],
)
def test_texts_that_are_not_to_be_trusted(text: str, doubt: str) -> None:
    assessment = standaard().assess(text.encode(), explain=False)
    assert (assessment.decision, assessment.doubt) == ("twijfel", doubt)


@pytest.mark.parametrize(
    "text", [OWN, OWN.upper(), scan(OWN)], ids=["as it is", "capitals", "scan"]
)
def test_ordinary_texts_are_trusted(text: str) -> None:
    assert standaard().assess(text.encode(), explain=False).doubt is None


@pytest.mark.parametrize(
    ("n_words", "found", "reason"),
    [
        (300, Familiarity(0.9, 0.95, 0.8), None),
        (29, Familiarity(0.9, 0.95, 0.8), "short"),
        (300, Familiarity(0.4, 0.95, 0.8), "unlike_training"),
        (300, Familiarity(0.4, 0.1, 0.1), "unlike_training"),
        (300, Familiarity(0.9, 0.8, 0.1), "garbled"),
        (300, Familiarity(0.9, 0.95, 0.6), "unlike_training"),
        (300, LEAST, None),
    ],
)
def test_reason_of_a_text(n_words: int, found: Familiarity, reason: str | None) -> None:
    assert of_text(n_words, found, LEAST) == reason


@pytest.mark.parametrize(
    ("max_error", "threshold"), [(None, 0.5), (0.2, 0.5), (0.15, 0.7), (0.05, 0.9), (0.04, 0.9)]
)
def test_threshold_for_an_error(model: Model, max_error: float | None, threshold: float) -> None:
    assert threshold_for(replace(model.info, doubt=DOUBT), max_error) == threshold


def test_an_error_that_is_too_low_is_refused(model: Model) -> None:
    with pytest.raises(ModelError, match=r"error of at most 0\.01; give 0\.0400 or more"):
        threshold_for(replace(model.info, doubt=DOUBT), 0.01)


def test_a_model_of_before_is_refused_for_an_error_only(
    model: Model, observations: list[Observation]
) -> None:
    assert model.info.doubt is None
    with pytest.raises(ModelError, match="train it anew with: beleidsregel train"):
        Assessor(model, max_error=0.05)
    abstention = Abstention(model)
    assert abstention.reason(observations[0], 0.5) is None
    assert abstention.reason(observations[0], 0.49) == "close"


@pytest.mark.parametrize(("max_error", "reason"), [(None, "close"), (0.05, "max_error")])
def test_reason_of_an_unsure_model(
    model: Model, observations: list[Observation], max_error: float | None, reason: str
) -> None:
    info = replace(model.info, doubt=replace(DOUBT, least=ANY), threshold=0.6)
    abstention = Abstention(replace(model, info=info), max_error)
    assert abstention.reason(observations[0], 0.55) == reason
    assert abstention.reason(observations[0], 0.95) is None


def test_what_is_decided_at_a_lower_error_is_decided_at_a_higher() -> None:
    folder = Path(__file__).parents[2] / "data" / "examples"
    paths = sorted(folder.iterdir())
    decided = []
    for max_error in (0.2, 0.1, 0.05):
        found = classifier.load(max_error=max_error).assess_many(paths)
        decided.append({one.source for one in found if one.doubt is None})
    assert decided[0] >= decided[1] >= decided[2]
    assert decided[0] > decided[2]
