import numpy as np
import pytest

from classifier.evaluation.measures import accuracy, bootstrap, macro_f1
from classifier.evaluation.paired import difference, mcnemar

CLASSES = np.array(["a", "b", "c"])


@pytest.fixture
def labels() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Truth, two predictions of which the second is better, and groups of three."""
    random = np.random.default_rng(1)
    truth = random.choice(CLASSES, 240)
    first, second = (
        np.where(random.random(240) < right, truth, random.choice(CLASSES, 240))
        for right in (0.5, 0.85)
    )
    return truth, first, second, np.arange(240) // 3


def test_difference_is_that_of_the_measures(labels) -> None:
    truth, first, second, groups = labels
    one, other = (bootstrap(macro_f1, truth, given, groups, CLASSES) for given in (first, second))
    found = difference(macro_f1, truth, first, second, groups, CLASSES)
    assert found.value == pytest.approx(other.value - one.value)
    assert 0 < found.low < found.value < found.high
    # What is hard for both does not widen the interval of the difference.
    assert found.high - found.low < (one.high - one.low) + (other.high - other.low)


def test_difference_turns_with_the_order(labels) -> None:
    truth, first, second, groups = labels
    there = difference(accuracy, truth, first, second, groups, CLASSES)
    back = difference(accuracy, truth, second, first, groups, CLASSES)
    assert (back.value, back.low, back.high) == pytest.approx(
        (-there.value, -there.high, -there.low)
    )


def test_groups_widen_the_interval(labels) -> None:
    truth, first, second, _ = (np.tile(each, 4) for each in labels)
    apart, together = (
        difference(accuracy, truth, first, second, groups, CLASSES)
        for groups in (np.arange(960), np.tile(np.arange(240), 4))
    )
    assert together.high - together.low > 1.5 * (apart.high - apart.low)


@pytest.mark.parametrize(
    ("only_first", "only_second", "p_value"),
    [(0, 0, 1.0), (3, 3, 1.0), (0, 6, 2 / 64), (1, 9, 22 / 1024)],
)
def test_mcnemar_is_the_exact_sign_test(only_first: int, only_second: int, p_value: float) -> None:
    truth = np.array(["a"] * 20)
    first = np.array(["b"] * only_second + ["a"] * (20 - only_second))
    second = np.array(["a"] * (20 - only_first) + ["b"] * only_first)
    found = mcnemar(truth, first, second)
    assert (found.only_first, found.only_second) == (only_first, only_second)
    assert found.p_value == pytest.approx(p_value)
