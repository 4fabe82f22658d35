"""What speaks alike in all sources weighs more than a word of the topic of one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from classifier.model.agreement import Agreement
from classifier.model.lesson import Lesson
from classifier.model.regression import held_out_scores

N = 400  # documents, half of each source and of each label
LABELS = np.tile(["beleidsregel", "uitvoeringsinstructie"], N // 2)
SOURCES = np.repeat(["statutes", "handbook"], N // 2)
IS_INSTRUCTION = LABELS == "uitvoeringsinstructie"
WEIGHTS = np.ones(N)


@pytest.fixture
def rows() -> csr_matrix:
    """Return a word of instructions, a topic of one source, noise, and a column that is no n-gram.

    In the statutes the topic tells the labels apart as well as the word does; in the handbook it
    says the opposite.
    """
    noise = np.random.default_rng(0).random((N, 2))
    is_topic = (SOURCES == "statutes") == IS_INSTRUCTION
    word, topic = (0.2 + 0.8 * here for here in (IS_INSTRUCTION, is_topic))
    columns = [word * (noise[:, 0] < 0.7), topic * (noise[:, 1] < 0.7), noise[:, 0] < 0.5, word]
    stands = np.stack(columns, axis=1)
    stands[:, 0] *= IS_INSTRUCTION
    stands[:, 1] *= is_topic
    return csr_matrix(stands)


def agreement(power: float = 0.75) -> Agreement:
    return Agreement(n_ngrams=3, power=power, sources=SOURCES)


def test_a_topic_may_weigh_less(rows: csr_matrix) -> None:
    word, topic, noise, other = agreement().scale(rows, LABELS, WEIGHTS)
    assert word > 2 * topic
    assert topic < 1.5 * noise
    assert other == 1
    assert np.mean(np.square([word, topic, noise])) == pytest.approx(1)


def test_in_one_source_a_topic_is_like_any_word(rows: csr_matrix) -> None:
    here = np.flatnonzero(SOURCES == "statutes")
    word, topic, _, _ = agreement().of(here).scale(rows[here], LABELS[here], WEIGHTS[here])
    assert topic == pytest.approx(word, rel=0.1)


def test_small_sources_count_as_one(rows: csr_matrix) -> None:
    small = np.array([f"{source} {n % 10}" for n, source in enumerate(SOURCES)])
    together = Agreement(3, 0.75, np.full(N, "all"))
    assert (
        Agreement(3, 0.75, small).scale(rows, LABELS, WEIGHTS).tolist()
        == together.scale(rows, LABELS, WEIGHTS).tolist()
    )


def test_a_source_of_one_label_says_nothing(rows: csr_matrix) -> None:
    labels = np.where(SOURCES == "handbook", "overig", LABELS)
    here = np.flatnonzero(SOURCES == "statutes")
    both = agreement().scale(rows, labels, WEIGHTS)
    alone = agreement().of(here).scale(rows[here], labels[here], WEIGHTS[here])
    assert both == pytest.approx(alone)


def test_with_nothing_to_compare_all_weigh_alike(rows: csr_matrix) -> None:
    assert agreement().scale(rows, np.full(N, "overig"), WEIGHTS).tolist() == [1, 1, 1, 1]


def weights(rows: csr_matrix, C: float, how: Agreement | None = None) -> np.ndarray:
    return Lesson(rows, LABELS, WEIGHTS, agreement=how).regression(C).coef_[0]


def test_the_weights_are_those_of_the_rows_as_given(rows: csr_matrix) -> None:
    assert weights(rows, 1.0, agreement(power=0.0)) == pytest.approx(weights(rows, 1.0))
    assert weights(rows, 0.1, agreement(power=2.0))[0] > 1.3 * weights(rows, 0.1)[0]
    fitted = Lesson(rows, LABELS, WEIGHTS, agreement=agreement(power=2.0)).regression(0.1)
    assert (fitted.predict(rows) == LABELS).mean() > 0.95


def test_held_out_labels_are_not_looked_at(rows: csr_matrix) -> None:
    order = np.random.default_rng(1).permutation(N)
    train, test = order[: N // 2], order[N // 2 :]
    turned = LABELS.copy()
    turned[test] = LABELS[test][::-1]
    lessons = [Lesson(rows, y, WEIGHTS, agreement=agreement()) for y in (LABELS, turned)]
    scores = [held_out_scores(lesson, [(train, test)], C=1.0)[test] for lesson in lessons]
    assert scores[0].tolist() == scores[1].tolist()
