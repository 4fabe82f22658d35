import json
import sys
from pathlib import Path

import pytest

AUTHORED = Path(__file__).parents[2] / "data" / "authored"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """30 authored documents."""
    rows = [json.loads(line) for line in (AUTHORED / "gemeente.jsonl").open(encoding="utf-8")]
    path = tmp_path / "c.jsonl"
    lines = [
        json.dumps(
            {"text": (AUTHORED / r["file"]).read_text(encoding="utf-8"), "label": r["label"]}
        )
        for r in rows
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_json_has_the_curves(run, corpus: Path) -> None:
    code, out, err = run("simulate", corpus, "--seeds", 2, "--format", "json")
    assert code == 0
    assert "replaying maximum, run 2 of 2" in err
    found = json.loads(out)
    assert found["n_documents"] == 30
    assert list(found["orders"]) == ["maximum", "random"]
    for order in found["orders"].values():
        assert len(order["read"]["values"]) == len(order["stopping"]["test"]) == 2
        for curve in order["curve"]["recall"]:
            assert len(curve) == len(order["curve"]["read"])
            assert curve == sorted(curve)
            assert curve[-1] == 1.0


def test_table_and_picture(run, corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="plots are an extra")
    code, out, err = run(
        *("simulate", corpus, "--seeds", 2, "--strategy", "mixed", "--target", "beleidsregel"),
        *("--plots", tmp_path / "plots"),
    )
    assert code == 0
    assert "documents (30 groups) are beleidsregel" in out
    for name in ("mixed", "random", "WSS@95", "ATD", "stop by the test"):
        assert name in out
    assert (tmp_path / "plots" / "recall.png").read_bytes().startswith(b"\x89PNG")
    assert "recall.png" in err


def test_plots_without_matplotlib_are_refused_at_once(
    run, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    code, out, err = run("simulate", corpus, "--plots", tmp_path / "plots")
    assert (code, out) == (2, "")
    assert "pip install 'beleidsregel-classifier[plots]'" in err
    assert "replaying" not in err


def test_one_run_has_no_interval(run, corpus: Path) -> None:
    code, out, _ = run("simulate", corpus, "--seeds", 1)
    assert code == 0
    assert "one run" in out
    assert "interval" not in out
    assert "[" not in out


def test_corpus_without_what_is_looked_for(run, tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"text": "Dit is een tekst over van alles.", "label": "overig"}\n')
    code, _, err = run("simulate", path)
    assert code == 2
    assert "0 of 1 document are uitvoeringsinstructie" in err


def test_wrong_usage(run, tmp_path: Path) -> None:
    code, _, err = run("simulate", tmp_path / "weg.jsonl")
    assert code == 2
    assert "no such file" in err
