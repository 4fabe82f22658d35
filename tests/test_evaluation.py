import numpy as np
import pytest

from classifier.evaluation import (
    Interval,
    abstention_threshold,
    bootstrap,
    calibration_error,
    f1_instruction,
    f1_of,
    macro_f1,
    scores_of,
)

CLASSES = np.array(["beleidsregel", "overig", "uitvoeringsinstructie"])
RULE, OTHER, WORK = CLASSES
TRUTH = np.array([RULE, RULE, OTHER, OTHER, WORK, WORK])
FOUND = np.array([RULE, RULE, OTHER, WORK, WORK, RULE])


def accuracy(truth: np.ndarray, found: np.ndarray) -> float:
    return float((truth == found).mean())


def probabilities(found: np.ndarray, confidence: list[float]) -> np.ndarray:
    rest = (1 - np.array(confidence)) / 2
    return np.where(found[:, np.newaxis] == CLASSES, np.array(confidence)[:, None], rest[:, None])


def test_f1() -> None:
    # beleidsregel: 2 of 3 and 2 of 2; overig: 1 of 1 and 1 of 2; the instruction: 1 of 2 twice.
    assert f1_of(RULE, TRUTH, FOUND) == pytest.approx(0.8)
    assert f1_of(OTHER, TRUTH, FOUND) == pytest.approx(2 / 3)
    assert f1_instruction(TRUTH, FOUND) == f1_of(WORK, TRUTH, FOUND) == pytest.approx(0.5)
    assert macro_f1(TRUTH, FOUND) == pytest.approx((0.8 + 2 / 3 + 0.5) / 3)


def test_macro_f1_is_over_the_labels_that_occur() -> None:
    assert macro_f1(np.array([RULE, OTHER]), np.array([RULE, OTHER])) == 1
    assert macro_f1(np.array([RULE, RULE]), np.array([RULE, WORK])) == pytest.approx(2 / 3)


def test_interval_as_text() -> None:
    assert str(Interval(0.81234, 0.7, 0.9)) == "0.812 [0.700, 0.900]"


def test_bootstrap_holds_the_value_and_repeats() -> None:
    random = np.random.default_rng(0)
    truth = np.array([RULE, OTHER])[random.integers(2, size=300)]
    found = np.where(random.random(300) < 0.8, truth, WORK)
    one = bootstrap(accuracy, truth, found, np.arange(300))
    assert one == bootstrap(accuracy, truth, found, np.arange(300))
    assert one.value == accuracy(truth, found)
    # The normal approximation says 1.96 * sqrt(0.8 * 0.2 / 300) = 0.045 to either side.
    assert one.high - one.low == pytest.approx(0.09, abs=0.015)
    assert one.low < one.value < one.high


def test_bootstrap_resamples_groups() -> None:
    truth, found = np.array([RULE, OTHER] * 50), np.array([RULE, RULE] * 50)
    each = bootstrap(accuracy, truth, found, np.arange(100))
    few = bootstrap(accuracy, truth, found, np.array(["a", "b"] * 50))
    assert (few.low, few.high) == (0, 1)
    assert each.high - each.low < 0.25


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


@pytest.fixture
def _few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.evaluation._RESAMPLES", 20)


@pytest.mark.usefixtures("_few_resamples")
def test_scores() -> None:
    values = probabilities(FOUND, [0.9, 0.9, 0.9, 0.4, 0.9, 0.4])
    scores = scores_of(TRUTH, values, CLASSES, np.arange(6), 0.5)
    assert scores["n_documents"] == 6
    assert scores["accuracy"] == pytest.approx(4 / 6)
    assert scores["decided"] == pytest.approx(4 / 6)
    assert scores["accuracy_of_decided"] == 1
    assert scores["macro_f1"]["value"] == macro_f1(TRUTH, FOUND)
    assert scores["f1_uitvoeringsinstructie"]["value"] == pytest.approx(0.5)
    assert scores["f1"] == {label: f1_of(label, TRUTH, FOUND) for label in CLASSES}
    assert scores["calibration_error"] == calibration_error(TRUTH, values, CLASSES)


@pytest.mark.usefixtures("_few_resamples")
def test_scores_when_nothing_is_decided() -> None:
    scores = scores_of(TRUTH, probabilities(FOUND, [0.4] * 6), CLASSES, np.arange(6), 0.5)
    assert (scores["decided"], scores["accuracy_of_decided"]) == (0, None)
