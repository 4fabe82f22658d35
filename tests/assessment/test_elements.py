import pytest

from classifier.assessment.elements import SIX, find_elements
from classifier.preprocessing.elements import ELEMENTS, FORM_ELEMENTS


def test_all_six_are_given_in_order_found_or_not() -> None:
    assert [element.name for element in find_elements({})] == list(SIX)
    assert not any(element.evidence for element in find_elements({}))


def test_every_element_of_the_lexicon_for_policy_rules_is_evidence_of_one() -> None:
    sources = [source for sources in SIX.values() for source in sources]
    assert len(sources) == len(set(sources))
    assert set(ELEMENTS["beleidsregel"]) <= set(sources)
    assert set(sources) <= {*ELEMENTS["beleidsregel"], *FORM_ELEMENTS}


@pytest.mark.parametrize(
    ("mark", "element"),
    [
        ("cue:hardheidsclausule", "afwijking"),
        ("form:publicatie", "besluit"),
        ("form:signature", "besluit"),
        ("cue:element:afwijking", None),
        ("structure:step", None),
        ("ngram:niet", None),
    ],
)
def test_marks_are_evidence_of_their_element(mark: str, element: str | None) -> None:
    spans = ((3, 9), (20, 26))
    found = {item.name: item.evidence for item in find_elements({mark: spans}) if item.evidence}
    assert list(found) == ([element] if element else [])
    if element:
        assert [item.spans for item in found[element]] == [spans]


def test_the_cue_with_most_places_comes_first() -> None:
    marks = {"cue:afwijken_mogelijk": ((1, 2),), "cue:hardheidsclausule": ((3, 4), (5, 6))}
    (found,) = (item for item in find_elements(marks) if item.evidence)
    assert [item.cue for item in found.evidence] == ["hardheidsclausule", "afwijken_mogelijk"]
    assert found.as_dict() == {
        "element": "afwijking",
        "found": True,
        "evidence": [
            {"cue": "hardheidsclausule", "spans": [[3, 4], [5, 6]]},
            {"cue": "afwijken_mogelijk", "spans": [[1, 2]]},
        ],
    }
