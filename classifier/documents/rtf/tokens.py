"""The tokens of RTF: groups, control words and bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?"  # a control word, its number and the space after it
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\(.)"
    rb"|([{}])"
    rb"|([^\\{}]+)",
    re.S,
)
_LINE_ENDS: Final = b"\r\n\0"
# By the numbers that a font gives for its set of characters (\fcharset).
_CHARSETS: Final = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp850",
}
SYMBOL: Final = "symbol"  # a font of signs, whose letters are no letters
_SYMBOL_CHARSET: Final = 2
_CODE_PAGES: Final = {10000: "mac_roman", 65001: "utf-8", 936: "gbk", 950: "big5", 708: "cp1256"}


class Token(NamedTuple):
    """One token."""

    kind: str  # "open", "close", "word", "symbol", "text"
    word: str = ""  # of a control word; of a control symbol the character
    number: int | None = None  # of a control word
    text: bytes = b""


def tokens(content: bytes) -> Iterator[Token]:
    r"""Yield the tokens of an RTF file; binary data is left out.

    >>> [token.word or token.text for token in tokens(b"{\\b1 vet\\'e9}")]
    [b'', 'b', b'vet', b'\xe9', b'']
    """
    position = 0
    while match := _TOKEN.match(content, position):
        position = match.end()
        word, number, coded, symbol, brace, text = match.groups()
        if text is not None:
            text = text.translate(None, _LINE_ENDS)
            if text:
                yield Token("text", text=text)
        elif brace is not None:
            yield Token("open" if brace == b"{" else "close")
        elif coded is not None:
            yield Token("text", text=bytes.fromhex(coded.decode()))
        elif word == b"bin":
            position += max(int(number or 0), 0)
        elif word is not None:
            yield Token("word", word.decode(), None if number is None else int(number))
        else:
            yield Token("symbol", symbol.decode("latin-1"))


def charset_codec(charset: int) -> str | None:
    """Return the codec of a font's set of characters, None for that of the document."""
    return SYMBOL if charset == _SYMBOL_CHARSET else _CHARSETS.get(charset)


def code_page_codec(number: int) -> str:
    """Return the codec of a code page; of an unknown one that of Windows in the West.

    >>> code_page_codec(1250), code_page_codec(10000), code_page_codec(99)
    ('cp1250', 'mac_roman', 'cp1252')
    """
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        b"a".decode(name)
    except (LookupError, ValueError):
        return "cp1252"
    return name


def decode(text: bytes, codec: str) -> str:
    r"""Return bytes as characters; signs of a symbol font get the codes that Word gives them.

    >>> decode(b"\xb7", SYMBOL), decode(b"\x80", "cp1252")
    ('\uf0b7', '€')
    """
    if codec == SYMBOL:
        return "".join(chr(0xF000 + byte) for byte in text)
    return text.decode(codec, errors="replace")
