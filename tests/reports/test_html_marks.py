from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.explanation import Contribution
from classifier.reports.html_marks import ReasonPlace, places_of, segments

TEXT = "Het college kan afwijken van  deze regel."
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted).map(tuple),
    max_size=4,
)
REASONS = st.lists(SPANS, max_size=6).map(
    lambda many: [
        Contribution(
            f"ngram:{number}", "ngram", 1.0, (-1) ** number * (number + 1) / 7, tuple(spans)
        )
        for number, spans in enumerate(many)
    ]
)


def cut(reasons: list[Contribution], *cuts: int):
    return segments(TEXT, places_of(reasons, len(TEXT)), cuts)


@given(REASONS, st.lists(st.integers(0, len(TEXT)), max_size=4))
def test_marks_hold_all_and_nothing_twice(reasons: list[Contribution], cuts: list[int]) -> None:
    places = places_of(reasons, len(TEXT))
    found = segments(TEXT, places, sorted(cuts))
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {offset for one in found for offset in range(one.start, one.end)}
    assert covered == {at for place in places for at in range(place.start, place.end)}
    for one in found:
        over = {place for place in places if place.start < one.end and one.start < place.end}
        assert set(one.over) == over, "a segment lies wholly under its places"
        assert one.owner in over
        assert one.weight == pytest.approx(sum(place.share for place in over))
        assert not any(one.start < at < one.end for at in cuts)
    endings = [place for one in found for place in one.ending]
    assert sorted(endings, key=lambda p: p.anchor) == sorted(places, key=lambda p: p.anchor)


@given(REASONS)
def test_shares_are_equal_and_add_up(reasons: list[Contribution]) -> None:
    places = places_of(reasons, len(TEXT))
    for number, reason in enumerate(reasons, start=1):
        shares = [place.share for place in places if place.reason == number]
        if shares:
            assert sum(shares) == pytest.approx(reason.contribution)
            assert len(set(shares)) == 1
    assert len({place.anchor for place in places}) == len(places)


def test_overlap_is_cut_and_the_shortest_place_owns_it() -> None:
    long = Contribution("structure:long_sentence", "structure", 1.0, 0.4, ((0, 28),))
    short = Contribution("cue:afwijken", "cue", 1.0, -0.6, ((12, 24),))
    first, second, third = cut([long, short])
    assert [(one.start, one.end) for one in (first, second, third)] == [(0, 12), (12, 24), (24, 28)]
    assert [one.owner.reason for one in (first, second, third)] == [1, 2, 1]
    assert [round(one.weight, 9) for one in (first, second, third)] == [0.4, -0.2, 0.4]
    assert [[p.reason for p in one.ending] for one in (first, second, third)] == [[], [2], [1]]


def test_equal_places_share_one_segment_of_the_stronger() -> None:
    one = Contribution("cue:a", "cue", 1.0, 0.4, ((4, 11),))
    other = Contribution("cue:element:b", "cue", 1.0, 0.2, ((4, 11),))
    (segment,) = cut([one, other])
    assert segment.owner.reason == 1
    assert [place.reason for place in segment.ending] == [1, 2]


def test_a_blank_segment_ends_no_place_that_has_words() -> None:
    around = Contribution("ngram:a", "ngram", 1.0, 0.4, ((25, 34),))  # "van  deze"
    before = Contribution("ngram:b", "ngram", 1.0, 0.3, ((25, 28),))
    after = Contribution("ngram:c", "ngram", 1.0, 0.2, ((30, 34),))
    van, blank, deze = cut([around, before, after])
    assert (van.blank, blank.blank, deze.blank) == (False, True, False)
    assert [[p.reason for p in one.ending] for one in (van, blank, deze)] == [[2], [], [1, 3]]


def test_what_lies_beyond_the_text_is_cut_off() -> None:
    reason = Contribution("ngram:a", "ngram", 1.0, 0.5, ((36, 90), (99, 120), (5, 5)))
    assert places_of([reason], len(TEXT)) == [ReasonPlace(1, 1, 36, len(TEXT), 0.5)]
