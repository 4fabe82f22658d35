import dataclasses

import pytest

from classifier.explanation import Contribution, Explanation

PARTS = tuple(
    Contribution(f"cue:{name}", "cue", 1.0, share, ((0, 3), (5, 6)))
    for name, share in [("a", 2.0), ("b", -1.5), ("c", 0.25), ("d", -0.125)]
)
WHOLE = Explanation("x", "y", 1.125, 0.5, 0.0, PARTS)


@pytest.mark.parametrize(
    ("n", "kept", "remainder"), [(0, 0, 0.625), (1, 1, -1.375), (2, 2, 0.125), (4, 4, 0), (9, 4, 0)]
)
def test_top_moves_the_rest_to_the_remainder(n: int, kept: int, remainder: float) -> None:
    top = WHOLE.top(n)
    assert top.contributions == PARTS[:kept]
    assert top.remainder == remainder
    assert (top.target, top.against, top.score, top.bias) == ("x", "y", 1.125, 0.5)
    assert top.bias + sum(c.contribution for c in top.contributions) + top.remainder == top.score


def test_top_of_top() -> None:
    assert WHOLE.top(3).top(1) == WHOLE.top(1)


def test_as_dict_follows_the_contract() -> None:
    assert WHOLE.top(1).as_dict() == {
        "target": "x",
        "against": "y",
        "score": 1.125,
        "bias": 0.5,
        "remainder": -1.375,
        "contributions": [
            {
                "feature": "cue:a",
                "family": "cue",
                "value": 1.0,
                "contribution": 2.0,
                "spans": [[0, 3], [5, 6]],
            }
        ],
    }


def test_explanations_do_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        WHOLE.score = 0  # type: ignore[misc]
