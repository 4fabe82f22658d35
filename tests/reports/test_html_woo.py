import io
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from classifier.assessment.assessment import Assessment, Passage
from classifier.reports import html

METHOD = {"onderzoek": 0.9, "overig": 0.1}


def section(assessment: Assessment) -> str | None:
    """Return the text of the section about the Woo."""
    stream = io.StringIO()
    html.write(assessment, stream)
    tree = lxml_html.document_fromstring(
        stream.getvalue().encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
    )
    found = tree.xpath("//section[h2[@id='woo']]")
    return " ".join(found[0].text_content().split()) if found else None


@pytest.fixture
def instruction(assessment: Assessment) -> Assessment:
    text = (
        "Vraag de ondernemer waarom hij verhuisde en let op zijn antwoord.\n\n"
        "Bel mevrouw A. Bakker op 06-12345678 of mevrouw B. Jansen op 06-87654321."
    )
    middle = text.index("Bel")
    return replace(
        assessment,
        text=text,
        label="uitvoeringsinstructie",
        decision="uitvoeringsinstructie",
        explanation=None,
        arguments=(),
        elements=(),
        passages=(
            Passage(0, middle - 2, "onderzoek", METHOD, "5.1.2.i", "laat zien wat wordt gevraagd"),
            Passage(middle, len(text), "werkwijze", {"werkwijze": 0.9}),
        ),
    )


def test_page_says_what_withholding_comes_to(instruction: Assessment) -> None:
    shown = section(instruction)
    assert shown is not None
    for words in (
        "1 passage en 4 persoonsgegevens, samen",
        "onevenredige inspanning zijn",
        "Er blijft over: 1 × werkwijze.",
        "“06-12345678”, passage 2; mogelijke grond: Woo 5.1.2.e, zekerheid",
        "Reden: lijkt het rechtstreekse nummer van een medewerker",
        "Reden: als bij nummer",
        "Woo 5.1.2.i: het goed functioneren van de Staat",
        "Weeg elke passage kritisch: een later Woo-verzoek",
        "Dit is een voorstel van software; een mens weegt elke passage en beslist.",
    ):
        assert words in shown
    assert shown.index("samen") < shown.index("onevenredige") < shown.index("Er blijft over")
    assert "En nog" not in shown


def test_page_says_for_which_part_a_ground_is_proposed(instruction: Assessment) -> None:
    method, norm = "Vraag hem waarom hij verhuisde.", "Bij een leugen wordt geweigerd."
    text = f"{norm} {method} {norm}"
    part = (len(norm) + 1, len(norm) + 1 + len(method))
    passage = replace(instruction.passages[0], end=len(text), parts=(part,))
    mixed = replace(instruction, text=text, passages=(passage,))
    stream = io.StringIO()
    html.write(mixed, stream)
    page = " ".join(stream.getvalue().split())
    assert '; <span class="grond">mogelijke grond voor een deel: Woo 5.1.2.i</span>' in page
    assert '<p class="grond">Mogelijke grond voor een deel: Woo 5.1.2.i</p>' in page
    assert f"alleen voor “{method}”; de rest kan een norm stellen" in page
    assert "let op: de passage stelt mogelijk ook een norm" in page  # though it starts with one
    shown = section(mixed)
    assert shown is not None
    assert "1 passage of delen daarvan en geen persoonsgegevens, samen" in shown
    assert "Er blijft over: een deel van 1 passage." in shown
    assert "die ook een norm kan stellen, blijft dat deel over" in shown
    assert "redelijk belang" not in shown
    assert "een deel van" not in (section(instruction) or "")


def test_many_personal_data_are_counted(instruction: Assessment) -> None:
    text = " ".join(f"Bel 06-123456{number}." for number in range(10, 40))
    passages = (Passage(0, len(text), "werkwijze", {"werkwijze": 0.9}),)
    shown = section(replace(instruction, text=text, passages=passages))
    assert shown is not None
    assert "geen passages en 30 persoonsgegevens" in shown
    assert shown.count("mogelijke grond") == 25
    assert "En nog 5, hier niet getoond." in shown


def test_nothing_to_withhold_is_said_of_instructions_only(instruction: Assessment) -> None:
    plain = replace(instruction, text="Open het dossier.", passages=())
    shown = section(plain)
    assert shown is not None
    assert "Niets gevonden dat voor weigering kan worden voorgesteld." in shown
    assert "Voordat u beslist" not in shown
    assert section(replace(plain, label="beleidsregel", decision="beleidsregel")) is None


def test_personal_data_are_told_of_in_a_policy_rule_too(instruction: Assessment) -> None:
    rule = replace(instruction, label="beleidsregel", decision="beleidsregel", passages=())
    shown = section(rule)
    assert shown is not None
    assert "Lijkt een beleidsregel" in shown
    assert "geen passages en 4 persoonsgegevens" in shown
    assert "onevenredige" not in shown


def test_a_document_that_was_not_assessed_has_no_proposal(failure: Assessment) -> None:
    assert section(failure) is None
