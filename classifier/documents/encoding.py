"""From bytes to characters, and whether bytes are text at all."""

from __future__ import annotations

import codecs
import re
from typing import Final

from classifier.documents.charsets import likeliest

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 65_536  # bytes that are looked at to tell text from binary data, or its encoding
_WIDE_SAMPLE: Final = _SAMPLE // 16
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_MAX_CONTROLS: Final = 0.02  # share of control bytes; compressed data has about 0.1
_SEQUENCE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# Which of four bytes are zero in Latin text.
_WIDE: Final = {
    "utf-16-le": (False, True, False, True),
    "utf-16-be": (True, False, True, False),
    "utf-32-le": (False, True, True, True),
    "utf-32-be": (True, True, True, False),
}
# Charsets that a mail or page may name; Python knows more, some of which take ages.
_NAMED: Final = re.compile(r"utf-|iso8859|cp\d|koi8|mac-|ascii|gb|big5|shift_jis|euc_|iso2022_jp")


def is_text(content: bytes) -> bool:
    r"""Return whether bytes look like text in some encoding.

    >>> is_text("Beleid én instructie".encode("utf-16")), is_text(b"\x00\x01\x02\x03" * 9)
    (True, False)
    """
    if any(content.startswith(bom) for bom, _ in _BOMS) or _wide(content):
        return True
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= _MAX_CONTROLS * len(sample)


def decode(content: bytes) -> str:
    r"""Return bytes as characters: by byte order mark, as UTF-8, or by the likeliest encoding.

    A file of UTF-8 into which lines of another encoding were pasted is read as both.

    >>> decode("Beleid én instructie; kosten: € 5".encode("cp1252"))
    'Beleid én instructie; kosten: € 5'
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, errors="replace")
    wide = _wide(content)
    if wide:
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        around = max(0, error.start - _SAMPLE // 2)
    sample = content[around : around + _SAMPLE]
    sequences = _SEQUENCE.findall(sample)
    strays = sum(byte > 0x7F for byte in sample) - sum(map(len, sequences))
    if len(sequences) > strays:
        return content.decode("utf-8", errors=_MIXED)
    return content.decode(likeliest(sample), errors="replace")


def decode_as(content: bytes, charset: str) -> str:
    r"""Return bytes as characters of the charset that is said to be theirs, when that can be.

    Parameters
    ----------
    content : bytes
        The text.
    charset : str
        Its name, as a mail or page gives it; "" when nothing is said.

    >>> decode_as(b"caf\xe9", "iso-8859-1"), decode_as(b"caf\xc3\xa9", "onbekend")
    ('café', 'café')
    """
    try:
        name = codecs.lookup(charset.strip("\"' ")).name
    except (LookupError, ValueError):
        return decode(content)
    if not _NAMED.match(name) or name == "ascii":
        return decode(content)
    if name == "iso8859-1":
        name = "cp1252"  # as all programs do, for its quotes and its euro sign
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return decode(content) if name == "utf-8" else content.decode(name, errors="replace")


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a byte order mark, by the zero bytes of Latin letters."""
    sample = content[:_WIDE_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    shares = [sample[place::4].count(0) / len(sample[place::4]) for place in range(4)]
    for encoding, zeros in _WIDE.items():
        unit = 4 if "32" in encoding else 2
        fits = all(
            share > 0.7 if zero else share < 0.05 for share, zero in zip(shares, zeros, strict=True)
        )
        if fits and len(content) % unit == 0:
            return encoding
    return None


def _pasted(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as those of Windows."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_MIXED: Final = "classifier.pasted"
codecs.register_error(_MIXED, _pasted)
