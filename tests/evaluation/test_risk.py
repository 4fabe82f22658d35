import numpy as np
import pytest
from scipy.stats import beta

from classifier.evaluation.risk import CONFIDENCE, error_bounds, thresholds_for, upper_bound


@pytest.mark.parametrize(("errors", "size"), [(0, 50), (3, 50), (49, 50), (120, 2000)])
def test_bound_is_that_of_clopper_and_pearson(errors: int, size: int) -> None:
    expected = beta.ppf(CONFIDENCE, errors + 1, size - errors)
    assert upper_bound(errors / size, size) == pytest.approx(expected)


@pytest.mark.parametrize(("share", "size"), [(1.0, 5), (0.0, 0), (0.3, 0)])
def test_nothing_known_bounds_nothing(share: float, size: float) -> None:
    assert upper_bound(share, size) == 1.0


def simulated(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return confidences that are honest, and whether each decision is wrong."""
    random = np.random.default_rng(seed)
    confidence = random.uniform(0.4, 1.0, n)
    return confidence, random.random(n) > confidence


@pytest.mark.parametrize("max_error", [0.05, 0.1, 0.2])
def test_the_error_stays_under_its_bound_nearly_always(max_error: float) -> None:
    broken = 0
    for seed in range(100):
        confidence, wrong = simulated(1500, seed)
        thresholds = thresholds_for(confidence)
        bounds = error_bounds(thresholds, confidence, wrong, np.ones(1500), np.arange(1500))
        kept = thresholds[bounds <= max_error]
        if len(kept):
            # Among honest confidences of at least t the error is the mean of what is missing.
            broken += (1 - kept[0]) / 2 > max_error
    assert broken <= 100 * (1 - CONFIDENCE) + 5


def test_bounds_never_rise_with_the_threshold() -> None:
    confidence, wrong = simulated(400, 1)
    thresholds = thresholds_for(confidence)
    bounds = error_bounds(thresholds, confidence, wrong, np.ones(400), np.arange(400))
    assert (np.diff(thresholds) > 0).all()
    assert (np.diff(bounds) <= 0).all()


def test_near_duplicates_count_as_one() -> None:
    confidence, wrong = np.full(300, 0.9), np.zeros(300, dtype=bool)
    thresholds = np.array([0.5])
    (alone,) = error_bounds(thresholds, confidence, wrong, np.ones(300), np.arange(300))
    (grouped,) = error_bounds(thresholds, confidence, wrong, np.ones(300), np.arange(300) // 10)
    assert alone == pytest.approx(upper_bound(0, 300))
    assert grouped == pytest.approx(upper_bound(0, 30))


def test_weights_say_whose_errors_count() -> None:
    confidence, wrong = np.full(110, 0.9), np.arange(110) < 10
    weights = np.where(wrong, 1.0, 0.1)  # ten of a small source, all wrong
    (bound,) = error_bounds(np.array([0.5]), confidence, wrong, weights, np.arange(110))
    assert bound > 0.5


def test_all_alike_gives_one_threshold() -> None:
    assert thresholds_for(np.full(20, 0.34)).tolist() == [0.34]
