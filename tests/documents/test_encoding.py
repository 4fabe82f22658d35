from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.documents.encoding import decode, decode_as, is_text

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


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_wide_characters_without_a_mark(encoding: str) -> None:
    assert is_text(TEXT.encode(encoding))
    assert decode(TEXT.encode(encoding)) == TEXT


SENTENCES = (
    "Wij beëindigen de subsidie van € 1.250,50 per 1 januari.",
    "Eén coördinator hoort de cliënt; ’s avonds niet.",
    "De financiële coördinatie kost € 5 – niet meer – per cliënt.",
    "Café’s en crèches: zie § 4 van de “Nota”, reünie à 3 °C.",
    "Geïnteresseerden kunnen zich per e-mail melden; patiënten niet.",
    "De hoge raad (HR 3 maart 1999) vernietigt het besluit op bezwaar vanwege één gebrek.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "cp1252", "iso8859-15", "mac_roman", "cp858"]
)
def test_single_sentences_in_every_encoding(encoding: str, sentence: str) -> None:
    content = sentence.encode(encoding, errors="ignore")  # old encodings lack some signs
    written = content.decode(encoding)
    assert is_text(content)
    assert decode(content) == written


def test_lines_of_windows_pasted_into_utf8() -> None:
    content = "\n".join(SENTENCES).encode() + "\n€ 5 in één keer".encode("cp1252")
    assert decode(content) == "\n".join(SENTENCES) + "\n€ 5 in één keer"


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("iso-8859-1", "€ 5 – één".encode("cp1252")),  # what is called Latin 1 is Windows
        ("us-ascii", "€ 5 – één".encode("cp1252")),
        ("utf-8", "€ 5 – één".encode("cp1252")),
        ("iso-8859-15", "€ 5 - één".encode("iso8859-15")),
        ('"UTF-16"', "€ 5 – één".encode("utf-16")),
        ("rot13", "€ 5 – één".encode()),
        ("idna", "€ 5 – één".encode()),
        ("", "€ 5 – één".encode()),
        ("\0", "€ 5 – één".encode()),
    ],
)
def test_a_charset_is_believed_as_far_as_it_can_be(charset: str, content: bytes) -> None:
    assert decode_as(content, charset).replace("–", "-") == "€ 5 - één"


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "utf-16", "cp1252", "x"]))
def test_any_bytes_decode(content: bytes, charset: str) -> None:
    assert isinstance(decode(content), str)
    assert isinstance(decode_as(content, charset), str)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    content = text.encode() + b" de Woo"
    assert decode(content) == (text + " de Woo").removeprefix("\ufeff")


def test_signs_of_windows() -> None:
    text = "De ‘Nota’ kost € 5 – niet meer… " + TEXT
    assert decode(text.encode("cp1252")) == text


def test_a_stray_byte_is_of_windows_and_does_not_spoil_the_rest() -> None:
    content = (TEXT * 3).encode() + b"\xe9" + (TEXT * 3).encode()
    assert decode(content) == TEXT * 3 + "é" + TEXT * 3


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 4, b"\x00" * 100, b"\x7fELF\x02\x01\x01" + b"\x00\x03" * 50]
)
def test_binary_data_is_no_text(content: bytes) -> None:
    assert not is_text(content)


def test_a_stray_null_byte_does_not_make_text_binary() -> None:
    assert is_text(b"Beleidsregel\x00 terrassen " * 5 + TEXT.encode())
