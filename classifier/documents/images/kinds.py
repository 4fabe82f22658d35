"""What kind of image a file is, and its size, by its first bytes; nothing is decoded for it."""

from __future__ import annotations

import re
import struct
from typing import Final, Literal

Kind = Literal["png", "jpeg", "tiff", "gif"]

#: Pixels: an image that is narrower or lower is a logo or an icon, and no page that can be read.
LEAST_SIDE: Final = 300
_BEGINNINGS: Final[dict[bytes, Kind]] = {
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
    b"II+\0": "tiff",  # of 64 bits
    b"MM\0+": "tiff",
    b"GIF8": "gif",
}
# The markers of a JPEG file up to the one that tells its size: each has a length behind it.
_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MARKER: Final = re.compile(rb"\xff+([^\xff\0])", re.S)
_MOST_MARKERS: Final = 1_000


def kind_of(content: bytes) -> Kind | None:
    r"""Return the kind of an image; None when it is another file.

    >>> kind_of(b"II*\0"), kind_of(b"%PDF-1.7")
    ('tiff', None)
    """
    found = (kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning))
    return next(found, None)


def is_readable(content: bytes) -> bool:
    r"""Return whether a file is an image that can be read as a document.

    >>> is_readable(b"\xff\xd8\xff\xe0"), is_readable(b"GIF89a")
    (True, False)
    """
    return kind_of(content) in {"png", "jpeg", "tiff"}


def is_small(content: bytes) -> bool:
    r"""Return whether a file is an image that is too small to be a page.

    TIFF, in which logos do not come, never is.

    >>> is_small(b"GIF89a" + bytes([88, 0, 31, 0]))
    True
    """
    size = _size(content, kind_of(content))
    return size is not None and min(size) < LEAST_SIDE


def _size(content: bytes, kind: Kind | None) -> tuple[int, int] | None:
    """Return width and height in pixels, or height and width; None when they are not told."""
    if kind == "gif" and len(content) >= 10:
        return struct.unpack_from("<HH", content, 6)
    if kind == "png" and len(content) >= 24:
        return struct.unpack_from(">LL", content, 16)
    if kind == "jpeg":
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    for _ in range(_MOST_MARKERS):
        marker = _MARKER.match(content, at)
        if marker is None or len(content) < marker.end() + 7:
            return None
        if marker[1][0] in _FRAME:
            return struct.unpack_from(">HH", content, marker.end() + 3)
        at = marker.end() + struct.unpack_from(">H", content, marker.end())[0]
    return None
