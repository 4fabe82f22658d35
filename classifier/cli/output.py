"""Where output goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

import typer

from classifier.whole import beside


def check_apart(
    output: Path | None, inputs: Iterable[str | Path | None], option: str = "--output"
) -> None:
    """Refuse to write over what is read.

    Parameters
    ----------
    output : Path or None
        Where output goes.
    inputs : iterable of str, Path or None
        What is read.
    option : str
        What named the output.

    Raises
    ------
    typer.BadParameter
        When it is the same file, by any name.
    """
    if output is None or not output.is_file():
        return
    for path in inputs:
        try:
            same = path is not None and output.samefile(path)
        except (OSError, ValueError):  # no file, or an address: reading it will tell
            continue
        if same:
            raise typer.BadParameter(
                f"{output} is what is read; name another file", param_hint=option
            )


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """Give the stream to write to; a file is there whole or not at all.

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
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        yield sys.stdout
        return
    with (
        opened_binary(path) as stream,
        as_text(stream) as text,
    ):
        yield text


def as_text(stream: BinaryIO) -> io.TextIOWrapper:
    """Return what writes text as UTF-8 to a stream of bytes, with line ends as they are given."""
    # JSON reads the escapes of a file name that is not UTF-8 back as the same name.
    return io.TextIOWrapper(stream, "utf-8", errors="backslashreplace", newline="")


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
    with ExitStack() as stack:
        with writable(path, option):
            place = stack.enter_context(beside(path))
            stream = stack.enter_context(place.open("wb"))
        yield stream


@contextmanager
def writable(named: Path, option: str = "--output") -> Iterator[None]:
    """Say which file it is that cannot be written.

    Parameters
    ----------
    named : Path
        The file, as it was given.
    option : str
        What named it.

    Raises
    ------
    typer.BadParameter
        When what is done within meets an error of the file system.
    """
    try:
        yield
    except OSError as error:
        raise typer.BadParameter(
            f"{named} cannot be written ({error.strerror}); name another file", param_hint=option
        ) from error
