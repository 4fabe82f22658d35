import sys
from pathlib import Path
from types import ModuleType

import pytest

import classifier
from classifier.corpora import Fields
from classifier.documents import Limits
from classifier.errors import CorpusError
from classifier.model.folder import standard_folder
from classifier.training.steps import Step


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """The calls of a training that trains nothing."""
    found: list[tuple] = []

    def train(corpora, output, **options):
        if "geen" in corpora[0].read_text(encoding="utf-8"):
            raise CorpusError(f"{corpora[0]}: no label; fill 'label'")
        options.pop("progress")(Step("reading \x1b[31m"))
        found.append((corpora, output, options))
        by_source = [{"name": "eigen"}]
        return {"macro_f1": 0.81234, "per_label": {"overig": 0.9}, "by_source": by_source}

    module = ModuleType("classifier.training.run")
    module.train = train
    monkeypatch.setitem(sys.modules, "classifier.training.run", module)
    monkeypatch.setitem(vars(classifier), "training", module)
    return found


def test_options_reach_the_training(
    run, tmp_path: Path, calls: list[tuple], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
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
        "--limit",
        "max_bytes=5000",
        "--ocr",
        "never",
    )
    assert code == 0
    ((corpora, output, options),) = calls
    assert (corpora, output) == ([corpus], tmp_path / "m")
    assert options == {
        "name": None,
        "fields": Fields(label="soort"),
        "names": {"1": "overig"},
        "limits": Limits(max_bytes=5_000),
        "ocr": "never",
        "unlabelled": None,
        "passages": None,
        "pipeline": "nl_rules",
        "seed": 3,
        "n_candidates": 0,
        "label_weight": {},
        "base": None,
        "cache": tmp_path / "kept" / "beleidsregel",
    }
    assert "macro_f1          0.812\n" in out
    assert "per_label.overig  0.900\n" in out
    assert "by_source" not in out, "a table of its own stands in the card"
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


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--no-cache",), {"cache": None}),
        (("--cache", "hier"), {"cache": Path("hier")}),
        (("--search", 4), {"n_candidates": 4}),
        (("--add-to-shipped",), {"base": standard_folder()}),
        (
            ("--label-weight", "overig=0.5", "--label-weight", "beleidsregel=2"),
            {"label_weight": {"overig": 0.5, "beleidsregel": 2.0}},
        ),
    ],
)
def test_choices(run, tmp_path: Path, calls: list[tuple], arguments, expected) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("{}", encoding="utf-8")
    code, _, _ = run("train", corpus, "--output", tmp_path / "m", *arguments)
    assert code == 0
    assert expected.items() <= calls[0][2].items()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--label-weight", "brief=2"), "give LABEL=NUMBER"),
        (("--label-weight", "overig=nan"), "give LABEL=NUMBER"),
        (("--label-weight", "overig"), "give LABEL=NUMBER"),
        (("--add-to-shipped", "--search", 3), "leave out --search"),
        (("--no-cache", "--cache", "hier"), "--no-cache"),
    ],
)
def test_wrong_usage(run, tmp_path: Path, calls: list[tuple], arguments, message: str) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("{}", encoding="utf-8")
    code, _, err = run("train", corpus, "--output", tmp_path / "m", *arguments)
    assert code == 2
    assert message in " ".join(err.split())
    assert calls == []
