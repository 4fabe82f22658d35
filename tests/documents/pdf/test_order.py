from __future__ import annotations

import random

import pytest

from classifier.documents.page import Frame, Line, line
from classifier.documents.pdf.order import arrange

FRAME = Frame(1, (0.0, 0.0, 595.0, 842.0))
LEFT = [f"De aanvrager levert het stuk met nummer {number} in en" for number in "abcdefgh"]
RIGHT = [f"daarna beslist het college over het stuk met letter {n} als" for n in "ijklmnop"]


def at(text: str, left: float, bottom: float, width: float = 220, size: float = 12) -> Line:
    return line(text, (left, bottom, left + width, bottom + size), FRAME, size)


def column(texts: list[str], left: float, top: float = 700) -> list[Line]:
    return [at(text, left, top - 14 * number) for number, text in enumerate(texts)]


def texts(lines: list[Line]) -> list[str]:
    return [one.text for region in arrange(lines) for one in region.lines]


def test_one_column_is_one_region() -> None:
    lines = column(LEFT, 72)
    regions = arrange(lines)
    assert [region.lines for region in regions] == [lines]


def test_columns_drawn_line_by_line_are_read_one_by_one() -> None:
    pairs = zip(column(LEFT, 60), column(RIGHT, 310), strict=True)
    lines = [one for pair in pairs for one in pair]
    assert texts(lines) == LEFT + RIGHT
    assert len(arrange(lines)) == 2


def test_the_left_column_comes_first_even_when_drawn_last() -> None:
    assert texts(column(RIGHT, 310) + column(LEFT, 60)) == LEFT + RIGHT


def test_labels_in_the_margin_come_with_what_stands_beside_them() -> None:
    labels = column(["Tijd", "Locatie"], 40, top=560)
    beside = column(["09.00 uur", "Raadzaal"], 310, top=560)
    drawn = labels + beside + column(RIGHT[4:], 310, top=400) + column(LEFT[:4], 310)
    read = texts(drawn)
    assert read[:4] == LEFT[:4]
    assert set(read[4:8]) == {"Tijd", "Locatie", "09.00 uur", "Raadzaal"}
    assert read[8:] == RIGHT[4:]


def test_three_columns_under_a_title_and_above_a_note() -> None:
    parts = [[f"{text} {number}" for text in LEFT] for number in (1, 2, 3)]
    columns = [
        [at(text, 40 + 180 * number, 700 - 14 * n, 160) for n, text in enumerate(part)]
        for number, part in enumerate(parts)
    ]
    title = at("Beleidsregel terrassen in de binnenstad", 40, 760, 500, 20)
    note = [
        at(f"Deze noot gaat over alle kolommen en is lang: {n}", 40, 500 - 14 * n, 500)
        for n in (1, 2)
    ]
    rows = [one for row in zip(*columns, strict=True) for one in row]
    expected = [title.text, *parts[0], *parts[1], *parts[2], *(one.text for one in note)]
    assert texts([*note, *rows, title]) == expected


@pytest.mark.parametrize("seed", range(5))
def test_lines_drawn_in_any_order_are_read_from_above(seed: int) -> None:
    lines = column(LEFT, 72)
    random.Random(seed).shuffle(lines)
    assert texts(lines) == LEFT


def test_labels_of_a_chart_keep_the_order_of_the_file() -> None:
    labels = [
        at(text, left, bottom, 15)
        for text, left, bottom in (
            ("0", 60, 300),
            ("50", 60, 400),
            ("jan", 90, 290),
            ("feb", 150, 290),
            ("100", 60, 500),
        )
    ]
    lines = [*column(LEFT, 72), *labels]
    assert texts(lines) == [*LEFT, "0", "50", "jan", "feb", "100"]


def test_text_that_runs_up_comes_last() -> None:
    up = line("CONCEPT", (20, 300, 32, 500), FRAME, 12)
    assert texts([up, *column(LEFT, 72)]) == [*LEFT, "CONCEPT"]


def test_a_stretched_line_is_not_cut_into_columns() -> None:
    full = column(LEFT, 72)
    halves = [at("Het college", 72, 644, 90), at("weigert de ontheffing dan", 176, 644, 116)]
    lines = [*full[:4], *halves, *full[5:]]
    assert texts(lines) == [one.text for one in lines]


def test_no_lines_no_regions() -> None:
    assert arrange([]) == []
