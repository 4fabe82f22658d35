import pytest
from lxml import html as lxml_html

from classifier.assessment.assessment import Assessment


def cells(found: lxml_html.HtmlElement) -> list[float]:
    shown = found.xpath("//td[1]/text()")
    return [float(number.replace("−", "-").replace(",", ".")) for number in shown]


def test_notebook_shows_the_outcome_and_a_sum(assessment: Assessment) -> None:
    found = lxml_html.fromstring(assessment._repr_html_())
    assert found.xpath("string(.//strong)") == "Beleidsregel"
    *parts, score = cells(found)
    assert len(parts) == 12  # the beginning, ten reasons and the rest
    assert sum(parts) == pytest.approx(score, abs=1e-9)
    assert "een mens beslist" in found.text_content()


def test_notebook_shows_the_error(failure: Assessment) -> None:
    shown = lxml_html.fromstring(failure._repr_html_()).text_content()
    assert (
        "Niet beoordeeld: Het bestand is niet gevonden, of er staan geen bestanden in de map."
        in shown
    )
    assert "weg.pdf: no such file; check the path [not_found]" in shown


def test_notebook_gets_no_script_style_or_id(hostile: Assessment) -> None:
    found = lxml_html.fromstring(hostile._repr_html_())
    assert not found.xpath("//script | //style | //img | //i | //@id | //@style | //@onerror")
