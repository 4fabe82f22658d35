import hashlib
import json
import sys
from pathlib import Path

import pytest

import classifier
from classifier.assessor import Assessor
from classifier.model.persistence import Model


@pytest.fixture(autouse=True)
def _small_model(model: Model, nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "load", lambda path, max_error=None: Assessor(model, "", nlp))


@pytest.fixture
def corpus(authored, tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    rows = [{"id": d.id, "text": d.text, "soort": d.label} for d in authored[:24]]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_table(run, corpus: Path) -> None:
    code, out, err = run("evaluate", corpus, "--label-field", "soort")
    assert code == 0
    assert out.startswith("Model klein@1 on 24 documents.")
    assert "\n| form masked | 24 | " in out
    assert "reading 24 documents" in err
    assert "note: klein was trained on 22 of these documents (by its lock)" in err


def test_tells_that_the_model_learned_from_the_corpus(run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "lock.json").write_text(hashlib.sha256(corpus.read_bytes()).hexdigest())
    _, out, err = run("evaluate", corpus, "--label-field", "soort", "--model", tmp_path)
    assert "note: klein was trained on files of this corpus (by its lock): corpus.jsonl" in err
    assert "note:" not in out


def test_json_in_a_file(run, corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "scores.json"
    code, out, _ = run(
        "evaluate", corpus, "--label-field", "soort", "--format", "json", "--output", target
    )
    assert (code, out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["rows"][0]["n_documents"] == 24


def test_a_folder_to_write_is_told_before_the_work(run, corpus: Path, tmp_path: Path) -> None:
    code, _, err = run("evaluate", corpus, "--label-field", "soort", "--output", tmp_path)
    assert (code, len(err.splitlines())) == (2, 1)
    assert "is a folder; name a file" in err


def test_missing_corpus_is_wrong_usage(run, tmp_path: Path) -> None:
    code, _, err = run("evaluate", tmp_path / "weg.jsonl")
    assert code == 2
    assert "weg.jsonl: no such file" in err


def test_corpus_without_labels_is_wrong_usage(run, corpus: Path) -> None:
    code, _, err = run("evaluate", corpus)
    assert code == 2
    assert "label" in err


def test_folder_for_each_label(run, authored, tmp_path: Path) -> None:
    for document in authored[:12]:
        folder = tmp_path / "corpus" / f"soort {document.label}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / document.id).write_text(document.text, encoding="utf-8")
    names = [f"soort {label}={label}" for label in {d.label for d in authored}]
    mapping = [argument for name in names for argument in ("--map", name)]
    code, out, _ = run("evaluate", tmp_path / "corpus", *mapping)
    assert code == 0
    assert out.startswith("Model klein@1 on 12 documents.")


def test_plots_and_errors(run, corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra plots")
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    rows[0]["soort"] = "overig" if rows[0]["soort"] != "overig" else "beleidsregel"
    corpus.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    folder, options = tmp_path / "plots", ("--label-field", "soort", "--errors", "3")
    code, out, err = run("evaluate", corpus, *options, "--plots", folder)
    assert code == 0
    assert f"| {rows[0]['id']} | corpus | {rows[0]['soort']} | " in out
    assert out.index("Errors, those that the model is surest of first (") > out.index("| true \\")
    assert sorted(path.stem for path in folder.glob("*.svg")) == [
        "calibration",
        "confusion",
        "coverage",
        "precision-recall",
    ]
    assert err.count("wrote ") == 4
    _, out, _ = run("evaluate", corpus, *options, "--format", "json")
    found = json.loads(out)
    assert found["errors"][0]["reason"]
    assert sum(map(sum, found["confusion"])) == 24


def test_plots_without_matplotlib(run, corpus: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    code, out, err = run("evaluate", corpus, "--label-field", "soort", "--plots", tmp_path / "p")
    assert (code, out) == (2, "")
    assert "pip install 'beleidsregel-classifier[plots]'" in err
