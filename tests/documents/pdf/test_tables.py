from __future__ import annotations

import pytest

from classifier.documents.page import Frame, Line, line
from classifier.documents.pdf.order import arrange

FRAME = Frame(1, (0.0, 0.0, 595.0, 842.0))


def at(text: str, left: float, bottom: float, size: float = 11) -> Line:
    return line(text, (left, bottom, left + 5 * len(text), bottom + size), FRAME, size)


def cells(lines: list[Line]) -> list[list[str]]:
    return [
        [" ".join(one.text for one in cell) for cell in region.cells]
        for region in arrange(lines)
        if region.cells
    ]


def rows(texts: list[list[str]], lefts: list[float], top: float = 700) -> list[Line]:
    return [
        at(text, left, top - 18 * number)
        for number, row in enumerate(texts)
        for text, left in zip(row, lefts, strict=True)
        if text
    ]


TERMS = [["Besluit", "Termijn"], ["Vergunning", "8 weken"], ["Ontheffing", "6 weken"]]


def test_a_table_gives_a_row_a_region() -> None:
    assert cells(rows(TERMS, [72, 300])) == TERMS


@pytest.mark.parametrize(
    ("texts", "are_rows"),
    [
        ([["Tijd", "9.00 tot 12.30 uur"], ["Locatie:", "zaal 0239"]], True),
        ([["Tijd", "9.00 tot 12.30 uur"], ["in de raadzaal", "zaal 0239"]], False),
        ([["tijd", "9.00 tot 12.30 uur"], ["locatie", "zaal 0239"]], False),
    ],
)
def test_two_rows_are_a_table_when_labels_stand_before_them(
    texts: list[list[str]], are_rows: bool
) -> None:
    assert cells(rows(texts, [72, 300])) == (texts if are_rows else [])


def test_an_empty_cell_is_left_out() -> None:
    texts = [["Nr.", "Onderwerp", "Wie"], ["1", "Opening", ""], ["2", "Rondvraag", "voorzitter"]]
    assert cells(rows(texts, [72, 150, 400])) == [
        ["Nr.", "Onderwerp", "Wie"],
        ["1", "Opening"],
        ["2", "Rondvraag", "voorzitter"],
    ]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    lines = [
        *rows(TERMS, [72, 300]),
        at("Vrijstelling van de", 72, 646),
        at("leerplicht", 72, 632),
        at("4 weken, met een", 300, 646),
        at("maand verlenging", 300, 632),
        at("Bezwaar", 72, 610),
        at("12 weken", 300, 610),
    ]
    assert cells(lines) == [
        *TERMS,
        ["Vrijstelling van de leerplicht", "4 weken, met een maand verlenging"],
        ["Bezwaar", "12 weken"],
    ]


def test_the_text_around_a_table_is_no_row() -> None:
    lines = [
        at("De termijnen staan in deze tabel, die wij elk jaar opnieuw vaststellen.", 72, 730),
        *rows(TERMS, [72, 300]),
        at("Slot", 72, 620),
        at(
            "Deze tabel geldt vanaf januari en wordt elk jaar opnieuw vastgesteld door ons.",
            72,
            600,
        ),
    ]
    assert cells(lines) == TERMS
    assert [len(region.lines) for region in arrange(lines)] == [1, 2, 2, 2, 2]


def test_columns_of_text_are_no_table() -> None:
    lines = []
    for number in range(8):
        lines += [
            at(f"het college beslist dan op punt {number} over", 60, 700 - 14 * number),
            at(f"en de raad beslist later op punt {number} weer", 320, 700 - 14 * number),
        ]
    assert cells(lines) == []


def test_a_numbered_list_is_no_table() -> None:
    lines = []
    for number in range(1, 5):
        lines += [
            at(f"{number}.", 72, 700 - 14 * number),
            at("een stuk van thuis", 100, 700 - 14 * number),
        ]
    assert cells(lines) == []


def test_figures_drawn_column_by_column_are_a_table() -> None:
    names = [at(text, 72, 700 - 14 * n) for n, text in enumerate(("Noord", "Oost", "West"))]
    figures = [at(text, 300, 700 - 14 * n) for n, text in enumerate(("12%", "8%", "30%"))]
    assert cells([*names, *figures]) == [["Noord", "12%"], ["Oost", "8%"], ["West", "30%"]]


def test_labels_of_two_charts_are_no_table() -> None:
    left = [at(text, 72, 700 - 30 * n) for n, text in enumerate(("0", "-25", "-50"))]
    middle = [at("lijn", 90, 400 - 20 * n) for n in range(6)]
    right = [at(text, 350, 700 - 30 * n) for n, text in enumerate(("0", "-75", "-90"))]
    assert cells([*left, *middle, *right]) == []


def test_wide_cells_drawn_one_by_one_are_a_table() -> None:
    lines = []
    for number in range(3):
        top = 700 - 60 * number
        for left in (60, 320):
            lines += [
                at(f"het college beslist over punt {number} en daarna", left, top),
                at(f"beslist de raad in zijn geheel over punt {number},", left, top - 13),
                at("zoals in de wet staat", left, top - 26),
            ]
    assert [len(row) for row in cells(lines)] == [2, 2, 2]
    assert all(" ".join(row).count("punt 1") in (0, 4) for row in cells(lines))
