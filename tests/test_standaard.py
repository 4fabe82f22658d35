"""The model that is shipped: small, audited, and right about documents it has not seen."""

import csv
from functools import cache
from pathlib import Path

import pytest

import classifier
from classifier.assessor import Assessor
from classifier.modelfolder import standard_folder

ROOT = Path(__file__).parents[1]
LETTER = ROOT.parent / "shared" / "reference" / "kamerbrief.txt"
LARGEST = 15_000_000  # bytes


@cache
def standaard() -> Assessor:
    return classifier.load()


def examples() -> list[dict[str, str]]:
    with (ROOT / "data" / "labels" / "examples.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in standard_folder().iterdir()) < LARGEST


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["file"])
def test_no_example_is_decided_wrongly(example: dict[str, str]) -> None:
    assessment = standaard().assess(ROOT / "data" / "examples" / example["file"])
    assert assessment.decision in {example["label"], "twijfel"}
    assert assessment.passages


def test_most_examples_are_decided() -> None:
    folder = ROOT / "data" / "examples"
    decisions = [
        standaard().assess(folder / example["file"], explain=False).decision
        for example in examples()
    ]
    assert len(decisions) - decisions.count("twijfel") >= 10


@pytest.mark.skipif(not LETTER.exists(), reason="needs the letter in ../shared/reference")
def test_a_letter_about_policy_rules_is_not_decided_to_be_one() -> None:
    assert standaard().assess(LETTER).decision != "beleidsregel"
