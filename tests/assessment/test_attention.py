from dataclasses import replace

import pytest

from classifier.assessment.assessment import Assessment, Passage
from classifier.assessment.attention import passages_to_look_at


def passage(label: str, chance: float, ground: str | None = None) -> Passage:
    chances = {"norm": 0.0, "onderzoek": 0.0, "overig": 0.0, "werkwijze": 0.0, label: chance}
    return Passage(0, 9, label, chances, ground)


# Numbered from 1; the last is perhaps a method.
PASSAGES = (
    passage("norm", 0.9),
    passage("onderzoek", 0.8, "5.1.2.i"),
    passage("werkwijze", 0.9),
    passage("norm", 0.6),
    passage("onderzoek", 0.7),
    replace(passage("overig", 0.6, "5.1.2.d"), probabilities={"overig": 0.6, "onderzoek": 0.4}),
)


@pytest.mark.parametrize(
    ("findings", "most", "numbers", "n_left"),
    [
        ((), 9, [1, 2, 4, 5, 6], 0),
        ((), 2, [2, 6], 3),  # what could be withheld goes first, though it is less sure
        ((), 3, [1, 2, 6], 2),
        ((), 1, [2], 4),  # the surest of these
        (("materieel_beleid",), 9, [1, 2, 4, 6], 0),
        (("materieel_beleid",), 2, [1, 4], 2),  # what is to be published goes first
        (("materieel_beleid",), 3, [1, 2, 4], 1),
    ],
)
def test_what_is_looked_at_first(
    findings: tuple[str, ...], most: int, numbers: list[int], n_left: int
) -> None:
    assessment = Assessment("a.txt", passages=PASSAGES, findings=findings)
    found, left = passages_to_look_at(assessment, most)
    assert ([number for number, _ in found], left) == (numbers, n_left)
    assert all(PASSAGES[number - 1] is passage for number, passage in found)
