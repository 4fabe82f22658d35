from __future__ import annotations

import pytest

from classifier.documents.stylenames import heading_level, is_contents, list_level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        *(("heading 3", 3), ("Heading_20_2", 2), ("Kop 1", 1), ("tussenkop", 1), ("Title", 1)),
        *(("Koptekst", 0), ("Kopie", 0), ("Ondertitel", 0), ("heading 0", 1), ("", 0)),
    ],
)
def test_headings(name: str, level: int) -> None:
    assert heading_level(name) == level


@pytest.mark.parametrize(
    ("name", "level"),
    [("List Number 3", 3), ("Opsomming", 1), ("lijst 2e niveau", 2), ("Tekst", 0)],
)
def test_lists(name: str, level: int) -> None:
    assert list_level(name) == level


@pytest.mark.parametrize("name", ["toc 3", "Inhopg 1", "Contents 2"])
def test_contents(name: str) -> None:
    assert is_contents(name)
