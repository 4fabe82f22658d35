from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.documents import Document, Limits, read
from classifier.errors import TooLargeDocumentError

SHARED = Path(__file__).parents[2] / ".." / "shared"


def layout(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def plain(text: str) -> list[tuple[str, str]]:
    return layout(read(text.encode(), name="nota.txt"))


def test_headings_paragraphs_and_lists() -> None:
    assert plain(
        "Werkinstructie 2024/3\n\n"
        "1. Inleiding\n\n"
        "Deze instructie is bestemd voor medewerkers die aanvragen van ondernemers behandelen en "
        "die daarbij zelfstandig beslissen.\n\n"
        "Controleer bij iedere aanvraag:\n"
        "- het formulier;\n"
        "- de betaling.\n\n"
        "3.2 Horen\n"
        "De aanvrager wordt telefonisch gehoord, tenzij hij te kennen geeft daaraan geen "
        "behoefte te hebben of niet bereikbaar is.\n"
    ) == [
        ("heading", "Werkinstructie 2024/3"),
        ("heading", "1. Inleiding"),
        (
            "paragraph",
            "Deze instructie is bestemd voor medewerkers die aanvragen van ondernemers behandelen "
            "en die daarbij zelfstandig beslissen.",
        ),
        ("paragraph", "Controleer bij iedere aanvraag:"),
        ("list_item", "het formulier;"),
        ("list_item", "de betaling."),
        ("heading", "3.2 Horen"),
        (
            "paragraph",
            "De aanvrager wordt telefonisch gehoord, tenzij hij te kennen geeft daaraan geen "
            "behoefte te hebben of niet bereikbaar is.",
        ),
    ]


def test_wrapped_lines_become_one_paragraph() -> None:
    text = (
        "Het college beslist binnen acht weken na de ontvangst van de aan-\n"
        "vraag. Het kan die termijn eenmaal met ten hoogste zes weken\n"
        "verlengen.\n"
        "De aanvrager ontvangt daarvan voor het einde van de eerste termijn\n"
        "een schriftelijke mededeling.\n"
    )
    assert plain(text) == [
        (
            "paragraph",
            "Het college beslist binnen acht weken na de ontvangst van de aanvraag. Het kan die "
            "termijn eenmaal met ten hoogste zes weken verlengen.",
        ),
        (
            "paragraph",
            "De aanvrager ontvangt daarvan voor het einde van de eerste termijn een schriftelijke "
            "mededeling.",
        ),
    ]


def test_a_sentence_goes_on_over_a_page_break() -> None:
    text = (
        "De toezichthouder legt zijn bevindingen vast in het systeem en\n"
        "zendt het rapport nog dezelfde dag met zijn advies aan de\n"
        "\f\n"
        "teamleider van de afdeling die de vergunning heeft verleend, dan\n"
        "wel aan diens plaatsvervanger.\n"
    )
    assert [kind for kind, _ in plain(text)] == ["paragraph"]


def test_a_database_dump_has_a_paragraph_a_line() -> None:
    long = "De minister kan in bijzondere gevallen afwijken van deze beleidsregel " * 3
    text = (
        "De Minister van Toezicht,\nGelet op artikel 4:81;\nBesluit:\n"
        f"Artikel 1 {long.strip()}.\n2. Slot."
    )
    assert [kind for kind, _ in plain(text)] == [*["paragraph"] * 4, "list_item"]


def test_numbers_and_letters_stay_in_the_text() -> None:
    assert plain("Nodig zijn:\na. een paspoort;\n1° een foto;\n2. een formulier.") == [
        ("paragraph", "Nodig zijn:"),
        ("list_item", "a. een paspoort;"),
        ("list_item", "1° een foto;"),
        ("list_item", "2. een formulier."),
    ]


def test_indented_items_are_deeper() -> None:
    document = read(b"Let op:\n- een\n   - twee\n   - drie\n- vier\n", name="nota.txt")
    assert [block.level for block in document.blocks if block.kind == "list_item"] == [1, 2, 2, 1]


def test_a_numbered_list_between_blank_lines_is_no_row_of_headings() -> None:
    text = "Mee te nemen:\n\n1. Paspoort\n\n2. Foto\n\n3. Formulier.\n\nEinde."
    kinds = [kind for kind, _ in plain(text)]
    assert kinds == ["paragraph", "list_item", "list_item", "list_item", "paragraph"]


def test_a_signature_is_no_heading() -> None:
    text = "Titel\n\nTekst van de regel.\n\nMeer tekst.\n\nDe directeur\n\nJ. Jansen"
    assert plain(text)[-2:] == [("paragraph", "De directeur"), ("paragraph", "J. Jansen")]


def test_headings_of_a_typewriter() -> None:
    assert plain(
        "B E L E I D S R E G E L   H O R E N\n\n"
        "Inleiding\n---------\nHet college hoort de aanvrager altijd als hij daarom vraagt.\n"
        "    Een tweede alinea begint met inspringen, zoals op de schrijfmachine gebruikelijk is.\n"
    ) == [
        ("heading", "BELEIDSREGEL HOREN"),
        ("heading", "Inleiding"),
        ("paragraph", "Het college hoort de aanvrager altijd als hij daarom vraagt."),
        (
            "paragraph",
            "Een tweede alinea begint met inspringen, zoals op de schrijfmachine gebruikelijk is.",
        ),
    ]


def test_form_feeds_part_pages() -> None:
    text = (
        "De toezichthouder zendt het rapport nog dezelfde dag met zijn be-\n"
        "\fvindingen aan de teamleider van de afdeling die beslist op de\n\n"
        "- aanvraag voor de vergunning, of wat daarvoor in de plaats is ge-\n"
        "\f\nkomen.\n\f\n\f\n| Soort | Dag |\n"
    )
    document = read(text.encode(), name="nota.txt")
    assert layout(document) == [
        (
            "paragraph",
            "De toezichthouder zendt het rapport nog dezelfde dag met zijn bevindingen aan de "
            "teamleider van de afdeling die beslist op de",
        ),
        (
            "list_item",
            "aanvraag voor de vergunning, of wat daarvoor in de plaats is gekomen.",
        ),
        ("table_row", "Soort | Dag"),
    ]
    assert [document.text[slice(*page)] for page in document.pages][1].startswith("vindingen aan")
    assert len(document.pages) == 5
    assert document.page_at(document.text.index("komen.")) == 3
    place = document.locate(*document.pages[4])[0]
    assert (place.page, place.box) == (5, None)
    assert read(b"Een.\n", name="nota.txt").pages == ()


def test_headers_and_footers_of_pages_are_furniture() -> None:
    pages = [
        f"Gemeente Elzerade      versie 2\n\n{text}\n\n                - {number} -\n"
        for number, text in enumerate(("Wij horen.", "Dan beslissen wij.", "Slot."), start=1)
    ]
    document = read("\f".join(pages).encode(), name="nota.txt")
    assert document.text == "Wij horen.\n\nDan beslissen wij.\n\nSlot."
    assert [(one.kind, one.text, one.page) for one in document.furniture][:2] == [
        ("header", "Gemeente Elzerade versie 2", 1),
        ("page_number", "- 1 -", 1),
    ]
    assert len(document.furniture) == 6


def test_too_many_pages() -> None:
    with pytest.raises(TooLargeDocumentError, match=r"nota\.txt: 11 pages.*max_pages"):
        read(b"Wij horen.\f" * 11, name="nota.txt", limits=Limits(max_pages=10))


@given(st.text("ab-.1 \n\f\té|=", max_size=200))
def test_pages_cover_the_text_in_order(text: str) -> None:
    document = read(f"Begin {text}\fEinde".encode(), name="nota.txt")
    position = 0
    for place in document.places:
        assert position <= place.start < place.end <= len(document.text)
        position = place.end
    joined = "".join(document.text[place.start : place.end] for place in document.places)
    assert "".join(joined.split()) == "".join(document.text.split())


def test_table_rows() -> None:
    assert plain("| Soort | Termijn |\n|---|---|\n| Bezwaar | zes weken |\n") == [
        ("table_row", "Soort | Termijn"),
        ("table_row", "Bezwaar | zes weken"),
    ]


def test_one_huge_line_is_one_paragraph() -> None:
    line = "Het college weegt de belangen af. " * 2000
    assert plain(line) == [("paragraph", line.strip())]


@pytest.mark.parametrize(
    "line", ["a" * 10_000_000, "a." * 5_000_000, "-" * 9_999_999 + "a", "b- " * 3_000_000]
)
def test_ten_megabytes_on_one_line(line: str) -> None:
    begin = time.process_time()
    with pytest.raises(TooLargeDocumentError, match=r"nota\.txt.*max_chars"):
        read(line.encode(), name="nota.txt")
    document = read(line.encode(), name="nota.txt", limits=Limits(max_chars=10_000_000))
    assert len(document.blocks) == 1
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    "text",
    [
        "a-\n" * 300_000,
        "1.\n" * 300_000,
        "\n" * 2_000_000 + "a",
        "| " * 500_000 + "a |",
        "(" * 500_000 + "a",
    ],
)
def test_odd_texts_take_no_more_than_a_moment(text: str) -> None:
    begin = time.process_time()
    read(text.encode(), name="nota.txt")
    assert time.process_time() - begin < 10


def test_the_letter_that_the_project_starts_from() -> None:
    path = SHARED / "reference" / "kamerbrief.txt"
    if not path.exists():
        pytest.skip("needs the shared reference texts")
    document = read(path)
    assert sum(block.kind == "paragraph" for block in document.blocks) >= 15
    assert "In andere gevallen zal steeds worden bezien" in document.text
    assert "Woo-instructie" in document.text
