"""The model that is shipped: small, audited, and right about documents it has not seen."""

import csv
import importlib.util
from functools import cache
from pathlib import Path

import pytest

import classifier
from classifier.assessor import Assessor
from classifier.model.folder import standard_folder
from classifier.training.lock import lock_of
from classifier.woo.norms import sets_norm
from classifier.woo.proposing import propose

ROOT = Path(__file__).parents[1]
LETTER = ROOT.parent / "shared" / "reference" / "kamerbrief.txt"
LARGEST = 15_000_000  # bytes


@cache
def standaard() -> Assessor:
    return classifier.load()


# A municipal verordening, which binds everyone (overig), in the words of a policy rule.
KNOWN_WRONG = {"tegenprestatie-en-afstemming.docx"}


def examples() -> list[dict[str, str]]:
    with (ROOT / "data" / "labels" / "examples.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in standard_folder().iterdir()) < LARGEST


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["file"])
def test_no_example_is_decided_wrongly(example: dict[str, str]) -> None:
    assessment = standaard().assess(ROOT / "data" / "examples" / example["file"])
    right = assessment.decision in {example["label"], "twijfel"}
    assert right is (example["file"] not in KNOWN_WRONG)
    assert assessment.passages


def test_most_examples_are_decided() -> None:
    folder = ROOT / "data" / "examples"
    decisions = [
        standaard().assess(folder / example["file"], explain=False).decision
        for example in examples()
    ]
    assert len(decisions) - decisions.count("twijfel") >= 10


def test_training_lists_what_is_learned_and_no_example(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("training", ROOT / "models/train_standaard.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    paths = script.inputs(tmp_path, script.authored_documents())
    lock = lock_of([path for path in paths if not path.is_relative_to(tmp_path)], {})
    names = {each["name"] for each in lock["inputs"]}
    shown = {example["authored_file"] for example in examples()}
    authored = {path.name for path in (ROOT / "data" / "authored").glob("*")}
    assert names == {f"authored/{name}" for name in authored - shown} | {
        "municipal.csv",
        "passages_added.csv",
    }


@pytest.mark.skipif(not LETTER.exists(), reason="needs the letter in ../shared/reference")
def test_a_letter_about_policy_rules_is_not_decided_to_be_one() -> None:
    assert standaard().assess(LETTER).decision != "beleidsregel"


# Of the authored documents whose title says the opposite of their substance, those of which the
# shipped model does not say so.
KNOWN_FAILURES = {"staatscourant_062.txt", "staatscourant_071.txt"}


def contrary_titles() -> list[dict[str, str]]:
    path = ROOT / "data" / "labels" / "noemt_zich_anders.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", contrary_titles(), ids=lambda row: row["file"])
def test_a_title_that_says_the_opposite_is_told(row: dict[str, str]) -> None:
    (path,) = (ROOT / "data").glob(f"*/{row['file']}")
    assessment = standaard().assess(path, explain=False)
    told = "noemt_zich_anders" in assessment.findings
    assert told is (row["file"] not in KNOWN_FAILURES)
    if told:
        assert assessment.form is not None
        assert assessment.form.name is not None
        assert assessment.form.name.word == row["noemt_zich"]
        assert assessment.form.label == row["label"]


def test_no_other_authored_title_is_said_to_be_the_opposite() -> None:
    contrary = {row["file"] for row in contrary_titles()}
    paths = [
        path for path in (ROOT / "data" / "authored").glob("*.txt") if path.name not in contrary
    ]
    assert len(paths) > 200
    found = [
        path.name
        for path, assessment in zip(
            paths, standaard().assess_many(paths, explain=False), strict=True
        )
        if "noemt_zich_anders" in assessment.findings
    ]
    assert found == []


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["file"])
def test_no_norm_of_an_example_is_proposed_for_withholding(example: dict[str, str]) -> None:
    assessment = standaard().assess(ROOT / "data" / "examples" / example["file"], explain=False)
    for item in propose(assessment).proposals:
        if item.kind == "passage":
            assert assessment.label == "uitvoeringsinstructie"
            (passage,) = (
                p for p in assessment.passages if p.start <= item.start and item.end <= p.end
            )
            assert (item.start, item.end) in passage.proposed
            assert not (passage.parts and sets_norm(assessment.text[item.start : item.end]))
            assert passage.label != "norm"
            assert passage.probabilities["norm"] < standaard().model.info.passage_threshold


def test_methods_of_an_interview_are_proposed_with_their_pages() -> None:
    path = ROOT / "data" / "examples" / "opzet-nader-gehoor.pdf"
    found = propose(standaard().assess(path, explain=False))
    methods = [item for item in found.proposals if item.kind == "passage"]
    assert methods
    assert all(item.page and item.ground == "5.1.2.i" for item in methods)
    assert 0 < found.share < 1
