import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

import classifier
from classifier.assessor import Assessor
from classifier.model.persistence import Model

AUTHORED = Path(__file__).parents[2] / "data" / "authored"


@pytest.fixture(autouse=True)
def _two_models(model: Model, nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(path: Path | None = None, max_error: float | None = None) -> Assessor:
        name = "standaard" if path is None else path.name
        return Assessor(replace(model, info=replace(model.info, name=name)), "", nlp)

    monkeypatch.setattr(classifier, "load", load)


@pytest.fixture
def corpus(authored, tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    # The shipped model did not learn from those that the examples were made of.
    shown = (AUTHORED.parent / "labels" / "examples.csv").read_text(encoding="utf-8")
    learned = [d for d in authored if d.id not in shown]
    rows = [{"id": d.id, "text": d.text, "soort": d.label} for d in learned[:9]]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_text(run, corpus: Path, tmp_path: Path) -> None:
    code, out, err = run("compare", "standaard", tmp_path, corpus, "--label-field", "soort")
    assert code == 0
    assert out.startswith(f"A: standaard@1; B: {tmp_path.name}@1\n9 documents in 9 groups\n")
    assert out.endswith("The two models give every document of this corpus the same label.\n")
    assert "note: A was trained on 9 of these documents (by its lock)" in out
    assert "note: B: no sign that it was trained on this corpus" in out
    assert "reading 9 documents" in err


def test_json_in_a_file(run, corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "comparison.json"
    options = ("--label-field", "soort", "--format", "json", "--output", target)
    code, out, _ = run("compare", "standaard", tmp_path, corpus, *options)
    assert (code, out) == (0, "")
    found = json.loads(target.read_text(encoding="utf-8"))
    assert (found["n_documents"], found["changes"], found["mcnemar"]["p_value"]) == (9, [], 1.0)
    assert [each["measure"] for each in found["differences"]][-1] == "accuracy"


def test_lock_that_names_the_corpus_gives_a_warning(run, corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "eigen"
    folder.mkdir()
    digest = hashlib.sha256(corpus.read_bytes()).hexdigest()
    (folder / "lock.json").write_text(json.dumps({"inputs": {"corpus": digest}}), encoding="utf-8")
    code, out, _ = run("compare", "standaard", folder, corpus, "--label-field", "soort")
    assert code == 0
    assert "note: B was trained on files of this corpus (by its lock): corpus.jsonl" in out


def test_missing_corpus_is_wrong_usage(run, tmp_path: Path) -> None:
    code, _, err = run("compare", "standaard", "standaard", tmp_path / "weg.csv")
    assert code == 2
    assert "weg.csv: no such file" in err
