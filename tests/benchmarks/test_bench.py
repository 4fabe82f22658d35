"""The benchmarks at work on a few documents; what they measure is not tested."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from classifier.labels import DOCUMENT_LABELS

ROOT = Path(__file__).parents[2]
WORDS = {
    "beleidsregel": "De minister verleent de vergunning, tenzij de aanvrager niet voldoet. ",
    "overig": "De raad vergaderde gisteren over de begroting van het komende jaar. ",
    "uitvoeringsinstructie": "Open het dossier, noteer de datum en leg het de teamleider voor. ",
}
LABELS = [label for label in DOCUMENT_LABELS for _ in range(6)]
TEXTS = [f"{WORDS[label] * (4 + number % 6)}Kenmerk." for number, label in enumerate(LABELS)]
GROUPS = [str(number) for number in range(len(LABELS))]


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("ours", "spacy"),
        ("tfidf", "sklearn"),
        ("textcat_bow", "spacy"),
        ("fasttext_supervised", "fasttext"),
    ],
)
def test_a_peer_that_was_saved_labels_what_it_learned(
    name: str, package: str, tmp_path: Path
) -> None:
    pytest.importorskip(package, reason="a peer of the benchmarks, in the group bench")
    peer = import_module(f"peers.{name}")
    peer.fit(TEXTS, LABELS, GROUPS, tmp_path, quick=name != "textcat_bow")
    found = peer.load(tmp_path)(TEXTS)
    assert len(found) == len(TEXTS)
    assert set(found) <= set(DOCUMENT_LABELS)
    if name in ("ours", "tfidf"):
        assert found == LABELS


def test_every_peer_has_a_module() -> None:
    peers = import_module("peers").PEERS
    files = {path.stem for path in (ROOT / "benchmarks" / "peers").glob("*.py")}
    assert set(peers) == files - {"__init__", "run"}


def test_our_explanation_sums_to_the_score() -> None:
    for found in import_module("explainers")._ours(TEXTS[:2], turns=1):
        assert found.seconds > 0
        assert found.error < 1e-9


def test_explainers_are_compared_where_they_give_the_same(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    explainers, bench = import_module("explainers"), import_module("bench")
    titles = dict.fromkeys([explainers.OURS, *sum(explainers.ALIKE, ())])
    found = [explainers.Explained(title, 2.0 ** len(title)) for title in titles]
    found[-1] = explainers.Explained(found[-1].title, skipped="No module named 'shap'")
    page = bench.explainer_table(found, tmp_path)
    (ours, theirs), *_, last = explainers.ALIKE
    assert f"| {ours} | {theirs} | {2.0 ** (len(theirs) - len(ours)):.3g} |" in page
    assert f"| {last[1]} | skipped: No module named 'shap' |" in page
    assert f"| {last[0]} | {last[1]} |" not in page


def test_every_stage_is_measured() -> None:
    stages = import_module("stages")
    spent = stages.stages(TEXTS, 1)
    assert min(spent.values()) > 0
    assert {stages.LABEL, stages.EVERYTHING} <= set(spent)
    assert {"reading", "observing", "n-grams", "passages", "explanation"} <= set(spent)


def test_a_peer_that_was_skipped_is_named_with_the_reason(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    bench, measured = import_module("bench"), import_module("versus").Measured
    found = {
        "tokenizer": measured("tokenizer", 1, 1, 1, 0),
        "ours": measured("ours", 2, 4, 2, 10, 0.9),
        "tfidf": measured("tfidf", skipped="No module named 'sklearn'"),
    }
    page = bench.versus_table(found, tmp_path)
    assert "| tfidf | skipped: No module named 'sklearn' |" in page
    assert "against the bare tokenizer: 0.250 (goal 0.6)." in page
    assert (tmp_path / "bench-words.svg").is_file()
