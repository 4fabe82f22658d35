import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from classifier.corpora.corpus import LabelledDocument, fingerprint
from classifier.evaluation.overlap import overlap
from classifier.model.persistence import Model

CORPUS = [
    LabelledDocument("a", "Een beleidsregel.", "beleidsregel", "a", "bron"),
    LabelledDocument("b", "Een werkinstructie.", "uitvoeringsinstructie", "b", "elders"),
]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def told(model: Model, lock: str = "", paths: tuple[Path, ...] = (), **info: object) -> list[str]:
    return list(overlap("A", replace(model.info, **info), lock, CORPUS, paths))


def test_same_corpus(model: Model) -> None:
    (sentence,) = told(model, version=f"1.{fingerprint(CORPUS)}")
    assert "exactly this corpus" in sentence


def test_files_and_texts_by_the_lock(model: Model, tmp_path: Path) -> None:
    file = tmp_path / "corpus.csv"
    file.write_bytes(b"text,label\n")
    lock = json.dumps([digest(file.read_bytes()), digest(CORPUS[0].text.encode())])
    found = told(model, lock, (tmp_path,))
    assert found == [
        "A was trained on files of this corpus (by its lock): corpus.csv",
        "A was trained on 1 of these documents (by its lock)",
    ]
    assert told(model, lock, (file,)) == found


def test_only_files_that_were_read_count(model: Model, tmp_path: Path) -> None:
    (tmp_path / "corpus.csv").write_bytes(b"text,label\n")
    beside = tmp_path / "ongelezen.txt"
    beside.write_text("Geen rij noemt dit.", encoding="utf-8")
    (sentence,) = told(model, digest(beside.read_bytes()), (tmp_path,))
    assert "no sign that" in sentence


def test_sources(model: Model) -> None:
    (sentence,) = told(model, trained_on={"bron": 4, "unlabelled": 9})
    assert sentence.endswith("which 1 of the 2 documents have: bron")


@pytest.mark.parametrize(
    ("trained_on", "lock", "expected"),
    [
        ({"ander": 3}, "", "no sign that .* it records names of its sources, by which"),
        ({}, "0" * 64, "no sign that .* it records checksums of its files, by which"),
        ({"ander": 3}, "0" * 64, "it records checksums of its files and names of its sources, by"),
        ({}, "", "nothing is known"),
    ],
)
def test_says_what_is_not_known(
    model: Model, trained_on: dict[str, int], lock: str, expected: str
) -> None:
    (sentence,) = told(model, lock, trained_on=trained_on)
    assert re.search(expected, sentence)
