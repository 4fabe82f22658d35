from __future__ import annotations

import pytest

from classifier.documents.plain_pages import part_edges, split_pages


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("I N L E I D I N G", "INLEIDING"),
        ("  H E T   D O E L", "  HET DOEL"),
        ("a b c", "a b c"),
        ("a b c d e", "abcde"),
        ("A B C D is de klas", "A B C D is de klas"),
        ("1 2 3 4 5 6", "1 2 3 4 5 6"),
    ],
)
def test_words_set_apart_by_spaces(line: str, shown: str) -> None:
    assert [row.text for row in split_pages(line)[0]] == [shown]


def test_only_what_is_repeated_at_the_edge_is_furniture() -> None:
    middle = ("eerste", "tweede", "derde")
    text = "\f".join(
        f"Kop {n}\n\nDit is de {word} regel.\nmidden\nEn {word} slot.\nBlad {n}\n"
        for n, word in enumerate(middle, start=1)
    )
    rows, edges = part_edges(split_pages(text))
    assert sum(row.text == "midden" for row in rows) == 3
    assert [(edge.kind, edge.text) for edge in edges if edge.page == 2] == [
        ("header", "Kop 2"),
        ("footer", "Blad 2"),
    ]


def test_two_pages_have_no_furniture() -> None:
    rows, edges = part_edges(split_pages("Kop\nEen.\fKop\nTwee."))
    assert not edges
    assert len(rows) == 4
