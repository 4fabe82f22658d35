"""A lesson: rows with labels, copies that count half, and what changes its digest."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from classifier.model.lesson import Lesson
from classifier.model.regression import held_out_scores


@pytest.fixture
def lesson() -> Lesson:
    chance = np.random.default_rng(0)
    rows = csr_matrix(chance.random((40, 6)))
    return Lesson(rows, np.array(["a", "b"] * 20), chance.random(40) + 0.5)


def copied(lesson: Lesson, copies: csr_matrix) -> Lesson:
    return Lesson(lesson.X, lesson.y, lesson.sample_weight, copies=copies)


def test_a_copy_that_is_the_same_changes_nothing(lesson: Lesson) -> None:
    twice = copied(lesson, lesson.X).regression(1.0)
    assert twice.coef_ == pytest.approx(lesson.regression(1.0).coef_, abs=1e-3)


def test_what_copies_lack_weighs_less(lesson: Lesson) -> None:
    rows = lesson.X.toarray()
    rows[:, 0] = lesson.y == "b"
    without = rows.copy()
    without[:, 0] = 0
    clean = Lesson(csr_matrix(rows), lesson.y, lesson.sample_weight)
    spoilt = copied(clean, csr_matrix(without))
    assert 0 < spoilt.regression(1.0).coef_[0, 0] < 0.8 * clean.regression(1.0).coef_[0, 0]


def test_copies_of_what_is_held_out_are_not_learned_from(lesson: Lesson) -> None:
    order = np.random.default_rng(1).permutation(40)
    train, test = order[:30], order[30:]
    other = lesson.X.toarray()
    other[test] = 9.0
    scores = [
        held_out_scores(copied(lesson, copies), [(train, test)], C=1.0)[test].tolist()
        for copies in (lesson.X, csr_matrix(other))
    ]
    assert scores[0] == scores[1]


def test_some_documents_keep_what_is_theirs(lesson: Lesson) -> None:
    some = np.array([3, 7, 8])
    part = copied(lesson, lesson.X * 2).of(some)
    assert part.y.tolist() == lesson.y[some].tolist()
    assert part.copies is not None
    assert part.copies.toarray() == pytest.approx(2 * part.X.toarray())
