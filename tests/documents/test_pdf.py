from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from classifier.documents import Document, Limits, read
from classifier.errors import (
    EmptyDocumentError,
    EncryptedDocumentError,
    TooLargeDocumentError,
    UnreadableDocumentError,
)

FORMATS = Path(__file__).parents[2] / ".." / "shared" / "formats" / "pdf"


def layout(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_paragraphs_headings_and_lists(
    pdf: Callable[..., bytes], text_page: Callable[..., list]
) -> None:
    page = [
        ("Werkinstructie horen", 72.0, 760.0, 18.0, False),
        ("Inleiding", 72.0, 725.0, 11.0, True),
        *text_page(
            "De medewerker hoort de aanvrager voordat hij op bezwaar beslist. Hij nodigt de aan-",
            "vrager daarvoor schriftelijk uit en vermeldt daarbij wat de aanvrager meeneemt naar",
            "het gesprek.",
            "",
            "Nodig zijn bij dit gesprek de volgende stukken:",
            "\u2022 een paspoort;",
            "\u2022 een foto.",
            "1. Het verslag gaat in het dossier.",
        ),
    ]
    document = read(pdf([page]), name="nota.pdf")
    assert layout(document) == [
        ("heading", 1, "Werkinstructie horen"),
        ("heading", 2, "Inleiding"),
        (
            "paragraph",
            0,
            "De medewerker hoort de aanvrager voordat hij op bezwaar beslist. Hij nodigt de "
            "aanvrager daarvoor schriftelijk uit en vermeldt daarbij wat de aanvrager meeneemt "
            "naar het gesprek.",
        ),
        ("paragraph", 0, "Nodig zijn bij dit gesprek de volgende stukken:"),
        ("list_item", 1, "een paspoort;"),
        ("list_item", 1, "een foto."),
        ("list_item", 1, "1. Het verslag gaat in het dossier."),
    ]
    assert document.title == "Werkinstructie horen"
    assert document.pages == ((0, len(document.text)),)


def test_running_lines_and_page_numbers_are_dropped(
    pdf: Callable[..., bytes], text_page: Callable[..., list]
) -> None:
    pages = [
        [
            ("Gemeente Elzerade", 72.0, 800.0, 9.0, False),
            *text_page(f"Dit is de tekst van bladzijde {name}."),
            ("Postbus 1 Elzerade", 72.0, 40.0, 9.0, False),
            (f"Pagina {number} van 3", 400.0, 30.0, 9.0, False),
        ]
        for number, name in enumerate(("een", "twee", "drie"), start=1)
    ]
    document = read(pdf(pages))
    assert [(one.kind, one.text, one.page) for one in document.furniture] == [
        (kind, text.format(number), number)
        for number in (1, 2, 3)
        for kind, text in (
            ("header", "Gemeente Elzerade"),
            ("footer", "Postbus 1 Elzerade"),
            ("page_number", "Pagina {} van 3"),
        )
    ]
    assert [document.text[slice(*page)] for page in document.pages] == [
        "Dit is de tekst van bladzijde een.",
        "Dit is de tekst van bladzijde twee.",
        "Dit is de tekst van bladzijde drie.",
    ]
    assert [block.page for block in document.blocks][-2:] == [2, 3]


def test_a_paragraph_runs_on_over_a_page(
    pdf: Callable[..., bytes], text_page: Callable[..., list]
) -> None:
    document = read(pdf([text_page("De zin begint hier en"), text_page("gaat daar verder.")]))
    assert layout(document) == [("paragraph", 0, "De zin begint hier en gaat daar verder.")]
    assert document.blocks[0].page == 1
    assert document.pages == ((0, 21), (22, 39))
    assert [place.page for place in document.locate(0, 39)] == [1, 2]


def test_the_title_property_is_a_fallback(
    pdf: Callable[..., bytes], text_page: Callable[..., list]
) -> None:
    page = text_page("Wij horen de aanvrager.")
    document = read(pdf([page], title="Microsoft Word - Instructie balie.doc"))
    assert (document.title, document.title_span) == ("Instructie balie", None)


def test_a_scan_needs_ocr(pdf: Callable[..., bytes]) -> None:
    with pytest.raises(EmptyDocumentError, match=r"scan\.pdf: has no text layer.*OCR"):
        read(pdf([[], []]), name="scan.pdf")


def test_a_text_layer_without_letters_needs_ocr(
    pdf: Callable[..., bytes], text_page: Callable[..., list]
) -> None:
    page = text_page(*["#$%^&*()_+ab" * 5] * 10)
    with pytest.raises(EmptyDocumentError, match=r"unreadable.*OCR"):
        read(pdf([page]), name="scan.pdf")


def test_under_a_password(pdf: Callable[..., bytes], text_page: Callable[..., list]) -> None:
    content = pdf([text_page("Wij horen.")], encrypted=True)
    with pytest.raises(EncryptedDocumentError, match=r"geheim\.pdf"):
        read(content, name="geheim.pdf")


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"\n\n%PDF-1.4\nrommel"])
def test_damaged(content: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"stuk\.pdf: damaged PDF"):
        read(content, name="stuk.pdf")


def test_truncated(pdf: Callable[..., bytes], text_page: Callable[..., list]) -> None:
    content = pdf([text_page("Wij horen de aanvrager.")])
    with pytest.raises((UnreadableDocumentError, EmptyDocumentError), match=r"stuk\.pdf"):
        read(content[: len(content) // 3], name="stuk.pdf")


def test_limits(pdf: Callable[..., bytes], text_page: Callable[..., list]) -> None:
    content = pdf([text_page("Wij horen.")] * 5)
    with pytest.raises(TooLargeDocumentError, match=r"5 pages.*max_pages=5"):
        read(content, limits=Limits(max_pages=4))
    with pytest.raises(TooLargeDocumentError, match="max_chars="):
        read(content, limits=Limits(max_chars=20))


def test_the_words_of_real_files_are_found() -> None:
    if not FORMATS.exists():
        pytest.skip("needs the shared example files")

    def words(text: str) -> Counter[str]:
        return Counter(re.findall(r"\w+", re.sub(r"-\s*\n\s*(?=[a-z])", "", text.lower())))

    found = total = 0
    for path in sorted(FORMATS.glob("brief/*.pdf")):
        other = words(path.with_name(path.name + ".txt").read_text(encoding="utf-8"))
        found += (words(read(path).text) & other).total()
        total += other.total()
    assert found / total > 0.96  # the rest are running headers and footers
