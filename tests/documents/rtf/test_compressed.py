from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from classifier.documents.rtf.compressed import decompress

# The examples of MS-OXRTFCP, chapter 4.
SIMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3206865"
    "6c090020627705b06c647d0a800fa0"
)
CROSSING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def test_the_examples_of_the_standard() -> None:
    expected = b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert decompress(SIMPLE, 1000) == expected
    assert decompress(CROSSING, 1000) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    assert decompress(SIMPLE, 7) == expected[:7]


def test_uncompressed() -> None:
    assert decompress(struct.pack("<II4sI", 20, 4, b"MELA", 0) + b"{\\rtf1}", 10) == b"{\\rt"
    assert decompress(b"LZFu", 10) == decompress(bytes(40), 10) == b""


@given(st.binary(max_size=300))
def test_any_bytes_end(content: bytes) -> None:
    head = struct.pack("<II4sI", len(content), 0xFFFFFFFF, b"LZFu", 0)
    assert len(decompress(head + content, 500)) <= 500
