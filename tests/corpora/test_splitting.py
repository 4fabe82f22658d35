import random
from collections import Counter

import pytest

from classifier.corpora import Entry
from classifier.corpora.splitting import split
from classifier.errors import CorpusError

LABELS = ("beleidsregel", "overig", "uitvoeringsinstructie")


def corpus(seed: int, n: int = 200) -> list[Entry]:
    chance = random.Random(seed)
    return [
        Entry(str(i), "…", chance.choice(LABELS), "", f"g{chance.randrange(n // 3)}")
        for i in range(n)
    ]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("test_size", [0.1, 0.2, 0.5])
def test_groups_stay_whole_and_labels_are_in_both(seed: int, test_size: float) -> None:
    entries = corpus(seed)
    train, test = split(entries, test_size, seed=seed)
    assert sorted(e.id for e in train + test) == sorted(e.id for e in entries)
    assert not {e.group for e in train} & {e.group for e in test}
    whole, part = (Counter(e.label for e in found) for found in (entries, test))
    for label in LABELS:
        assert abs(part[label] - whole[label] * test_size) <= 3


def test_same_seed_same_split_whatever_the_order() -> None:
    entries = corpus(1)
    ids = {e.id for e in split(entries, seed=3)[1]}
    assert {e.id for e in split(entries[::-1], seed=3)[1]} == ids
    assert {e.id for e in split(entries, seed=4)[1]} != ids


def test_two_groups_give_one_each() -> None:
    entries = [Entry(str(n), "…", "overig", "", "ab"[n // 5]) for n in range(10)]
    for share in (0.01, 0.99):
        assert [len(part) for part in split(entries, share)] == [5, 5]


@pytest.mark.parametrize(
    ("n", "share", "message"),
    [(1, 0.2, "1 group cannot be split"), (9, 0.0, "test size of 0.0"), (9, 1.5, "between 0")],
)
def test_what_cannot_be_split(n: int, share: float, message: str) -> None:
    entries = [Entry(str(number), "…", "overig", "", str(number)) for number in range(n)]
    with pytest.raises(CorpusError, match=message):
        split(entries, share)
