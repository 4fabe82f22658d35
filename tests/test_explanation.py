import dataclasses
import json
import pickle

import pytest

from classifier.explanation import Contribution, Contributions, Explanation

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


def test_contributions_are_made_when_they_are_looked_at() -> None:
    whole = Contributions.of((*PARTS, Contribution("form:x", "form", 1.0, -0.0625)))
    assert whole == (*PARTS, whole[-1])
    assert (len(whole), whole[1:3], whole[-2]) == (5, PARTS[1:3], PARTS[3])
    assert whole[-1].spans == ()
    assert whole.counts.tolist() == [2, 2, 2, 2, 0]
    with pytest.raises(IndexError):
        whole[5]
    assert whole.first(2) == whole[:2]
    assert whole.first(2).spans.tolist() == [[0, 3], [5, 6]] * 2
    assert whole.first(0) == Contributions.of([]) == ()
    assert Contributions.of(whole) is whole
    assert whole != whole.first(4)
    assert hash(whole) == hash(tuple(whole))
    assert repr(whole.first(1)) == repr(PARTS[:1])
    assert pickle.loads(pickle.dumps(whole)) == whole


def test_explanations_are_alike_however_they_are_held() -> None:
    held = dataclasses.replace(WHOLE, contributions=Contributions.of(PARTS))
    assert held == WHOLE
    assert held.as_dict() == WHOLE.as_dict()
    json.dumps(held.as_dict())
