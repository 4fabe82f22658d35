from dataclasses import replace

import pytest

from classifier.assessment.assessment import Assessment
from classifier.assessment.elements import SIX
from classifier.assessment.evidence import Argument, SelfName
from classifier.reports import verdict


def test_every_element_has_its_words() -> None:
    assert set(verdict.ELEMENTS) == set(SIX)


def test_elements_are_shown_with_their_evidence(assessment: Assessment) -> None:
    missing, found = verdict.elements(assessment)
    assert (missing.found, missing.cues, missing.spans) == (False, (), ())
    assert found.name.endswith("(artikel 4:84 Awb)")
    assert found.cues == ("zegt wanneer van de hoofdregel kan worden afgeweken",)
    assert [assessment.text[start:end] for start, end in found.spans] == ["kan afwijken"]


@pytest.mark.parametrize(
    ("label", "name", "words"),
    [
        ("beleidsregel", ("werkinstructie", "uitvoeringsinstructie"), "maar is naar inhoud eerder"),
        ("beleidsregel", ("beleidsregel", "beleidsregel"), "noemt zich “beleidsregel” (beleid)."),
        ("overig", None, "de vorm geeft hier de doorslag"),
    ],
)
def test_form_is_set_against_substance(
    assessment: Assessment, label: str, name: tuple[str, str] | None, words: str
) -> None:
    form = replace(assessment.form, name=SelfName(*name, 0, 5) if name else None)
    told = " ".join(verdict.form_and_substance(replace(assessment, label=label, form=form)))
    assert words in told
    assert "Zonder vormkenmerken is de uitkomst beleidsregel (60%)" in told
    assert ("noemt zich" in told) is (name is not None)


def test_weight_of_form_is_that_of_the_explanation(assessment: Assessment) -> None:
    reasons = assessment.explanation.contributions
    formal = tuple(replace(c, family="form", feature="form:signature") for c in reasons[:1])
    explanation = replace(assessment.explanation, contributions=formal + reasons[1:])
    told = " ".join(verdict.form_and_substance(replace(assessment, explanation=explanation)))
    assert "vormkenmerken dragen +0,81 bij aan de score voor beleidsregel van" in told


def test_nothing_is_said_of_form_that_was_not_looked_at(assessment: Assessment) -> None:
    assert list(verdict.form_and_substance(replace(assessment, form=None))) == []


def test_a_sentence_without_cues_speaks_by_its_words() -> None:
    assert verdict.reason_of(Argument(0, 9, 0.2, ("naam_die_verviel",))) == "door de woordkeus"


@pytest.mark.parametrize(
    ("decision", "findings", "who"),
    [
        ("twijfel", (), "de Woo-deskundige"),
        ("beleidsregel", ("niet_bekendgemaakt_gevonden",), "bekendmaking"),
        ("uitvoeringsinstructie", (), "nodig is voor een zorgvuldig proces"),
        ("beleidsregel", (), ""),
    ],
)
def test_who_should_look(
    assessment: Assessment, decision: str, findings: tuple[str, ...], who: str
) -> None:
    told = verdict.who_looks(replace(assessment, decision=decision, findings=findings))
    assert who in told
    assert bool(told) is bool(who)
