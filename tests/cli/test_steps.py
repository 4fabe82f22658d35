import sys

import pytest

from classifier.cli.steps import telling
from classifier.training.steps import Step

STEPS = [
    Step("reading", 0, 80),
    Step("reading", 40, 80),
    Step("reading", 80, 80),
    Step("fold 1: macro-F1 0.812 \x1b[31m [red]"),
]


def test_lines_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with telling() as tell:
        for step in STEPS:
            tell(step)
    assert capsys.readouterr().err.splitlines() == [
        "reading: 0 of 80",
        "reading: 80 of 80",
        "fold 1: macro-F1 0.812 \\x1b[31m [red]",
    ]


def test_slow_step_is_told_in_between(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.cli.steps._PAUSE", 0.0)
    with telling() as tell:
        for step in STEPS[:3]:
            tell(step)
    assert "reading: 40 of 80" in capsys.readouterr().err


def test_bar_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "120")
    with telling() as tell:
        for step in STEPS:
            tell(step)
    err = capsys.readouterr().err
    assert "80/80" in err
    assert "fold 1: macro-F1 0.812 \\x1b[31m [red]" in err
