import numpy as np
import pytest

from classifier.active.metrics import atd, n_read, recall, wss


def order(*places: int, n: int = 100) -> np.ndarray:
    found = np.zeros(n, dtype=bool)
    found[[place - 1 for place in places]] = True
    return found


@pytest.mark.parametrize(
    ("found", "at", "read"),
    [
        (order(1, 2, 3), 0.95, 3),
        (order(*range(1, 20), 100), 0.95, 19),  # 19 of 20 are exactly 95 %
        (order(*range(1, 19), 99, 100), 0.95, 99),
        (order(100), 0.95, 100),
        (order(10, 20), 0.5, 10),
    ],
)
def test_read_until_a_share_is_found(found: np.ndarray, at: float, read: int) -> None:
    assert n_read(found, at) == read
    assert wss(found, at) == pytest.approx(1 - read / 100 - (1 - at))
    assert recall(found)[read - 1] >= at
    assert read == 1 or recall(found)[read - 2] < at


def test_best_and_worst_order() -> None:
    best, worst = order(1, 2), order(99, 100)
    assert (atd(best), atd(worst)) == (0.015, 0.995)
    assert wss(best) == pytest.approx(0.93)
    assert wss(worst) == pytest.approx(-0.05)


def test_random_order_saves_nothing() -> None:
    chance = np.random.default_rng(0)
    found = np.arange(1000) < 200
    saved = [wss(chance.permutation(found)) for _ in range(50)]
    assert np.mean(saved) == pytest.approx(0, abs=0.01)
