import numpy as np
import pytest
from scipy.stats import hypergeom

from classifier.active.stopping import by_patience, by_test, missed_probability

ENDS = tuple(range(10, 1001, 10))


def order(n_relevant: int, n: int = 1000) -> np.ndarray:
    """All relevant documents first."""
    return np.arange(n) < n_relevant


def test_probability_is_that_of_the_longest_telling_run() -> None:
    # 20 found, then 300 without one: 21 or more would have been missed out of 980 documents,
    # had fewer than 95 % been found, which is 2 or more.
    found = order(20)[:320]
    runs = [hypergeom.cdf(0, 680 + size, 2, size) for size in range(1, 301)]
    assert missed_probability(found, 1000) == pytest.approx(min(runs))


def test_nothing_left_to_miss() -> None:
    assert missed_probability(order(20), 1000) == 0.0
    assert missed_probability(order(40)[:999], 1000) == 0.0  # 3 would have to be in 1
    assert missed_probability(order(40)[:40], 1000) > 0.5


def test_probability_sinks_while_nothing_is_found() -> None:
    values = [missed_probability(order(20)[:end], 1000) for end in range(50, 990, 100)]
    assert values == sorted(values, reverse=True)


def test_patience() -> None:
    stop = by_patience(order(20), ENDS, 0.1)
    assert (stop.n_read, stop.n_missed, stop.recall) == (120, 0, 1.0)
    late = order(20)
    late[500] = True
    assert by_patience(late, ENDS, 0.1).n_missed == 1
    assert by_patience(late, ENDS, 0.5).recall == 1.0
    assert by_patience(order(20), ENDS, 1.0).n_read == 1000  # never stops


def test_rules_wait_for_the_first_find() -> None:
    found = order(20)[::-1]
    assert by_patience(found, ENDS, 0.1).n_read == 1000
    assert by_test(found, ENDS).n_missed == 0


def test_test_keeps_its_promise() -> None:
    """Of random orders, hardly more than the risk stops before 95 % is found."""
    chance = np.random.default_rng(0)
    stops = [by_test(chance.permutation(order(60, 300)), range(10, 301, 10)) for _ in range(60)]
    assert np.mean([stop.recall < 0.95 for stop in stops]) <= 0.1
    assert min(stop.n_read for stop in stops) < 300


def test_test_stops_early_in_a_good_order() -> None:
    stop = by_test(order(60), ENDS)
    assert stop.recall == 1.0
    assert 60 < stop.n_read < 800
