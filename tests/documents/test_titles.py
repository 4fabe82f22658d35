from __future__ import annotations

import pytest

from classifier.documents.document import Block
from classifier.documents.titles import clean_title, title_span


def test_the_highest_heading_is_the_title() -> None:
    text = "1. Doel Terrassen Beleidsregel"
    blocks = [Block("heading", 0, 7, 1), Block("heading", 8, 17, 2), Block("heading", 18, 30, 1)]
    assert title_span(text, blocks) == (18, 30)
    assert title_span(text, blocks[:1]) is None


@pytest.mark.parametrize(
    "line",
    ["Onderwerp: Terrassen", "Betreft Terrassen", "Onderwerp: | Terrassen", "Betreft | Terrassen"],
)
def test_a_letter_has_a_subject(line: str) -> None:
    span = title_span(line, [Block("paragraph", 0, len(line))])
    assert span is not None
    assert line[slice(*span)] == "Terrassen"


@pytest.mark.parametrize(
    "junk", ["Document1", "untitled", "2023_11_def.docx", "PowerPoint-presentatie", "3", ""]
)
def test_junk_is_no_title(junk: str) -> None:
    assert clean_title(junk) == ""
