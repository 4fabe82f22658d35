"""The compressed RTF in which Outlook keeps the text of a mail (MS-OXRTFCP)."""

from __future__ import annotations

import struct
from typing import Final

_COMPRESSED: Final = b"LZFu"
_PLAIN: Final = b"MELA"
_WINDOW: Final = 4096
_HEADER: Final = 16  # bytes
# What the window holds at first: the words that every RTF file of Outlook begins with.
_START: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def decompress(content: bytes, most: int) -> bytes:
    """Return the RTF, b"" when there is none.

    Parameters
    ----------
    content : bytes
        The property of the mail.
    most : int
        How many bytes are returned at most; the rest of what was damaged or hostile is left out.
    """
    if len(content) < _HEADER:
        return b""
    size, kind = struct.unpack_from("<4xI4s", content)
    size = min(size, most)
    if kind == _PLAIN:
        return content[_HEADER : _HEADER + size]
    return _unpacked(content, size) if kind == _COMPRESSED else b""


def _unpacked(content: bytes, size: int) -> bytes:
    window = bytearray(_START.ljust(_WINDOW, b" "))
    place = len(_START)
    found = bytearray()
    position = _HEADER
    while position < len(content) and len(found) < size:
        flags = content[position]
        position += 1
        for bit in range(8):
            if flags >> bit & 1:
                if position + 2 > len(content):
                    return bytes(found[:size])
                reference = int.from_bytes(content[position : position + 2], "big")
                position += 2
                start, length = reference >> 4, (reference & 0xF) + 2
                if start == place:  # marks the end
                    return bytes(found[:size])
                run = []
                for step in range(length):
                    byte = window[(start + step) % _WINDOW]
                    window[place] = byte  # at once: a run may repeat what it writes
                    place = (place + 1) % _WINDOW
                    run.append(byte)
                found += bytes(run)
            elif position < len(content):
                byte = content[position]
                position += 1
                window[place] = byte
                place = (place + 1) % _WINDOW
                found.append(byte)
    return bytes(found[:size])
