from collections.abc import Mapping

import pytest

from classifier.active import Candidate, suggest
from classifier.active.risks import Risk
from classifier.active.suggesting import Strategy

SURE = {"beleidsregel": 0.96, "overig": 0.02, "uitvoeringsinstructie": 0.02}
UNSURE = {"beleidsregel": 0.45, "overig": 0.1, "uitvoeringsinstructie": 0.45}
POLICY = (Risk("hidden_policy", 0.9, 3, 4),)


def candidate(
    name: str,
    probabilities: Mapping[str, float] = SURE,
    features: Mapping[str, float] | None = None,
    risks: tuple[Risk, ...] = (),
    text: str = "",
) -> Candidate:
    text = text or " ".join(f"{name}{n}" for n in range(30))
    return Candidate(
        *(name, name, "", text, 0, len(text), "klein@1", "beleidsregel"),
        probabilities,
        features or {f"ngram:{name}": 1.0},
        risks,
    )


def ids(candidates: list[Candidate], strategy: Strategy, count: int = 9, seed: int = 0) -> str:
    found = suggest(candidates, strategy=strategy, count=count, seed=seed)
    assert [each.rank for each in found] == list(range(1, len(found) + 1))
    return "".join(each.candidate.id for each in found)


def test_each_strategy_has_its_first() -> None:
    pool = [candidate("a"), candidate("b", UNSURE), candidate("c", risks=POLICY)]
    assert ids(pool, "uncertain", 1) == "b"
    assert ids(pool, "risky", 2) == "cb"  # of equal risk the more uncertain one
    assert ids(pool, "mixed") == "cba"


def test_diverse_leaves_what_is_alike_to_the_last() -> None:
    near = {"ngram:x": 1.0, "ngram:y": 0.1}
    pool = [
        candidate("a", UNSURE, {"ngram:x": 1.0}),
        candidate("b", SURE, near),
        candidate("c", SURE, {"ngram:z": 2.0}),
        candidate("d", SURE, {"ngram:x": 1.0, "ngram:z": 1.0}),
    ]
    assert ids(pool, "diverse") == "acdb"
    assert [round(each.distance, 2) for each in suggest(pool, strategy="diverse")] == [
        *(1.0, 1.0, 0.29, 0.0)
    ]


def test_mixed_prefers_what_differs_among_equals() -> None:
    same = {"ngram:x": 1.0}
    pool = [candidate("a", UNSURE, same), candidate("b", UNSURE, same), candidate("c", UNSURE)]
    assert ids(pool, "mixed") == "acb"
    assert ids(pool, "uncertain") == "abc"


def test_near_duplicates_are_suggested_once() -> None:
    text = " ".join(f"woord{n}" for n in range(60))
    pool = [
        candidate("a", SURE, text=text),
        candidate("b", UNSURE, text=f"{text} en nog iets"),
        candidate("c"),
        candidate("d", SURE, text=text.upper()),
    ]
    first, second = suggest(pool, strategy="uncertain")
    assert (first.candidate.id, first.twins) == ("b", ("a", "d"))
    assert (second.candidate.id, second.twins) == ("c", ())


def test_random_is_by_seed() -> None:
    pool = [candidate(name) for name in "abcdefgh"]
    assert ids(pool, "random") == ids(pool, "random")
    assert ids(pool, "random", seed=1) != ids(pool, "random", seed=2)


def test_reasons_tell_what_counts() -> None:
    pool = [candidate("a", UNSURE, risks=POLICY), candidate("b")]
    mixed = suggest(pool, strategy="mixed")
    assert mixed[0].reasons == ("risky", "uncertain")
    assert mixed[1].reasons == ("diverse",)
    assert suggest(pool, strategy="risky")[0].reasons == ("risky",)
    assert [each.reasons for each in suggest(pool, strategy="diverse")] == [
        ("uncertain",),
        ("diverse",),
    ]


@pytest.mark.parametrize("measure", ["margin", "entropy"])
def test_measures_of_uncertainty(measure: str) -> None:
    three = dict.fromkeys(SURE, 1 / 3)
    two = {"beleidsregel": 0.5, "overig": 0.0, "uitvoeringsinstructie": 0.5}
    found = suggest(
        [candidate("a", two), candidate("b", three)],
        strategy="uncertain",
        measure=measure,  # type: ignore[arg-type]
    )
    assert found[0].candidate.id == ("a" if measure == "margin" else "b")
    assert found[0].uncertainty == pytest.approx(1.0)


def test_document_in_which_nothing_is_known_is_far_from_all() -> None:
    assert ids([candidate("a", features={"ngram:x": 0.0})], "diverse") == "a"
    empty = candidate("b", features={"ngram:x": 0.0})
    found = suggest([candidate("a", UNSURE, {"ngram:x": 1.0}), empty], strategy="diverse")
    assert [each.distance for each in found] == [1.0, 1.0]


def test_empty_pool_has_no_suggestions() -> None:
    assert suggest([]) == []
