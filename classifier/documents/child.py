"""A Python process that works for this one, by messages over its standard input and output."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, ClassVar, Self, cast

import classifier


class Child:
    """A process that is started when it is needed, and ends with this object."""

    _serving: ClassVar[str]  # the statements that it runs

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._used = False  # whether the process has had work before

    def __enter__(self) -> Self:
        """Start the process, so that it is ready when the first document comes."""
        self._started()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process; a later document starts a new one."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                with suppress(OSError):  # of what could not be written
                    cast(BinaryIO, stream).close()
        self._process, self._used = None, False

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603  a fixed command
                # -P: modules that lie in the current folder, among the documents, are not run.
                (sys.executable, "-P", "-c", self._serving),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": _module_paths()},
            )
        return self._process


def own_output() -> BinaryIO:
    """Return the standard output of this process, and let what is printed come nowhere.

    A library that prints may not write into the answers.
    """
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answers


def _module_paths() -> str:
    """Return where this process finds its modules, so that the other finds the same.

    The current folder is not one of them: it may be the one with the documents.
    """
    paths = [path for path in sys.path if path]
    package = str(Path(classifier.__file__).parents[1])
    return os.pathsep.join(paths if package in paths else [*paths, package])
