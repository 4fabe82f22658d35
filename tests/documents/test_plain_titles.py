from __future__ import annotations

import pytest

from classifier.documents.document import Block
from classifier.documents.plain_titles import title_of


def test_the_highest_heading_is_the_title() -> None:
    text = "1. Doel Terrassen Beleidsregel"
    blocks = [Block("heading", 0, 7, 1), Block("heading", 8, 17, 2), Block("heading", 18, 30, 1)]
    assert title_of(text, blocks, "Horen") == ("Beleidsregel", (18, 30))
    assert title_of(text, blocks[:1], "Horen") == ("Horen", None)


@pytest.mark.parametrize(
    "line",
    ["Onderwerp: Terrassen", "Betreft Terrassen", "Onderwerp: | Terrassen", "Betreft | Terrassen"],
)
def test_a_letter_has_a_subject(line: str) -> None:
    assert title_of(line, [Block("paragraph", 0, len(line))], "")[0] == "Terrassen"
