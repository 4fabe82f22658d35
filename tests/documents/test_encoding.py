from __future__ import annotations

import pytest

from classifier.documents.encoding import decode, is_text

TEXT = (
    "De beleidsregel geldt sinds één januari; coördinatie geschiedt door de commissie. "
    "Ambtenaren beëindigen de procedure zonder voorafgaande verklaring."
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"],
)
def test_common_encodings(encoding: str) -> None:
    content = TEXT.encode(encoding)
    assert is_text(content)
    assert decode(content) == TEXT


def test_signs_of_windows() -> None:
    text = "De ‘Nota’ kost € 5 – niet meer… " + TEXT
    assert decode(text.encode("cp1252")) == text


def test_one_stray_byte_does_not_spoil_the_rest() -> None:
    content = (TEXT * 3).encode() + b"\xe9" + (TEXT * 3).encode()
    assert decode(content) == TEXT * 3 + "\ufffd" + TEXT * 3


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 4, b"\x00" * 100, b"\x7fELF\x02\x01\x01" + b"\x00\x03" * 50]
)
def test_binary_data_is_no_text(content: bytes) -> None:
    assert not is_text(content)


def test_a_stray_null_byte_does_not_make_text_binary() -> None:
    assert is_text(b"Beleidsregel\x00 terrassen " * 5 + TEXT.encode())
