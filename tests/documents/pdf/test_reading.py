from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from classifier.documents import Document, Limits, read
from classifier.documents.builder import OcrMode
from classifier.errors import (
    EmptyDocumentError,
    EncryptedDocumentError,
    TooLargeDocumentError,
    UnreadableDocumentError,
)

FORMATS = Path(__file__).parents[3] / ".." / "shared" / "formats" / "pdf"


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


def test_a_paragraph_runs_on_past_the_notes_of_its_page(
    pdf: Callable[..., bytes], text_page: Callable[..., list]
) -> None:
    note = [("1 Zie de nota van toelichting.", 72.0, 120.0, 8.0, False)]
    first = text_page("Wij horen de aanvrager, tenzij het bezwaar kennelijk on-", top=300)
    second = text_page("gegrond is. Daarna beslissen wij.", "", "Een nieuw begin.")
    document = read(pdf([first + note, second]))
    assert [text for _, _, text in layout(document)] == [
        "1 Zie de nota van toelichting.",
        "Wij horen de aanvrager, tenzij het bezwaar kennelijk ongegrond is. Daarna beslissen wij.",
        "Een nieuw begin.",
    ]
    broken = document.text.index("ongegrond")
    assert [place.page for place in document.locate(broken, broken + 9)] == [1, 2]


def test_a_heading_on_the_next_page_is_not_joined(
    pdf: Callable[..., bytes], text_page: Callable[..., list]
) -> None:
    pages = [text_page("Wij horen de aanvrager"), text_page("2.1 Horen", "", "Wij horen altijd.")]
    assert [kind for kind, _, _ in layout(read(pdf(pages)))] == [
        "paragraph",
        "heading",
        "paragraph",
    ]


@pytest.mark.parametrize("mark", ["-", "\u00ad"])
def test_a_word_broken_at_the_end_of_a_line_is_whole(
    pdf: Callable[..., bytes], text_page: Callable[..., list], mark: str
) -> None:
    page = text_page(f"De medewerker behandelt het bezwaar{mark}", "schrift en de klacht.")
    assert read(pdf([page])).text == "De medewerker behandelt het bezwaarschrift en de klacht."


def test_two_columns_and_a_table(pdf: Callable[..., bytes]) -> None:
    columns = [
        line
        for number in range(6)
        for line in (
            (f"het college weegt belang {number} af en", 60.0, 700.0 - 14 * number, 11.0, False),
            (f"de raad stelt regel {number} vast voor", 320.0, 700.0 - 14 * number, 11.0, False),
        )
    ]
    table = [
        (text, x, 560.0 - 16 * number, 11.0, False)
        for number, row in enumerate((("Besluit", "Termijn"), ("Bouw", "8"), ("Kap", "6")))
        for text, x in zip(row, (60.0, 320.0), strict=True)
    ]
    found = layout(read(pdf([columns + table])))
    assert found[0][2].startswith("het college weegt belang 0 af en het college weegt belang 1")
    assert "belang 5 af en de raad stelt regel 0 vast" in " ".join(text for _, _, text in found)
    assert [text for kind, _, text in found if kind == "table_row"] == [
        "Besluit | Termijn",
        "Bouw | 8",
        "Kap | 6",
    ]


def test_text_drawn_twice_counts_once(pdf: Callable[..., bytes]) -> None:
    page = [
        (text, 72.0 + shift, y, 11.0, False)
        for shift in (0.0, 0.3)
        for text, y in (("Beleidsregel terrassen", 700.0), ("Wij horen de aanvrager.", 660.0))
    ]
    assert read(pdf([page])).text == "Beleidsregel terrassen\n\nWij horen de aanvrager."


def test_a_thousand_pages_take_little_memory(
    pdf: Callable[..., bytes], text_page: Callable[..., list], tmp_path: Path
) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("needs the memory figures of Linux")
    words = "De medewerker hoort de aanvrager voordat hij op het bezwaar van hem of haar beslist"
    pages = [
        text_page(*[f"{words} {45 * page + line}." for line in range(45)], top=750)
        for page in range(1000)
    ]
    path = tmp_path / "groot.pdf"
    path.write_bytes(pdf(pages))
    script = (
        "import re, sys; from pathlib import Path; from classifier.documents import read; "
        "document = read(Path(sys.argv[1])); status = Path('/proc/self/status').read_text(); "
        "print(len(document.pages), len(document.text), re.search(r'VmHWM:\\s+(\\d+)', status)[1])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    n_pages, n_chars, kilobytes = map(int, run.stdout.split())
    assert n_pages == 1000
    assert n_chars > 3_000_000
    assert kilobytes < 400_000


def test_the_title_property_is_a_fallback(
    pdf: Callable[..., bytes], text_page: Callable[..., list]
) -> None:
    page = text_page("Wij horen de aanvrager.")
    document = read(pdf([page], title="Microsoft Word - Instructie balie.doc"))
    assert (document.title, document.title_span) == ("Instructie balie", None)


def test_pages_without_anything_on_them_are_empty(pdf: Callable[..., bytes]) -> None:
    with pytest.raises(EmptyDocumentError, match=r"leeg\.pdf: holds no text"):
        read(pdf([[], []]), name="leeg.pdf")


def test_under_a_password(pdf: Callable[..., bytes], text_page: Callable[..., list]) -> None:
    content = pdf([text_page("Wij horen.")], encrypted=True)
    with pytest.raises(EncryptedDocumentError, match=r"geheim\.pdf"):
        read(content, name="geheim.pdf")


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"\n\n%PDF-1.4\nrommel"])
def test_damaged(content: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"stuk\.pdf: damaged PDF"):
        read(content, name="stuk.pdf")


@pytest.mark.parametrize("ocr", ["auto", "never"])
def test_a_damaged_page_loses_itself_only(
    pdf: Callable[..., bytes], text_page: Callable[..., list], ocr: OcrMode
) -> None:
    content = pdf([text_page(f"Wij horen aanvrager {name}.") for name in ("een", "twee", "drie")])
    assert content.count(b"8 0 obj") == 1
    document = read(content.replace(b"8 0 obj", b"1 1 obj"), name="stuk.pdf", ocr=ocr)
    assert [document.text[slice(*page)] for page in document.pages] == [
        "Wij horen aanvrager een.",
        "",
        "Wij horen aanvrager drie.",
    ]
    assert [block.page for block in document.blocks] == [1, 3]
    assert document.warnings == (
        "page 2: not read, for it is damaged; get the file anew from its source",
    )


@pytest.mark.parametrize(
    ("damage", "pages"),
    [
        ((b"/Kids [6 0 R 8 0 R]", b"/Kids [2 0 R 2 0 R]"), "pages 1-2"),  # a tree without an end
        ((b"6 0 obj", b"1 1 obj"), "page 1"),  # beside an empty one
    ],
)
def test_without_a_page_that_can_be_read_it_is_an_error(
    pdf: Callable[..., bytes],
    text_page: Callable[..., list],
    damage: tuple[bytes, bytes],
    pages: str,
) -> None:
    content = pdf([text_page("Wij horen."), []])
    assert damage[0] in content
    with pytest.raises(UnreadableDocumentError, match=rf"stuk\.pdf: damaged \({pages}\), .*anew"):
        read(content.replace(*damage), name="stuk.pdf")


def test_a_false_number_of_pages_is_not_believed(
    pdf: Callable[..., bytes], text_page: Callable[..., list]
) -> None:
    content = pdf([text_page("Wij horen.")] * 2)
    document = read(content.replace(b"/Count 2", b"/Count 900000000"), name="groot.pdf")
    assert len(document.pages) == 2


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
