"""Titles of what was laid out. In the heads below "# " marks a heading and "a | b" is a row."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Word

from classifier.documents import Limits, read
from classifier.documents.builder import DocumentBuilder
from classifier.documents.document import Document
from tests.documents.conftest import make_pdf

PROSE = "Wij lichten hieronder toe hoe de aanvraag van een terras wordt behandeld."


def build(head: str, given: str = "", prose: str = PROSE) -> Document:
    """Build a document with these lines at its head."""
    builder = DocumentBuilder("brief", Limits())
    builder.property_title = given
    for line in [*head.splitlines(), prose]:
        marks = len(line) - len(line.lstrip("#"))
        if marks:
            builder.add("heading", line.lstrip("# "), level=marks)
        else:
            builder.add_row(line.split(" | "))
    document = builder.build(media_type="application/pdf")
    if document.title_span:
        there = document.text[slice(*document.title_span)]
        assert document.title.startswith(" ".join(there.split()).rstrip(":"))
    return document


@pytest.mark.parametrize(
    ("head", "title"),
    [
        # The subject of a letter: behind its label, beside it, or below it.
        ("Gemeente Elzerade\nDatum: 3 mei 2021\nOnderwerp: Terrassen", "Terrassen"),
        ("Datum 3 mei 2021\nOnderwerp Terrassen in de winter", "Terrassen in de winter"),
        ("Betreft: aanvraag terras", "aanvraag terras"),
        ("Betreft aanvraag terras\nGeachte heer,", "aanvraag terras"),
        ("Betr.: Terrassen", "Terrassen"),
        ("Aan | de raad\nOnderwerp | Terrassen", "Terrassen"),
        ("Datum: | 3 mei 2021 | Onderwerp: | Terrassen", "Terrassen"),
        ("Onderwerp: Terrassen | Datum: 3 mei 2021", "Terrassen"),
        ("Onderwerp: Terrassen Datum: 3 mei 2021", "Terrassen"),
        ("Datum\n3 mei 2021\nOnderwerp\nTerrassen\nGeachte heer,", "Terrassen"),
        ("# Betreft: terrassen in de winter", "terrassen in de winter"),
        ("Aan | de raad\nOnderwerp | Regels voor een terras op\nhet plein (2)", "Regels voor een "
         "terras op het plein (2)"),
        # It goes with what says what the document is, and before whose it is and later headings.
        ("# Raadsinformatiebrief\nAan: | de raad\nOnderwerp | Terrassen", "Raadsinformatiebrief: "
         "Terrassen"),
        ("# INSTRUCTIE 22/41-A\nStatus | intern\nOnderwerp | Horen", "INSTRUCTIE 22/41-A: Horen"),
        ("# Gemeente Elzerade\nOnderwerp: Terrassen\n# Meer ruimte", "Terrassen"),
        # But a name before it stays, and some rows and sentences are no subject.
        ("# Beleidsregel terrassen\nOnderwerp | Terrassen\nDatum | 3 mei 2021", "Beleidsregel "
         "terrassen"),
        ("# Agenda raad\nOnderwerp | Toelichting\nTerrassen | ter besluit", "Agenda raad"),
        ("# Agenda\nNr. | Onderwerp | Stuk\n1 | Terrassen | 12", "Agenda"),
        ("# Memo\nBetreft de aanvraag een woning, dan horen wij.", "Memo"),
        ("# Memo\nOnderwerp\nDatum\nTerrassen\n3 mei 2021", "Memo"),
        # Letterheads are no title.
        ("# Aanvang: 20:00 uur\n# Locatie: Raadzaal\n# Vervolg raad 3 mei", "Vervolg raad 3 mei"),
        ("# Aan\n# Pagina 1\n# Terrassen", "Terrassen"),
        ("# 3 mei 2021\n# Elzerade, 4 mei 2021\n## Terrassen", "Terrassen"),
        ("# Postbus 12\n# Dorpsstraat 1, 1234 AB Elzerade\n# www.elzerade.nl\n# Horen", "Horen"),
        ("# Gemeente Elzerade\n# Stadsdeel Nieuw-Oost\n## Afsprakenlijst wijken", "Afsprakenlijst "
         "wijken"),
        ("# GEMEENTEBLAD\nOfficiële uitgave\n# Verordening terrassen", "Verordening terrassen"),
        ("# Gemeente Elzerade", "Gemeente Elzerade"),
        ("# Gemeente Elzerade Memo horen", "Gemeente Elzerade Memo horen"),
        ("# Agenda, donderdag 22 maart 2012", "Agenda, donderdag 22 maart 2012"),
        # What only says what the document is, is named by the line below it.
        ("# WERKINSTRUCTIE\n# Inkomen van ondernemers", "WERKINSTRUCTIE Inkomen van ondernemers"),
        ("# Werkinstructie 4.12\nPlaatsing van jongeren", "Werkinstructie 4.12 Plaatsing van "
         "jongeren"),
        ("# BWK\n## Agenda, woensdag 21 maart 2012\nTijd | 9 uur", "BWK Agenda, woensdag 21 maart "
         "2012"),
        ("# Werkinstructie\nVersie 2.1\n# Horen\n# Beslissen", "Werkinstructie"),
        ("# Memo:\nAan: Team 4\n# Terrassen in de winter", "Memo: Terrassen in de winter"),
        ("# Memo\n# Inleiding", "Memo"),
        ("# Handleiding\n## Inloggen\n## Zoeken", "Handleiding"),
        ("# Notitie\n# 1. Doel", "Notitie"),
        # A title that breaks off goes on.
        ("# EU DELIVERING ON\n# THE UN AGENDA", "EU DELIVERING ON THE UN AGENDA"),
        ("# JEUGD-\n# EN OPVOEDING\n# Onderzoek", "JEUGD- EN OPVOEDING"),
        ("# Regels voor terrassen\n# in de winter\n## Horen", "Regels voor terrassen in de winter"),
        # The line the text opens with, when it is not a letter.
        ("3 mei 2021\nVragen over terrassen", "Vragen over terrassen"),
        ("Werkinstructie\nHoren in bezwaar", "Werkinstructie Horen in bezwaar"),
        ("Bakkerij De Krent\nDorpsstraat 1\n1234 AB Elzerade", ""),
        ("Het college hoort de aanvrager.", ""),
        ("Horen", ""),
    ],
)  # fmt: skip
def test_the_head_of_a_document(head: str, title: str) -> None:
    assert build(head).title == title


@pytest.mark.parametrize(
    ("given", "head", "title"),
    [
        ("Beleidsregel terrassen", "Horen in bezwaar", "Beleidsregel terrassen"),
        ("Beleidsregel terrassen", "# Memo\n# Gemeente Elzerade", "Memo"),
        ("Microsoft Word - brief 3.doc", "Horen in bezwaar", "Horen in bezwaar"),
        ("Microsoft Word - brief terras.doc", "Wij horen.", "brief terras"),
        ("15 januari 2014", "Wij horen.", ""),
        ("Hierbij nodigen wij u uit voor de", "Wij horen.", ""),
        ("Gemeente Elzerade", "Wij horen.", ""),
        ("Pagina 1", "Wij horen.", ""),
        ("Werkinstructie", "Wij horen.", "Werkinstructie"),
    ],
)
def test_the_title_that_the_file_gives_itself(given: str, head: str, title: str) -> None:
    assert build(head, given).title == title


def test_a_long_title_is_cut_between_words() -> None:
    title = build("Onderwerp: " + "Regels over terrassen " * 30).title
    assert 150 < len(title) <= 200
    assert title.endswith(("Regels", "over", "terrassen"))
    assert len(build("# " + "x" * 500).title) == 200


def test_what_stands_far_down_is_no_title() -> None:
    assert build("Wij horen.\n" * 20 + "# Terrassen\nOnderwerp: Horen").title == ""


def test_hostile_lines_are_read_at_once() -> None:
    for line in ("Aan " * 9000, "a 1" * 9000, "Onderwerp" + " " * 9000 + "|" * 9000, "A " * 9000):
        assert len(build(f"# {line}").title) <= 200


def _letter(document: Word) -> None:
    document.add_paragraph("Gemeente Elzerade")
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("Datum", "3 mei 2021"), ("Onderwerp", "Terrassen in de winter"))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    document.add_heading("Meer ruimte", 1)


def _memo(document: Word) -> None:
    document.add_heading("MEMO", 0)
    for line in ("Aan: Team 4", "Van: Team 5", "Betreft: Terrassen in de winter"):
        document.add_paragraph(line)
    document.add_heading("Aanleiding", 1)


@pytest.mark.parametrize(
    ("write", "title"),
    [(_letter, "Terrassen in de winter"), (_memo, "MEMO: Terrassen in de winter")],
)
def test_a_letter_in_word(write: Callable[[Word], None], title: str) -> None:
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - brief.doc"
    write(document)
    document.add_paragraph(PROSE)
    stream = io.BytesIO()
    document.save(stream)
    assert read(stream.getvalue()).title == title


def test_a_letter_in_pdf() -> None:
    lines = [
        ("Gemeente Elzerade", 72.0, 780.0, 16.0, True),
        ("Datum", 72.0, 740.0, 10.0, False),
        ("3 mei 2021", 160.0, 740.0, 10.0, False),
        ("Onderwerp", 72.0, 726.0, 10.0, False),
        ("Terrassen in de winter", 160.0, 726.0, 10.0, False),
        ("Geachte heer,", 72.0, 690.0, 10.0, False),
        (PROSE, 72.0, 664.0, 10.0, False),
    ]
    assert read(make_pdf([lines], title="3 mei 2021")).title == "Terrassen in de winter"


def test_a_memo_on_a_page_of_html() -> None:
    page = f"<html><title>Memo</title><h1>Memo</h1><p>Onderwerp: Terrassen</p><p>{PROSE}</p></html>"
    assert read(page.encode()).title == "Memo: Terrassen"


@pytest.mark.parametrize("name", ["brief.txt", "brief.md"])
def test_plain_text_keeps_the_titles_that_the_model_learned_from(name: str) -> None:
    content = f"# Memo\n\nOnderwerp: Terrassen\n\n{PROSE}\n".encode()
    assert read(content, name=name).title in ("Memo", "# Memo")
