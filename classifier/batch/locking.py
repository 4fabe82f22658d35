"""A lock on a file that the system takes away when its process ends, however it ends."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO, Final

_BEYOND: Final = 2**40  # a byte that no file of ours has: Windows lets no one read a locked one


def lock(file: BinaryIO) -> bool:
    """Lock an open file, and return whether that went: False when another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_BEYOND)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    file.seek(0, os.SEEK_SET)
    return True
