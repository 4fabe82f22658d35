from __future__ import annotations

import warnings

import numpy as np
import pytest

from classifier.documents.page import UNKNOWN, Boxes
from classifier.documents.words import runs

ACROSS = np.array([(10.0, 50.0, 20.0, 60.0), (30.0, 50.0, 60.0, 60.0), (80.0, 50.0, 90.0, 60.0)])
WHOLE = (10.0, 50.0, 90.0, 60.0)


def turned(boxes: Boxes) -> Boxes:
    """The boxes with the axes in each other's place."""
    return boxes[:, [1, 0, 3, 2]]


@pytest.mark.parametrize(
    ("boxes", "whole", "turn", "edges"),
    [
        (ACROSS, WHOLE, 0, (0, 125, 250, 625, 875, 1000)),
        (ACROSS[::-1], WHOLE, 180, (0, 125, 375, 750, 875, 1000)),
        (turned(ACROSS), (50.0, 10.0, 60.0, 90.0), 90, (0, 125, 250, 625, 875, 1000)),
        (turned(ACROSS)[::-1], (50.0, 10.0, 60.0, 90.0), 270, (0, 125, 375, 750, 875, 1000)),
    ],
)
def test_to_where_a_line_runs(
    boxes: Boxes, whole: tuple[float, float, float, float], turn: int, edges: tuple[int, ...]
) -> None:
    assert runs(boxes, boxes, np.array([3]), np.array([whole])) == [(turn, edges)]


def test_lines_do_not_touch_each_other() -> None:
    askew = ACROSS + np.array([[0.0], [40.0], [80.0]]) * [0, 1, 0, 1]
    boxes = np.concatenate([ACROSS, askew, ACROSS[:2]])
    lines = np.array([WHOLE, (10.0, 50.0, 90.0, 140.0), WHOLE])
    found = runs(boxes, boxes, np.array([3, 3, 2]), lines)
    assert found == [(0, (0, 125, 250, 625, 875, 1000)), UNKNOWN, (0, (0, 125, 250, 625))]
    assert runs(boxes[:0], boxes[:0], np.array([], int), boxes[:0]) == []


def test_a_word_is_from_its_first_to_its_last_character() -> None:
    heads = np.array([(0.0, 0.0, 2.0, 5.0), (50.0, 0.0, 52.0, 5.0)])
    tails = np.array([(18.0, 0.0, 20.0, 5.0), (98.0, 0.0, 100.0, 5.0)])
    assert runs(heads, tails, np.array([2]), np.array([(0.0, 0.0, 100.0, 5.0)])) == [
        (0, (0, 200, 500, 1000))
    ]


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf, 1e300])
def test_numbers_without_sense_keep_within_the_line(number: float) -> None:
    boxes = ACROSS.copy()
    boxes[1] = number
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ((_, edges),) = runs(boxes, boxes, np.array([3]), np.array([WHOLE]))
    assert len(edges) == 6
    assert all(0 <= edge <= 1000 for edge in edges)
