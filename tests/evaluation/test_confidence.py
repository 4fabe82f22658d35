import numpy as np
import pytest

from classifier.evaluation.confidence import abstention_threshold, brier_score, calibration_error
from tests.evaluation.test_measures import CLASSES, OTHER, RULE, TRUTH, probabilities


def test_brier_score() -> None:
    truth = np.array([RULE, OTHER])
    sure = np.array([[1.0, 0, 0], [1.0, 0, 0]])
    assert brier_score(truth, sure, CLASSES) == 1  # of none and twice the whole
    assert brier_score(truth[:1], np.full((1, 3), 1 / 3), CLASSES) == pytest.approx(2 / 3)


def test_calibration_error() -> None:
    truth = np.array([RULE] * 10)
    found = np.array([RULE] * 8 + [OTHER] * 2)
    assert calibration_error(truth, probabilities(found, [0.8] * 10), CLASSES) == pytest.approx(0)
    assert calibration_error(truth, probabilities(found, [1.0] * 10), CLASSES) == pytest.approx(0.2)
    # Half of the documents too sure by 0.4, half not sure enough by 0.4.
    found = np.array([RULE] * 5 + [OTHER] * 5)
    confidence = [0.6] * 5 + [0.4] * 5
    error = calibration_error(truth, probabilities(found, confidence), CLASSES)
    assert error == pytest.approx(0.4)


def test_threshold_is_the_lowest_that_is_right_often_enough() -> None:
    truth = np.array([RULE] * 200)
    confidence = np.linspace(0.4, 1, 200)
    found = np.where(confidence < 0.6, np.array(OTHER), np.array(RULE))
    values = probabilities(found, confidence.tolist())
    threshold = abstention_threshold(truth, values, CLASSES)
    decided = confidence >= threshold
    assert (found == truth)[decided].mean() >= 0.93
    assert (found == truth)[confidence >= threshold - 0.01].mean() < 0.93
    assert 0.5 < threshold < 0.6


def test_threshold_is_one_half_when_all_is_right() -> None:
    assert abstention_threshold(TRUTH, probabilities(TRUTH, [0.9] * 6), CLASSES) == 0.5


def test_threshold_leaves_half_decided() -> None:
    found = np.array([OTHER, OTHER, RULE, RULE, RULE, RULE])
    confidence = [0.55, 0.6, 0.7, 0.75, 0.8, 0.9]
    threshold = abstention_threshold(TRUTH, probabilities(found, confidence), CLASSES)
    assert (np.array(confidence) >= threshold).mean() >= 0.5


def test_threshold_never_below_one_half() -> None:
    found = np.array([OTHER, OTHER, RULE, RULE, RULE, RULE])
    assert abstention_threshold(TRUTH, probabilities(found, [0.4] * 6), CLASSES) == 0.5
