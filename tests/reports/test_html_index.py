import io
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from classifier.assessment.assessment import Assessment
from classifier.reports import html_index


def page(*assessments: Assessment) -> lxml_html.HtmlElement:
    stream = io.StringIO()
    html_index.write(assessments, stream)
    return lxml_html.document_fromstring(stream.getvalue())


def text_of(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def cells(found: lxml_html.HtmlElement) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in found.xpath("//table/tbody/tr")]


def test_a_row_a_document(assessment: Assessment, failure: Assessment) -> None:
    found = page(assessment, failure)
    (first, second) = cells(found)
    assert first[0] == "Beleidsregel terrassenterras.txt"
    assert first[1:3] == ["beleidsregel", "71%"]
    assert first[3].startswith("woorden “kan afwijken” +0,81 Meer")
    assert "Tegen: eerder uitvoeringsinstructie genummerde stap −0,44" in first[3]
    assert "artikel 3:42 Awb" in first[3]
    assert first[4] == "1 norm1 met een mogelijke Woo-grond"
    assert second[:3] == ["weg.pdf", "niet beoordeeld", "–"]
    assert second[3].startswith(
        "Het bestand is niet gevonden, of er staan geen bestanden in de map."
    )
    assert second[3].endswith("weg.pdf no such file; check the path [not_found]")
    # The English of the software is not what a reader sees first.
    (told,) = found.xpath("//*[@lang='en']")
    assert told.xpath("ancestor::details/summary")
    assert "2 documenten: 1 beleidsregel, 1 niet beoordeeld" in text_of(found)


def test_rows_that_lead_to_a_page_say_findings_in_short(assessment: Assessment) -> None:
    found = replace(assessment, findings=("niet_bekendgemaakt_gevonden", "spoorboekje"))
    long, short = html_index.row(found), html_index.row(found, "pagina.html")
    assert short.findings == ("geen spoor van bekendmaking", "spoorboekje")
    assert all("artikel" in one or ";" in one for one in long.findings)


def test_outcomes_are_counted_in_the_plural(assessment: Assessment, failure: Assessment) -> None:
    head = text_of(page(assessment, assessment, failure, failure).find(".//header"))
    assert "4 documenten: 2 beleidsregels, 2 niet beoordeeld" in head


def test_reasons_are_left_out_when_not_asked_for(assessment: Assessment) -> None:
    found = page(replace(assessment, explanation=None))
    assert not found.xpath("//details")
    assert cells(found)[0][3] == "Let op: landenbeleid: dit is beleid en kan niet geheim blijven"


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"decision": "twijfel"}, "twijfelhet meest lijkt beleidsregel"),
        (
            {"decision": "uitvoeringsinstructie", "findings": ("materieel_beleid",)},
            "uitvoeringsinstructie met materieel beleid",
        ),
    ],
)
def test_outcome_is_in_words(assessment: Assessment, changes: dict, shown: str) -> None:
    assert cells(page(replace(assessment, **changes)))[0][1] == shown


def test_documents_with_a_page_lead_to_it(assessment: Assessment) -> None:
    stream = io.StringIO()
    html_index.write_rows([html_index.row(assessment, "terras-txt.html")], stream)
    found = lxml_html.document_fromstring(stream.getvalue())
    assert found.xpath("//tbody//a/@href") == ["terras-txt.html"]
    assert not found.xpath("//details")


def test_a_page_tells_the_message_the_list_does_not(failure: Assessment) -> None:
    stream = io.StringIO()
    html_index.write_rows([html_index.row(failure, "weg-pdf.html")], stream)
    found = lxml_html.document_fromstring(stream.getvalue())
    assert not found.xpath("//*[@lang='en']")
    assert "Het bestand is niet gevonden" in text_of(found)
    assert "no such file" not in text_of(found)


def test_nothing_listed_is_a_page_still() -> None:
    assert cells(page()) == []


def test_nothing_hostile_is_markup(hostile: Assessment) -> None:
    found = page(hostile)
    assert len(found.xpath("//script")) == 2
    assert not found.xpath("//img | //td//b[text()='let op'] | //i | //@onerror")
    assert "<b>let op</b>\\x1b" in text_of(found)


def test_rows_keep_no_text(assessment: Assessment) -> None:
    kept = html_index.row(replace(assessment, text=assessment.text + "slotwoord" * 100))
    assert "slotwoord" not in repr(kept)
