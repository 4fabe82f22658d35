import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, f1_score

from classifier.evaluation.confidence import brier_score, calibration_error
from classifier.evaluation.measures import (
    Interval,
    accuracy,
    bootstrap,
    confusion,
    f1_by_label,
    f1_of,
    macro_f1,
    scores_of,
)

CLASSES = np.array(["beleidsregel", "overig", "uitvoeringsinstructie"])
RULE, OTHER, WORK = CLASSES
TRUTH = np.array([RULE, RULE, OTHER, OTHER, WORK, WORK])
FOUND = np.array([RULE, RULE, OTHER, WORK, WORK, RULE])


def probabilities(found: np.ndarray, confidence: list[float]) -> np.ndarray:
    rest = (1 - np.array(confidence)) / 2
    return np.where(found[:, np.newaxis] == CLASSES, np.array(confidence)[:, None], rest[:, None])


def test_confusion_is_that_of_scikit_learn() -> None:
    counts = confusion(TRUTH, FOUND, CLASSES)
    assert counts.tolist() == confusion_matrix(TRUTH, FOUND, labels=CLASSES).tolist()


def test_f1_is_that_of_scikit_learn() -> None:
    counts = confusion(TRUTH, FOUND, CLASSES)
    wanted = f1_score(TRUTH, FOUND, labels=CLASSES, average=None)
    assert f1_by_label(counts) == pytest.approx(wanted)
    assert f1_of(WORK, CLASSES)(counts) == pytest.approx(0.5)
    assert macro_f1(counts) == pytest.approx(wanted.mean())
    assert accuracy(counts) == pytest.approx(4 / 6)


def test_measures_take_many_confusions_at_once() -> None:
    counts = confusion(TRUTH, FOUND, CLASSES)
    many = np.stack([counts, np.eye(3)])
    assert macro_f1(many).tolist() == pytest.approx([float(macro_f1(counts)), 1])


def test_macro_f1_is_over_the_labels_that_occur() -> None:
    two = np.array([RULE, OTHER])
    assert macro_f1(confusion(two, two, CLASSES)) == 1
    found = confusion(np.array([RULE, RULE]), np.array([RULE, WORK]), CLASSES)
    assert macro_f1(found) == pytest.approx(2 / 3)


def test_interval_as_text() -> None:
    assert str(Interval(0.81234, 0.7, 0.9)) == "0.812 [0.700, 0.900]"


def test_bootstrap_holds_the_value_and_repeats() -> None:
    random = np.random.default_rng(0)
    truth = np.array([RULE, OTHER])[random.integers(2, size=300)]
    found = np.where(random.random(300) < 0.8, truth, WORK)
    one = bootstrap(accuracy, truth, found, np.arange(300), CLASSES)
    assert one == bootstrap(accuracy, truth, found, np.arange(300), CLASSES)
    assert one.value == pytest.approx((truth == found).mean())
    # The normal approximation says 1.96 * sqrt(0.8 * 0.2 / 300) = 0.045 to either side.
    assert one.high - one.low == pytest.approx(0.09, abs=0.015)
    assert one.low < one.value < one.high


def test_bootstrap_resamples_groups() -> None:
    truth, found = np.array([RULE, OTHER] * 50), np.array([RULE, RULE] * 50)
    each = bootstrap(accuracy, truth, found, np.arange(100), CLASSES)
    few = bootstrap(accuracy, truth, found, np.array(["a", "b"] * 50), CLASSES)
    assert (few.low, few.high) == (0, 1)
    assert each.high - each.low < 0.25


def test_scores() -> None:
    values = probabilities(FOUND, [0.9, 0.9, 0.9, 0.4, 0.9, 0.4])
    counts = confusion(TRUTH, FOUND, CLASSES)
    scores = scores_of(TRUTH, values, CLASSES, np.arange(6), 0.5)
    assert scores["n_documents"] == 6
    assert scores["accuracy"] == pytest.approx(4 / 6)
    assert scores["decided"] == pytest.approx(4 / 6)
    assert scores["accuracy_of_decided"] == 1
    assert scores["macro_f1"]["value"] == macro_f1(counts)
    assert scores["f1_uitvoeringsinstructie"]["value"] == pytest.approx(0.5)
    assert list(scores["f1"].values()) == f1_by_label(counts).tolist()
    assert list(scores["f1"]) == CLASSES.tolist()
    assert scores["calibration_error"] == calibration_error(TRUTH, values, CLASSES)
    assert scores["brier_score"] == brier_score(TRUTH, values, CLASSES)


def test_scores_of_passages_hold_no_label_of_documents() -> None:
    labels = np.array(["norm", "werkwijze"])
    scores = scores_of(labels, np.eye(2), labels, np.arange(2), 0.5)
    assert scores["f1"] == {"norm": 1.0, "werkwijze": 1.0}
    assert "f1_uitvoeringsinstructie" not in scores


def test_scores_when_nothing_is_decided() -> None:
    scores = scores_of(TRUTH, probabilities(FOUND, [0.4] * 6), CLASSES, np.arange(6), 0.5)
    assert (scores["decided"], scores["accuracy_of_decided"]) == (0, None)
