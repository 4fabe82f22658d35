from __future__ import annotations

from classifier.documents import Document, Limits
from classifier.documents import page as of_page
from classifier.documents.builder import DocumentBuilder
from classifier.documents.page import Frame, Line
from classifier.documents.pdf.layout import add_pages

FRAME = Frame(1, (0.0, 0.0, 595.0, 842.0))


def line(
    text: str,
    bottom: float,
    left: float = 72,
    size: float = 12,
    bold: bool = False,
    right: float | None = None,
) -> Line:
    right = left + 5.5 * len(text) if right is None else right
    return of_page.line(text, (left, bottom, right, bottom + size), FRAME, size, bold=bold)


def build(*lines: Line) -> Document:
    builder = DocumentBuilder("nota.pdf", Limits())
    add_pages([list(lines)], builder)
    return builder.build()


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_a_wide_gap_begins_a_paragraph() -> None:
    full = "De medewerker hoort de aanvrager en schrijft een verslag van het gesprek dat"
    document = build(
        line(full, 700), line("Nederlandse woorden telt", 686), line("Een ander begin", 660)
    )
    assert len(document.blocks) == 2


def test_a_raised_figure_does_not_break_its_line() -> None:
    document = build(
        line("tot vaststelling van de 1e", 700, right=200),
        line("wijziging van de begroting.", 697, left=202, right=340),
    )
    assert texts(document) == ["tot vaststelling van de 1e wijziging van de begroting."]


def test_a_bullet_on_its_own_joins_its_text() -> None:
    document = build(line("•", 700), line("een paspoort met een geldige datum", 686, left=90))
    assert [(block.kind, block.level) for block in document.blocks] == [("list_item", 1)]
    assert texts(document) == ["een paspoort met een geldige datum"]


def test_a_note_in_small_type_is_no_heading() -> None:
    document = build(
        line("Wij horen de aanvrager altijd voordat wij een besluit nemen.", 700),
        line("2 Besluit uitvoering toezicht", 80, size=8),
        line("Nog een regel", 60, size=8),
    )
    assert "heading" not in {block.kind for block in document.blocks}


def test_a_page_number_in_the_text_is_kept() -> None:
    assert "12" in texts(build(line("Aantal:", 500), line("12", 400)))


def test_numbers_apart_from_their_text_begin_items() -> None:
    document = build(
        line("Wij vragen om:", 700),
        line("1.", 686),
        line("het paspoort,", 686, left=100),
        line("2.", 672),
        line("een foto,", 672, left=100),
    )
    assert texts(document) == ["Wij vragen om:", "1. het paspoort,", "2. een foto,"]
    assert [block.kind for block in document.blocks] == ["paragraph", "list_item", "list_item"]
