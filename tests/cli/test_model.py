import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

import classifier
from classifier.assessor import Assessor
from classifier.model.folder import standard_folder
from classifier.model.persistence import Model, save_model
from tests.training.test_card import SCORES

CARD = "# Klein\n\nEen kaart met [red]opmaak[/red] en \x1b[31m."


@pytest.fixture(autouse=True)
def _small_model(model: Model, nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    scores = {**SCORES, "by_source": [{"name": "a"}]}
    known = replace(model, info=replace(model.info, scores=scores))
    monkeypatch.setattr(classifier, "load", lambda path, max_error=None: Assessor(known, CARD, nlp))


@pytest.fixture
def folder(model: Model, tmp_path: Path) -> Path:
    save_model(replace(model, info=replace(model.info, scores=SCORES)), tmp_path / "klein")
    return tmp_path / "klein"


def test_show_lists_the_description_the_weights_and_the_card(run) -> None:
    code, out, _ = run("model", "show", "--top", "2")
    assert code == 0
    assert "name                                   klein\n" in out
    assert "threshold                              0.500\n" in out
    assert "by_source" not in out
    assert "[red]opmaak[/red] en \\x1b[31m." in out
    lines = out.splitlines()
    start = lines.index("cue, for beleidsregel")
    assert lines[start + 1].startswith("  +")
    assert lines[start + 2].startswith("  +")
    assert lines[start + 3].startswith("cue, for overig")
    assert any("(Awb 4:8" in line for line in lines if "cue:" in line)


def test_show_as_json(run) -> None:
    code, out, _ = run("model", "show", "--format", "json", "--top", "1")
    found = json.loads(out)
    assert (code, found["name"]) == (0, "klein")
    content = (standard_folder() / "model.json").read_bytes()
    assert found["sha256"] == hashlib.sha256(content).hexdigest()
    assert found["scores"]["by_source"] == [{"name": "a"}]
    assert {each["family"] for each in found["weights"]} >= {"cue", "form", "ngram"}


def test_card_is_made_from_the_folder(run, folder: Path, tmp_path: Path) -> None:
    code, out, _ = run("model", "card", folder)
    assert code == 0
    assert out.startswith("# klein\n")
    assert "Woorden en woordparen**" in out
    assert "Woorden en woordparen**" not in run("model", "card", folder, "--no-ngrams")[1]
    target = tmp_path / "kaart.html"
    code, out, _ = run("model", "card", folder, "--format", "html", "--output", target)
    assert (code, out) == (0, "")
    assert "<h1>Kaart van het model klein</h1>" in target.read_text(encoding="utf-8")


def test_card_with_what_families_buy(run, folder: Path) -> None:
    row = {"left_out": "form", "test": "eigen", "macro_f1": 0.7, "worth": "0.02"}
    (folder / "ablation.json").write_text(json.dumps([row]), encoding="utf-8")
    assert "| form | eigen | 0.700 | 0.02 |" in run("model", "card", folder)[1]
    (folder / "ablation.json").write_text('[{"left_out": 1}]', encoding="utf-8")
    code, _, err = run("model", "card", folder)
    assert code == 2
    assert "ablation.json: not what benchmarks/ablation.py writes" in err
