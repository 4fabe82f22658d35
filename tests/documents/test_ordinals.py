from __future__ import annotations

import pytest

from classifier.documents.ordinals import ordinal


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (27, "a", "aa"),
        (52, "A", "ZZ"),
        (1999, "I", "MCMXCIX"),
        (4000, "i", "4000"),
        (0, "a", "0"),
        (10_000, "a", "10000"),
        (7, "01", "07"),
        (3, "1", "3"),
    ],
)
def test_counts_as_shown(count: int, form: str, shown: str) -> None:
    assert ordinal(count, form) == shown
