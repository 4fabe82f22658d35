from __future__ import annotations

from classifier.documents.page import Frame, Line, line
from classifier.documents.pdf.furniture import part

BODY = [f"Dit is een gewone regel met nummer {name}." for name in ("een", "twee", "drie", "vier")]
NOTICE = [
    "Aan de inhoud van dit bericht kunnen geen rechten worden ontleend,",
    "en wie het per ongeluk kreeg, gooit het weg.",
]


def at(text: str, bottom: float, page: int, size: float = 11, left: float = 72) -> Line:
    frame = Frame(page, (0.0, 0.0, 595.0, 842.0))
    return line(text, (left, bottom, left + 5 * len(text), bottom + size), frame, size)


def page(number: int, *extra: tuple[str, float]) -> list[Line]:
    body = [at(f"{text} {'x' * number}", 600 - 14 * n, number) for n, text in enumerate(BODY)]
    return [*(at(text, bottom, number) for text, bottom in extra), *body]


def found(pages: list[list[Line]]) -> list[list[tuple[str, str]]]:
    return [[(kind, one.text) for kind, one in furniture] for furniture in part(pages, 11)[1]]


def test_headers_and_footers_come_back_in_one_place() -> None:
    pages = [page(n, ("Gemeente Elzerade", 800), ("Versie 2", 40)) for n in (1, 2, 3)]
    assert found(pages) == [[("header", "Gemeente Elzerade"), ("footer", "Versie 2")]] * 3
    text = part(pages, 11)[0]
    assert [len(lines) for lines in text] == [4, 4, 4]


def test_the_same_words_may_run_above_and_below_the_text() -> None:
    pages = [page(n, ("Gemeente Elzerade", 800), ("Gemeente Elzerade", 40)) for n in (1, 2, 3)]
    assert found(pages) == [[("header", "Gemeente Elzerade"), ("footer", "Gemeente Elzerade")]] * 3


def test_left_and_right_pages_have_headers_of_their_own() -> None:
    pages = [page(n, ("Hoofdstuk" if n % 2 else "Gemeente Elzerade", 800)) for n in range(1, 8)]
    assert [one[0][1] for one in found(pages)] == ["Hoofdstuk", "Gemeente Elzerade"] * 3 + [
        "Hoofdstuk"
    ]


def test_numbers_must_stay_or_grow_with_the_pages() -> None:
    growing = [page(n, (f"Nota 12, bladzijde {n + 4}", 40)) for n in (1, 2, 3, 4)]
    assert [len(one) for one in found(growing)] == [1, 1, 1, 1]
    articles = [
        page(n, (f"Artikel {number} Termijn", 780)) for n, number in ((1, 3), (2, 9), (3, 10))
    ]
    assert found(articles) == [[], [], []]


def test_page_numbers() -> None:
    pages = [page(1, ("Pagina 1 van 3", 40)), page(2, ("- 2 -", 30)), page(3, ("iii", 30))]
    assert found(pages) == [
        [("page_number", "Pagina 1 van 3")],
        [("page_number", "- 2 -")],
        [("page_number", "iii")],
    ]


def test_a_number_amidst_the_text_is_no_page_number() -> None:
    assert found([page(1, ("12", 500), ("12", 60), ("Totaal", 40))]) == [[]]


def test_a_title_on_the_first_page_is_text_and_a_header_after_it() -> None:
    pages = [page(n, ("Beleidsregel terrassen", 790)) for n in (1, 2, 3)]
    pages[0][0].size = 20
    assert found(pages) == [[], *[[("header", "Beleidsregel terrassen")]] * 2]


def test_a_notice_under_each_page_is_kept_once() -> None:
    notice = [(text, 60.0 - 12 * n) for n, text in enumerate(NOTICE)]
    pages = [page(n, *notice) for n in (1, 2, 3)]
    assert found(pages) == [[], *[[("repeated", text) for text in NOTICE]] * 2]


def test_a_line_that_comes_back_in_the_text_is_kept_once() -> None:
    line_ = "Vul dit blad in en stuur het aan ons terug"
    pages = [page(n, (line_, 400)) for n in (1, 2, 3)]
    assert found(pages) == [[], [("repeated", line_)], [("repeated", line_)]]


def test_a_short_line_in_the_text_may_come_back() -> None:
    assert found([page(n, ("Nee", 400)) for n in (1, 2, 3)]) == [[], [], []]


def test_labels_in_a_chart_at_the_foot_are_no_footers() -> None:
    labels = [("jan", 100.0), ("feb", 100.0)]
    pages = [page(n, *labels, ("y" * n, 80), ("z" * n, 60)) for n in (1, 2, 3)]
    assert found(pages) == [[], [], []]


def test_one_page_repeats_nothing() -> None:
    assert found([page(1, ("Gemeente Elzerade", 800))]) == [[]]
    assert part([], 0.0) == ([], [])
