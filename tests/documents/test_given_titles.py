from __future__ import annotations

import pytest

from classifier.documents.given_titles import clean_title


@pytest.mark.parametrize(
    "junk", ["Document1", "untitled", "2023_11_def.docx", "PowerPoint-presentatie", "3", ""]
)
def test_junk_is_no_title(junk: str) -> None:
    assert clean_title(junk) == ""
