"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def beside(path: Path, *, alone: bool = False, lasting: bool = False) -> Iterator[Path]:
    """Give where to write a file: beside its place, which it takes when all went well.

    So nobody reads half of it, and an earlier file stays when something fails.

    Parameters
    ----------
    path : Path
        The file. A link stays a link; a device or a named pipe is given as it is, for there is no
        beside.
    alone : bool
        Whether nobody else can be writing this file: what a process that was killed left of it is
        then written over, and does not stay.
    lasting : bool
        Whether the file must be on the disk when it takes its place.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    target = path.resolve()
    mark = "" if alone else f".{secrets.token_hex(4)}"
    part = target.with_name(f".{target.name}{mark}.part")
    if alone:
        part.unlink(missing_ok=True)  # not written through: it may be a link that someone put there
    part.touch(exist_ok=False)
    try:
        yield part
        if lasting:
            with part.open("r+b") as file:
                os.fsync(file.fileno())  # a rename must not reach the disk before what is renamed
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
