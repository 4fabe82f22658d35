import sys
from pathlib import Path
from types import ModuleType

import pytest

import classifier
from classifier.corpora import Fields
from classifier.errors import CorpusError


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """The calls of a training that trains nothing."""
    found: list[tuple] = []

    def train(corpora, output, **options):
        if "geen" in corpora[0].read_text(encoding="utf-8"):
            raise CorpusError(f"{corpora[0]}: no label; fill 'label'")
        options.pop("progress")("reading \x1b[31m")
        found.append((corpora, output, options))
        return {"macro_f1": 0.81234, "per_label": {"overig": 0.9}, "n": 12}

    module = ModuleType("classifier.training.fitting")
    module.train = train
    monkeypatch.setitem(sys.modules, "classifier.training.fitting", module)
    monkeypatch.setitem(vars(classifier), "training", module)
    return found


def test_options_reach_the_training(run, tmp_path: Path, calls: list[tuple]) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("{}", encoding="utf-8")
    code, out, err = run(
        "train",
        corpus,
        "--output",
        tmp_path / "m",
        "--label-field",
        "soort",
        "--seed",
        3,
        "--map",
        "1=overig",
    )
    assert code == 0
    ((corpora, output, options),) = calls
    assert (corpora, output) == ([corpus], tmp_path / "m")
    assert options == {
        "name": None,
        "fields": Fields(label="soort"),
        "names": {"1": "overig"},
        "unlabelled": None,
        "passages": None,
        "pipeline": "nl_rules",
        "seed": 3,
    }
    assert "macro_f1          0.812\n" in out
    assert "per_label.overig  0.900\n" in out
    assert err == "reading \\x1b[31m\n"


def test_bad_data_is_code_1(run, tmp_path: Path, calls: list[tuple]) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("geen", encoding="utf-8")
    code, out, err = run("train", corpus, "--output", tmp_path / "m")
    assert (code, out) == (1, "")
    assert err == f"beleidsregel: {corpus}: no label; fill 'label'\n"


def test_missing_corpus_is_wrong_usage(run, tmp_path: Path, calls: list[tuple]) -> None:
    code, _, err = run("train", tmp_path / "weg.jsonl", "--output", tmp_path / "m")
    assert code == 2
    assert "weg.jsonl: no such file" in err
    assert calls == []
