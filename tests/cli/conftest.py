"""A model that is not one: the command is tested without training anything."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import classifier
from classifier.assessment.assessment import Assessment
from classifier.cli import main
from classifier.documents import Document, read
from classifier.errors import ClassifierError, ModelError, ModelNotFoundError
from classifier.explanation import Contribution, Explanation

WORK = "Open het dossier in het systeem en noteer de datum van ontvangst. " * 6
RULE = "Het college verleent geen ontheffing, tenzij de gevolgen onevenredig zijn. " * 6


class FakeAssessor:
    card = "# Nep\n\nEen kaart met [red]opmaak[/red] en \x1b[31m."

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold

    def assess_many(
        self, sources: Iterable[Path | Document], *, explain: bool = False
    ) -> Iterator[Assessment]:
        for source in sources:
            try:
                document = source if isinstance(source, Document) else read(source)
                yield self._assess(document, explain)
            except ClassifierError as error:
                name = source.source if isinstance(source, Document) else str(source)
                yield Assessment(name, error_code=error.code, error_message=error.message)

    def _assess(self, document: Document, explain: bool) -> Assessment:
        label = "beleidsregel" if "college" in document.text else "uitvoeringsinstructie"
        others = {"beleidsregel", "overig", "uitvoeringsinstructie"} - {label}
        reasons = tuple(
            Contribution(f"ngram:woord{rank}", "ngram", 0.5, 0.5 / rank, ((0, 5),))
            for rank in range(1, 31)
        )
        score = 0.1 + sum(reason.contribution for reason in reasons)
        return Assessment(
            source=document.source,
            sha256=document.sha256,
            title=document.title,
            model="nep@1",
            n_words=len(document.text.split()),
            label=label,
            decision=label if self.threshold <= 0.8 else "twijfel",
            doubt=None if self.threshold <= 0.8 else "max_error",
            probabilities={label: 0.8} | dict.fromkeys(others, 0.1),
            explanation=Explanation(label, "overig", score, 0.1, 0.0, reasons) if explain else None,
            text=document.text,
            document=document,
        )

    def describe(self) -> dict[str, Any]:
        return {"name": "nep", "version": "1", "n_features": {"ngram": 30}, "threshold": 0.5}


@pytest.fixture(autouse=True)
def _fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(path: Path | None = None, *, max_error: float | None = None) -> FakeAssessor:
        if path is not None:
            raise ModelNotFoundError(f"{path}: no model here; train one")
        if max_error is not None and max_error < 0.03:
            raise ModelError(f"model nep cannot promise an error of at most {max_error:g}")
        # What it is asked to promise is what it is less sure of.
        return FakeAssessor(0.0 if max_error is None else 1 - max_error)

    # Not setattr, which would first load the real one.
    monkeypatch.setitem(vars(classifier), "load", load)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command and return its exit code, its output and its errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two documents, one that is empty, and a hidden one."""
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "b.txt").write_text(WORK, encoding="utf-8")
    (tmp_path / "in" / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "in" / "sub" / "c.txt").write_text(RULE, encoding="utf-8")
    (tmp_path / "in" / ".hidden.txt").write_text(RULE, encoding="utf-8")
    return tmp_path / "in"
