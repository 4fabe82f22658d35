import numpy as np
import pytest
from scipy.special import softmax

from classifier.model.calibration import calibrate


def drawn(n_classes: int, offset: np.ndarray, n: int = 6000) -> tuple[np.ndarray, np.ndarray]:
    """Return honest scores but for an offset, and labels drawn by their probabilities."""
    random = np.random.default_rng(0)
    scores = random.normal(scale=2, size=(n, n_classes))
    probabilities = softmax(scores + offset, axis=1)
    y = (random.random((n, 1)) > probabilities.cumsum(axis=1)).sum(axis=1)
    return scores, y


@pytest.mark.parametrize("n_classes", [2, 3, 4])
@pytest.mark.parametrize("temperature", [0.25, 1.0, 4.0])
def test_recovers_a_known_temperature(n_classes: int, temperature: float) -> None:
    scores, y = drawn(n_classes, np.zeros(n_classes))
    found, offset = calibrate(scores * temperature, y, np.ones(len(y)))
    assert found == pytest.approx(temperature, rel=0.06)
    np.testing.assert_allclose(offset, 0, atol=0.1)


def test_recovers_a_known_offset() -> None:
    wanted = np.array([1.0, -0.25, -0.75])
    scores, y = drawn(3, wanted)
    temperature, offset = calibrate(scores * 2, y, np.ones(len(y)))
    assert temperature == pytest.approx(2, rel=0.06)
    np.testing.assert_allclose(offset, wanted, atol=0.12)
    assert offset.sum() == pytest.approx(0, abs=1e-12)


def test_weights_count() -> None:
    scores, y = drawn(3, np.zeros(3))
    twice = np.flatnonzero(y == 0)
    weights = np.ones(len(y))
    weights[twice] = 2
    repeated = np.concatenate([np.arange(len(y)), twice])
    weighted = calibrate(scores, y, weights)
    counted = calibrate(scores[repeated], y[repeated], np.ones(len(repeated)))
    assert weighted[0] == pytest.approx(counted[0], rel=1e-3)
    np.testing.assert_allclose(weighted[1], counted[1], atol=1e-3)
    assert weighted[1][0] > 0.2


def test_few_documents_on_the_right_side_are_no_certainty() -> None:
    y = np.tile([0, 1, 2], 7)
    scores = np.eye(3)[y] * 2.0
    temperature, offset = calibrate(scores, y, np.ones(len(y)))
    assert 0.5 < temperature < 1
    np.testing.assert_allclose(offset, 0, atol=0.05)
    many = calibrate(np.tile(scores, (200, 1)), np.tile(y, 200), np.ones(200 * len(y)))
    assert many[0] < temperature, "what many documents say outweighs the prior"
