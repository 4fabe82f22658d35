"""From bytes to characters, and whether bytes are text at all."""

from __future__ import annotations

import codecs
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 65_536  # bytes that are looked at to tell text from binary data, or its encoding
# Dutch texts come in these; a free guess sees Hungarian or Cyrillic in a short Dutch text.
_CANDIDATES: Final = ["cp1252", "utf_16_le", "utf_16_be", "cp850", "mac_roman"]
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_MAX_CONTROLS: Final = 0.02  # share of control bytes; compressed data has about 0.1


def is_text(content: bytes) -> bool:
    r"""Return whether bytes look like text in some encoding.

    >>> is_text("Beleid én instructie".encode("utf-16")), is_text(b"\x00\x01\x02\x03" * 9)
    (True, False)
    """
    if any(content.startswith(bom) for bom, _ in _BOMS) or _utf16_order(content):
        return True
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= _MAX_CONTROLS * len(sample)


def decode(content: bytes) -> str:
    r"""Return bytes as characters: by byte order mark, as UTF-8, or by the likeliest encoding.

    >>> decode("Beleid én instructie; kosten: € 5".encode("cp1252"))
    'Beleid én instructie; kosten: € 5'
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, errors="replace")
    order = _utf16_order(content)
    if order:
        return content.decode(order, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        around = max(0, error.start - _SAMPLE // 2)
        return content.decode(_guess(content[around : around + _SAMPLE]), errors="replace")


def _utf16_order(content: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark, by the zero bytes of its Latin letters."""
    sample = content[: _SAMPLE // 16]
    if len(sample) < 4 or len(content) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _guess(sample: bytes) -> str:
    # One stray byte in an otherwise sound UTF-8 file must not turn every é into Ã©.
    broken = sample.decode("utf-8", errors="replace").count("\ufffd")
    accents = sum(byte >= 0xC2 for byte in sample)
    if broken * 10 < accents:
        return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best else "cp1252"
