import numpy as np
import pytest
from scipy.special import softmax

from classifier.model.calibration import calibrate


def drawn(n_classes: int, n: int = 6000) -> tuple[np.ndarray, np.ndarray]:
    """Return honest scores, and labels drawn by their probabilities."""
    random = np.random.default_rng(0)
    scores = random.normal(scale=2, size=(n, n_classes))
    y = (random.random((n, 1)) > softmax(scores, axis=1).cumsum(axis=1)).sum(axis=1)
    return scores, y


@pytest.mark.parametrize("n_classes", [2, 3, 4])
@pytest.mark.parametrize("temperature", [0.25, 1.0, 4.0])
def test_recovers_a_known_temperature(n_classes: int, temperature: float) -> None:
    scores, y = drawn(n_classes)
    found = calibrate(scores * temperature, y, np.ones(len(y)))
    assert found == pytest.approx(temperature, rel=0.06)


def test_weights_count() -> None:
    scores, y = drawn(3)
    # What lies on the wrong side counts twice, so that scores say less.
    twice = np.flatnonzero(scores.argmax(axis=1) != y)
    weights = np.ones(len(y))
    weights[twice] = 2
    repeated = np.concatenate([np.arange(len(y)), twice])
    weighted = calibrate(scores, y, weights)
    counted = calibrate(scores[repeated], y[repeated], np.ones(len(repeated)))
    assert weighted == pytest.approx(counted, rel=1e-3)
    assert weighted > 1.2


def test_few_documents_on_the_right_side_are_no_certainty() -> None:
    y = np.tile([0, 1, 2], 7)
    scores = np.eye(3)[y] * 2.0
    temperature = calibrate(scores, y, np.ones(len(y)))
    assert 0.5 < temperature < 1
    many = calibrate(np.tile(scores, (200, 1)), np.tile(y, 200), np.ones(200 * len(y)))
    assert many < temperature, "what many documents say outweighs the prior"
