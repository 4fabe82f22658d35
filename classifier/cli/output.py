"""Where output goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

import typer


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """Give the stream to write to.

    A file is written beside its place and takes it when all went well, so that nobody reads half
    of it, and an earlier file stays when something fails.

    Parameters
    ----------
    path : Path or None
        The file; None for standard output. Either way the output is UTF-8.

    Raises
    ------
    typer.BadParameter
        When the file cannot be written.
    """
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    if path.exists() and not path.is_file():  # /dev/null, a named pipe: there is no beside
        with _created(path, path, "w") as stream:
            yield stream
        return
    target = path.resolve()  # a link stays a link
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    created = _created(part, path, "x")
    try:
        with created as stream:
            yield stream
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def opened_binary(path: Path, option: str = "--output") -> Iterator[BinaryIO]:
    """Give the stream of bytes to write to a file, which is there whole or not at all.

    Parameters
    ----------
    path : Path
        The file.
    option : str
        What named it, for messages.

    Raises
    ------
    typer.BadParameter
        When the file cannot be written.
    """
    target = path.resolve()  # a link stays a link
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        stream = part.open("xb")
    except OSError as error:
        raise typer.BadParameter(
            f"{path} cannot be written ({error.strerror}); name another file", param_hint=option
        ) from error
    try:
        with stream:
            yield stream
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _created(path: Path, named: Path, mode: str) -> TextIO:
    try:
        # JSON reads the escapes of a file name that is not UTF-8 back as the same name.
        return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="")  # type: ignore[return-value]
    except OSError as error:
        raise typer.BadParameter(
            f"{named} cannot be written ({error.strerror}); name another file",
            param_hint="--output",
        ) from error
