import sys
from pathlib import Path

import numpy as np
import pytest

from classifier.errors import MissingPackageError
from classifier.evaluation.drawing import FORMATS
from classifier.evaluation.plots import plot_predictions

CLASSES = np.array(["beleidsregel", "overig", "uitvoeringsinstructie"])
NAMES = ["confusion", "precision-recall", "calibration", "coverage"]


@pytest.fixture
def predictions() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    probabilities = random.dirichlet((1, 1, 1), 60)
    return CLASSES[[random.choice(3, p=row) for row in probabilities]], probabilities


@pytest.mark.parametrize("kind", FORMATS)
def test_same_predictions_give_the_same_bytes(predictions, tmp_path: Path, kind: str) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra plots")
    truth, probabilities = predictions
    first, second = (
        plot_predictions(truth, probabilities, CLASSES, tmp_path / name, threshold=0.6, kind=kind)
        for name in ("a", "b")
    )
    assert [path.name for path in first] == [f"{name}.{kind}" for name in NAMES]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()
        assert len(one.read_bytes()) > 3000


def test_label_that_does_not_occur_and_one_document(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra plots")
    sure = np.array([[1.0, 0.0, 0.0]])
    written = plot_predictions(CLASSES[:1], sure, CLASSES, tmp_path)
    text = (tmp_path / "confusion.svg").read_text(encoding="utf-8")
    assert len(written) == 4
    assert "<dc:date>" not in text


def test_without_matplotlib_says_what_to_install(
    predictions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingPackageError, match=r"pip install .*plots"):
        plot_predictions(*predictions, CLASSES, tmp_path / "plots")
    assert not (tmp_path / "plots").exists()
