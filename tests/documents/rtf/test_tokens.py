from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.documents.rtf.tokens import charset_codec, code_page_codec, decode, tokens


@given(st.binary(max_size=200))
def test_any_bytes_are_tokens(content: bytes) -> None:
    for token in tokens(content):
        assert token.kind in {"open", "close", "word", "symbol", "text"}
        assert (token.kind == "text") == bool(token.text)


def test_binary_data_is_no_text() -> None:
    assert [token.kind for token in tokens(b"\\bin3 }}}{\\bin-1 x")] == [
        *("open", "text"),
    ]


@pytest.mark.parametrize(
    ("charset", "codec"), [(0, None), (2, "symbol"), (77, "mac_roman"), (238, "cp1250")]
)
def test_sets_of_characters(charset: int, codec: str | None) -> None:
    assert charset_codec(charset) == codec


@pytest.mark.parametrize("number", [1252, 10000, 65001, 936, -5, 2**31, 37])
def test_every_code_page_decodes(number: int) -> None:
    assert len(decode(b"abc", code_page_codec(number))) == 3
