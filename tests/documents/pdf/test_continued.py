from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from classifier.documents import Document, read

HEAD = ("Besluit", "Termijn", "Wie beslist")
LEFTS = (72.0, 220.0, 380.0)
Row = Sequence[str]


def table(*rows: Row, top: float, lefts: Sequence[float] = LEFTS) -> list[tuple]:
    return [
        (text, left, top - 18 * number, 11, False)
        for number, row in enumerate(rows)
        for text, left in zip(row, lefts, strict=True)
        if text
    ]


def rows_of(document: Document) -> list[str]:
    return [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind == "table_row"
    ]


def numbered(first: int, last: int) -> list[Row]:
    return [(f"Soort {n}", f"{n} weken", "het college") for n in range(first, last + 1)]


def check(document: Document) -> None:
    """Pages and places are in order, and each place lies on its text."""
    position = 0
    for start, end in document.pages:
        assert position <= start <= end <= len(document.text)
        position = end
    starts = [place.start for place in document.places]
    assert starts == sorted(starts)


def test_the_head_of_a_table_that_runs_on_is_text_once(pdf: Callable[..., bytes]) -> None:
    intro = [("Wij beslissen binnen deze termijnen.", 72.0, 500.0, 11.0, False)]
    note = [("1 Zie de wet.", 72.0, 60.0, 8.0, False)]
    pages = [
        intro + table(HEAD, *numbered(1, 5), top=460) + note,
        table(HEAD, *numbered(6, 20), top=640),
        table(HEAD, *numbered(21, 23), top=600),
    ]
    document = read(pdf(pages))
    assert rows_of(document) == [" | ".join(row) for row in (HEAD, *numbered(1, 23))]
    assert [(one.kind, one.text, one.page) for one in document.furniture] == [
        ("repeated", text, page) for page in (2, 3) for text in HEAD
    ]
    assert [block.page for block in document.blocks].count(2) == 15
    check(document)


def test_a_table_at_the_head_of_every_page_is_whole(pdf: Callable[..., bytes]) -> None:
    footer = [("Gemeente Elzerade", 72.0, 40.0, 9.0, False), ("Versie 3", 380.0, 40.0, 9.0, False)]
    pages = [table(HEAD, *numbered(10 * n + 1, 10 * n + 10), top=780) + footer for n in range(4)]
    document = read(pdf(pages))
    assert rows_of(document) == [" | ".join(row) for row in (HEAD, *numbered(1, 40))]
    kinds = [(one.kind, one.page) for one in document.furniture]
    assert kinds.count(("footer", 3)) == 2
    assert kinds.count(("repeated", 4)) == 3
    assert kinds.count(("repeated", 1)) == kinds.count(("header", 1)) == 0
    check(document)


@pytest.mark.parametrize("with_head", [False, True])
def test_a_row_that_is_cut_in_two_is_made_whole(pdf: Callable[..., bytes], with_head: bool) -> None:
    first = table(HEAD, *numbered(1, 3), ("Ontheffing", "acht weken na", "het college of"), top=460)
    rest: list[Row] = [("", "de aanvraag", "de burgemeester"), *numbered(4, 6)]
    document = read(pdf([first, table(*([HEAD] if with_head else []), *rest, top=700)]))
    assert rows_of(document) == [
        " | ".join(row)
        for row in (
            *(HEAD, *numbered(1, 3)),
            ("Ontheffing", "acht weken na de aanvraag", "het college of de burgemeester"),
            *numbered(4, 6),
        )
    ]
    check(document)
    start = document.text.index("acht weken na de aanvraag")
    assert [place.page for place in document.locate(start, start + 25)] == [1, 2]
    assert document.page_at(document.text.index("Soort 4")) == 2


def test_one_cell_that_goes_on_is_no_paragraph(pdf: Callable[..., bytes]) -> None:
    first = table(HEAD, *numbered(1, 3), ("Kap", "acht weken", "het college of"), top=460)
    document = read(pdf([first, table(("", "", "de burgemeester"), *numbered(4, 6), top=700)]))
    assert rows_of(document)[4] == "Kap | acht weken | het college of de burgemeester"
    assert len(rows_of(document)) == len(document.blocks) == 8
    check(document)


def line(text: str, left: float = LEFTS[0]) -> list[tuple]:
    return [(text, left, 700.0, 11.0, False)]


WIDE = "de burgemeester beslist over alle andere aanvragen, als het college die"


@pytest.mark.parametrize(
    ("after", "first"),
    [
        (table(HEAD, *numbered(7, 9), top=700, lefts=(72, 150, 260)), " | ".join(HEAD)),
        (line("Wij beslissen altijd.", LEFTS[2]), "Wij beslissen altijd."),
        (line("en verder geldt dit."), "en verder geldt dit."),
        (line(WIDE), WIDE),
        (
            [("2.1 Andere", 72.0, 740.0, 11.0, True), *table(HEAD, *numbered(7, 9), top=700)],
            "2.1 Andere",
        ),
    ],
    ids=["other columns", "a sentence", "under the first column", "too wide", "a heading"],
)
def test_what_is_not_clearly_of_the_table_is_left_alone(
    pdf: Callable[..., bytes], after: list[tuple], first: str
) -> None:
    page = table(HEAD, *numbered(1, 3), ("Kap", "acht weken", "het college of"), top=460)
    document = read(pdf([page, after]))
    assert len(rows_of(read(pdf([page])))) == 5
    block = document.blocks[5]
    assert (document.text[block.start : block.end], block.page) == (first, 2)
    assert not document.furniture
    heads = rows_of(document).count(" | ".join(HEAD))
    assert heads == 1 + (len(after) > 1)
