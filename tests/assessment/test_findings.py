from dataclasses import replace

import pytest

from classifier.assessment.assessment import Passage
from classifier.assessment.evidence import FormAndSubstance, SelfName
from classifier.assessment.findings import find
from classifier.documents.document import Block, Document, Furniture

SUBSTANCE = {"beleidsregel": 0.9, "overig": 0.05, "uitvoeringsinstructie": 0.05}
FORM = FormAndSubstance(SUBSTANCE)


def document(text: str, title: str = "", furniture: str = "") -> Document:
    pieces = (Furniture("header", furniture, 1),) if furniture else ()
    return Document(text, (Block("paragraph", 0, len(text)),), title, furniture=pieces)


def passage(start: int, end: int, norm: float, ground: str | None = None) -> Passage:
    return Passage(start, end, "norm" if norm > 0.5 else "overig", {"norm": norm}, ground)


def found(
    one: Document, label: str, *passages: Passage, form: FormAndSubstance = FORM, marks: str = ""
) -> tuple[str, ...]:
    return find(one, label, passages, form, marks.split(), 0.6)


@pytest.mark.parametrize(
    ("text", "title", "label", "norm", "holds"),
    [
        ("C7/11 zegt wat", "Landgebonden asielbeleid Eritrea", "beleidsregel", 0.0, True),
        ("Het landenbeleid en C7/11.", "", "beleidsregel", 0.0, True),
        ("Het landenbeleid eenmaal.", "", "beleidsregel", 0.0, False),
        ("Het landenbeleid en C7/11.", "", "uitvoeringsinstructie", 0.9, True),
        ("Het landenbeleid en C7/11.", "", "uitvoeringsinstructie", 0.1, False),
        ("Het landenbeleid en C7/11.", "Landenbeleid", "overig", 0.9, False),
    ],
)
def test_country_policy(text: str, title: str, label: str, norm: float, holds: bool) -> None:
    names = found(document(text, title), label, passage(0, 9, norm))
    assert ("landenbeleid" in names) is holds


@pytest.mark.parametrize(
    ("one", "marks", "label", "holds"),
    [
        (document("Een regel."), "", "beleidsregel", True),
        (document("Een regel."), "", "uitvoeringsinstructie", False),
        (document("Deze regel wordt bekendgemaakt."), "", "beleidsregel", False),
        (document("Een regel.", furniture="Staatscourant 2021 nr. 4"), "", "beleidsregel", False),
        (document("Een regel."), "form:publication", "beleidsregel", False),
        (document("Een regel."), "form:citeertitel cue:x", "beleidsregel", True),
    ],
)
def test_policy_without_a_trace_of_publication(
    one: Document, marks: str, label: str, holds: bool
) -> None:
    assert ("niet_bekendgemaakt_gevonden" in found(one, label, marks=marks)) is holds


def test_a_title_that_says_the_opposite() -> None:
    one = document("Een regel die is bekendgemaakt.")
    opposite = SelfName("werkinstructie", "uitvoeringsinstructie", 0, 4)
    form = FormAndSubstance(SUBSTANCE, opposite)
    assert found(one, "beleidsregel", form=form) == ("noemt_zich_anders",)
    assert found(one, "overig", form=form) == ()
    same = FormAndSubstance(SUBSTANCE, SelfName("beleidsregel", "beleidsregel", 0, 4))
    assert found(one, "beleidsregel", form=same) == ()


@pytest.mark.parametrize(
    ("grounds", "length", "part", "holds"),
    [
        (3, 20, None, True),
        (2, 20, None, False),
        (3, 5, None, False),
        (0, 10, None, False),
        (3, 20, 15, True),  # 45 of 90 characters
        (3, 20, 14, False),
    ],
)
def test_a_guide_to_the_way_through(
    grounds: int, length: int, part: int | None, holds: bool
) -> None:
    methods = [passage(i * 20, i * 20 + length, 0.0, "5.1.2.i") for i in range(grounds)]
    if part is not None:
        methods = [replace(one, parts=((one.start, one.start + part),)) for one in methods]
    rest = [passage(200, 230, 0.0)]
    names = found(document("x"), "uitvoeringsinstructie", *methods, *rest)
    assert ("spoorboekje" in names) is holds


@pytest.mark.parametrize(
    ("norm", "length", "label", "holds"),
    [
        (0.6, 10, "uitvoeringsinstructie", True),
        (0.59, 10, "uitvoeringsinstructie", False),
        (0.9, 9, "uitvoeringsinstructie", False),
        (0.9, 50, "beleidsregel", False),
    ],
)
def test_norms_in_an_instruction(norm: float, length: int, label: str, holds: bool) -> None:
    passages = passage(0, length, norm), passage(100, 200 - length, 0.1)
    assert ("materieel_beleid" in found(document("x"), label, *passages)) is holds
