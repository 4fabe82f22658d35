import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.reports.sums import rounded

NUMBERS = st.lists(st.floats(-50, 50), min_size=1, max_size=40)


@given(NUMBERS)
def test_rounded_numbers_add_up_to_the_rounded_total(values: list[float]) -> None:
    result = rounded(values, sum(values))
    assert sum(result) == pytest.approx(round(sum(values), 3), abs=1e-9)
    assert all(abs(new - old) <= 0.0011 for new, old in zip(result, values, strict=True)), (
        "rounding moved a value by more than its last digit"
    )
