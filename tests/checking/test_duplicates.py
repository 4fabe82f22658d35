import random
from itertools import combinations

import pytest

from classifier.checking.duplicates import alike, clusters


def variants(seed: int) -> list[str]:
    """Texts of which each shares another part with the next."""
    chance = random.Random(seed)
    base = [f"w{chance.randrange(5000)}" for _ in range(400)]
    texts = []
    for share in (0.0, 0.02, 0.05, 0.1, 0.3):
        words = [f"v{chance.randrange(5000)}" if chance.random() < share else w for w in base]
        texts.append(" ".join(words))
    return texts


def shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


@pytest.mark.parametrize("least", [0.3, 0.5, 0.8])
def test_all_pairs_are_found_and_no_others(least: float) -> None:
    texts = [text for seed in range(20) for text in variants(seed)]
    expected = {
        (i, j): share
        for (i, a), (j, b) in combinations(enumerate(map(shingles, texts)), 2)
        if (share := len(a & b) / len(a | b)) >= least
    }
    found = {(i, j): share for i, j, share in alike(texts, least)}
    assert len(expected) > 10
    assert found.keys() == expected.keys()
    assert all(abs(found[pair] - expected[pair]) < 0.01 for pair in found)


def test_formula_that_all_share_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.checking.duplicates._COMMON", 3)
    formula = " ".join(f"f{n}" for n in range(20))
    texts = [f"{formula} " + " ".join(f"{i}x{n}" for n in range(60)) for i in range(30)]
    assert alike(texts) == []


def test_texts_of_no_words_are_like_nothing() -> None:
    assert alike(["", "een twee drie", "", "een twee drie"]) == []
    assert alike([]) == []


def test_clusters_go_through_others() -> None:
    numbers = clusters(5, [(0, 2), (2, 4)]).tolist()
    assert numbers[0] == numbers[2] == numbers[4]
    assert len(set(numbers)) == 3
