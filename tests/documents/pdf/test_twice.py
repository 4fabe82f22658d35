from __future__ import annotations

from classifier.documents.page import Frame, Line, line
from classifier.documents.pdf.twice import distinct

FRAME = Frame(1, (0.0, 0.0, 595.0, 842.0))


def at(text: str, left: float, bottom: float, width: float = 200) -> Line:
    return line(text, (left, bottom, left + width, bottom + 12), FRAME, 12)


def test_text_drawn_twice_counts_once_and_is_bold() -> None:
    found = distinct(
        [at("Beleidsregel terrassen", 72, 700), at("Beleidsregel terrassen", 72.4, 700)]
    )
    assert [(one.text, one.bold) for one in found] == [("Beleidsregel terrassen", True)]


def test_recognised_text_over_the_text_counts_once() -> None:
    found = distinct(
        [
            at("Het college weigert de vergunning", 72, 700),
            at("Wij horen de aanvrager", 72, 686),
            at("Het coliege weigert de vergunning", 71, 699),
            at("Wij horen", 72, 685, width=90),
        ]
    )
    assert [one.text for one in found] == [
        "Het college weigert de vergunning",
        "Wij horen de aanvrager",
    ]


def test_the_same_words_elsewhere_are_kept() -> None:
    lines = [at("Nee", 72, 700, 20), at("Nee", 72, 686, 20), at("Nee", 200, 700, 20)]
    assert distinct(lines) == lines
    over_each_other = [at("Het college weigert", 72, 700), at("1.250 vergunningen", 72, 701)]
    assert distinct(over_each_other) == over_each_other
