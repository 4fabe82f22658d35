import pytest

from classifier.assessment.arguments import MOST, find_arguments
from classifier.explanation import Contribution, Explanation, Family

SENTENCES = [(place, place + 10) for place in range(0, 100, 10)]


def explained(*reasons: tuple[str, Family, float, tuple[int, ...]]) -> Explanation:
    contributions = tuple(
        Contribution(f"{family}:{name}", family, 1.0, value, tuple((p, p + 2) for p in places))
        for name, family, value, places in reasons
    )
    total = sum(reason.contribution for reason in contributions)
    return Explanation("beleidsregel", "overig", total, 0.0, 0.0, contributions)


def test_a_sentence_gets_what_the_features_in_it_add() -> None:
    found = find_arguments(
        explained(
            ("hardheidsclausule", "cue", 0.6, (1, 11)),  # 0.3 in each of two sentences
            ("kan", "ngram", 0.2, (12,)),
            ("afwijken_mogelijk", "cue", 0.1, (13,)),
            ("moet", "ngram", -0.5, (25,)),
        ),
        SENTENCES,
    )
    assert [(item.start, item.end) for item in found] == [(10, 20), (0, 10), (20, 30)]
    assert [item.contribution for item in found] == pytest.approx([0.6, 0.3, -0.5])
    assert found[0].cues == ("hardheidsclausule", "afwijken_mogelijk")
    assert found[2].cues == ()


def test_form_and_what_stands_nowhere_give_no_argument() -> None:
    reasons = ("naam_beleidsregel", "form", 3.0, (5,)), ("list_item", "structure", 2.0, ())
    assert find_arguments(explained(*reasons), SENTENCES) == ()


def test_cues_that_pull_the_other_way_are_not_named() -> None:
    reasons = ("hardheidsclausule", "cue", -0.2, (1,)), ("kan", "ngram", 0.9, (3,))
    (found,) = find_arguments(explained(*reasons), SENTENCES)
    assert (found.contribution, found.cues) == (pytest.approx(0.7), ())


def test_no_more_than_some_on_either_side() -> None:
    reasons = [(f"w{p}", "ngram", 1.0 if p < 50 else -1.0, (p,)) for p in range(1, 100, 10)]
    found = find_arguments(explained(*reasons), SENTENCES)
    assert [item.contribution > 0 for item in found] == [True] * MOST + [False] * MOST
    assert find_arguments(explained(*reasons), []) == ()


def test_sums_of_sentences_are_sums_of_contributions() -> None:
    reasons = [("a", "ngram", 0.7, (1, 11, 12)), ("b", "structure", -0.1, (1,))]
    found = find_arguments(explained(*reasons), SENTENCES)
    assert sum(item.contribution for item in found) == pytest.approx(0.6)
