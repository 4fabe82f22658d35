import numpy as np
import pytest
from joblib import parallel_config
from scipy.sparse import csr_matrix

from classifier.model.additive import AdditiveClassifier
from classifier.model.agreement import Agreement
from classifier.model.lesson import Lesson
from classifier.model.memory import Array, digest_of, remembered, using
from classifier.model.regression import cross_scores
from classifier.model.smoothing import SemanticSmoothing


class Dictionary:
    """A memory that counts."""

    def __init__(self) -> None:
        self.kept: dict[bytes, list[Array]] = {}
        self.n_recalled = 0

    def recall(self, digest: bytes) -> list[Array] | None:
        found = self.kept.get(digest)
        self.n_recalled += found is not None
        return found

    def keep(self, digest: bytes, learned) -> None:
        self.kept[digest] = list(learned)


@pytest.fixture
def data() -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(0)
    rows = csr_matrix(chance.random((30, 8)) * (chance.random((30, 8)) > 0.5))
    return rows, np.array(["a", "b", "c"] * 10), np.arange(30) // 2


def test_what_is_remembered_is_what_was_learned(data) -> None:
    rows, y, groups = data
    smoothing = SemanticSmoothing(3).fit(rows[:, :6])
    plain = AdditiveClassifier(smoothing).fit(rows, y, groups=groups)
    memory = Dictionary()
    told: list[int] = []
    with using(memory):
        for _ in range(2):
            again = SemanticSmoothing(3).fit(rows[:, :6])
            found = AdditiveClassifier(again).fit(
                rows, y, groups=groups, after_fold=lambda test, scores: told.append(len(test))
            )
            assert again.components_.tolist() == smoothing.components_.tolist()
            assert found.coef_.tolist() == plain.coef_.tolist()
            assert found.out_of_fold_.tolist() == plain.out_of_fold_.tolist()
    assert len(memory.kept) == memory.n_recalled == 7  # five folds, the weights and the smoothing
    assert len(told) == 10, "what is remembered is told as well"
    with using(None):
        assert remembered(lambda: [np.ones(1)], [np.ones(1)], ["x"])[0].tolist() == [1.0]
    assert len(memory.kept) == 7


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c | {"C": 3.0},
        lambda c: c | {"label_weight": {"a": 2.0}},
        lambda c: c | {"sample_weight": c["sample_weight"] * 2},
        lambda c: c | {"y": np.roll(c["y"], 1)},
        lambda c: c | {"X": c["X"] * 2},
        lambda c: c | {"groups": np.arange(30)},
        lambda c: c | {"agreement": Agreement(2, 0.5, np.full(30, "here"))},
        lambda c: c | {"copies": c["X"]},
    ],
    ids=["C", "label_weight", "sample_weight", "y", "X", "groups", "agreement", "copies"],
)
def test_anything_else_is_learned_anew(data, change) -> None:
    rows, y, groups = data
    known = {"X": rows, "y": y, "groups": groups, "sample_weight": np.ones(30), "C": 2.0}
    memory = Dictionary()
    with using(memory):
        for found in (known, change(known)):
            others = {name: value for name, value in found.items() if name not in {"C", "groups"}}
            cross_scores(Lesson(**others), found["groups"], C=found["C"])
    assert (len(memory.kept), memory.n_recalled) == (10, 0)


def test_folds_at_once_give_the_same(data) -> None:
    rows, y, groups = data
    one = cross_scores(Lesson(rows, y, np.ones(30)), groups, C=2.0)
    memory = Dictionary()
    with using(memory), parallel_config(n_jobs=3):
        found = cross_scores(Lesson(rows, y, np.ones(30)), groups, C=2.0)
    assert found.tolist() == one.tolist()
    assert len(memory.kept) == 5, "a thread has the memory of who started it"


def test_digest_tells_types_and_choices_apart() -> None:
    zero = np.zeros(2)
    digests = {
        digest_of([zero], []),
        digest_of([zero.astype(np.int64)], []),
        digest_of([zero, zero[:0]], []),
        digest_of([zero], [1]),
        digest_of([np.array(["a", "b"])], []),
    }
    assert len(digests) == 5
    assert digest_of([zero], [np.float64(2.0)]) == digest_of([zero], [2.0])
    turned = np.asfortranarray(np.arange(6).reshape(2, 3))
    assert digest_of([turned], []) == digest_of([np.ascontiguousarray(turned)], [])
