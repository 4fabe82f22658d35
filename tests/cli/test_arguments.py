"""The options of every command, in any combination: an exit code and a line, never a traceback."""

import os
import random
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import classifier
from classifier import assessor
from classifier.documents import Document, Limits, read
from tests.arguments import commands, drawn, prepared, unreachable, wrong

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links and devices")
SLOW = {"train", "evaluate", "compare", "simulate", "suggest"}  # with a corpus that is one


class HereReader:
    """Reads in this process: one of its own a command takes long to start."""

    def __init__(self, limits: Limits, ocr: str = "auto") -> None:
        self.limits = limits

    def __enter__(self) -> "HereReader":
        return self

    def __exit__(self, *_: Any) -> None:
        pass

    def __call__(self, content: bytes, /, *, name: str) -> Document:
        return read(content, name=name, limits=self.limits, ocr="never")


@cache
def load(path: Path | None = None, **more: Any) -> assessor.Assessor:
    return assessor.load(path, **more)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("classifier.documents.IsolatedReader", HereReader)
    monkeypatch.setattr("classifier.download.client.Client.get", unreachable)
    monkeypatch.setitem(vars(classifier), "load", load)
    return prepared(tmp_path)


def test_every_command_takes_part() -> None:
    names = {" ".join(words) for words, _ in commands()}
    assert {"classify", "corpus check", "corpus download", "model show", "train"} <= names


@settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10**6))
def test_any_arguments_end_well(here: Path, seed: int) -> None:
    shutil.rmtree(here)
    prepared(here.parents[1])
    arguments = drawn(random.Random(seed), here)
    if arguments[0] in SLOW:
        for path in (*here.glob("rijen.*"), here / "in"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert wrong(arguments, here) is None, arguments
