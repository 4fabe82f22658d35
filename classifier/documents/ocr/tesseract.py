"""Text in images, by Tesseract: a program of its own, which is asked a page at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from functools import cache
from typing import Final

#: What to install; a message names it.
PACKAGES: Final = "the Debian packages tesseract-ocr and tesseract-ocr-nld"
_LANGUAGE: Final = "nld"
_PAGE_WITH_ITS_WAY_UP: Final = "1"  # also finds which way up a page lies, for a tenth of the time
_MAX_MEMORY: Final = 2_000_000_000  # bytes; a page of A4 takes a tenth
_LIST_SECONDS: Final = 30
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")


class RecognitionError(Exception):
    """One image could not be read; the message says why, without naming the document."""


class RecognitionTimeout(RecognitionError):  # noqa: N818  that it took long is no error
    """One image could not be read in time."""


def find() -> str | None:
    """Return the path of Tesseract, or None when it or its Dutch is not installed."""
    program = shutil.which("tesseract")
    return program if program is not None and _knows_dutch(program) else None


@cache
def _knows_dutch(program: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  a fixed command
            [program, "--list-langs"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environment(),
            timeout=_LIST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    # Old versions list the languages among their errors.
    return _LANGUAGE.encode() in (done.stdout + done.stderr).split()


def recognise(image: bytes, program: str, *, seconds: float, dpi: int) -> bytes:
    """Return what Tesseract reads in an image.

    Parameters
    ----------
    image : bytes
        A file of PGM; Tesseract would take what is no image for a list of files to read.
    program : str
        What :func:`find` gave.
    seconds : float
        How long it may take.
    dpi : int
        Its pixels an inch.

    Returns
    -------
    bytes
        hOCR.

    Raises
    ------
    RecognitionTimeout
        When Tesseract is not done in time.
    RecognitionError
        When it fails.
    """
    command = [program, "-", "-", "-l", _LANGUAGE, "--psm", _PAGE_WITH_ITS_WAY_UP]
    command += ["--dpi", str(dpi), "hocr"]
    with subprocess.Popen(  # noqa: S603  a fixed command; the image goes over its input
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,  # so that all of its processes can be ended
    ) as process:
        try:
            _bound_memory(process.pid)  # before it gets the image
            output, _ = process.communicate(image, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise RecognitionTimeout(f"Tesseract took over {seconds:g} seconds") from error
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode != 0 or not output.strip():
        raise RecognitionError(f"Tesseract failed (exit code {process.returncode})")
    return output


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1"}  # more threads take twice the work for little time


def _bound_memory(process_id: int) -> None:
    try:
        from resource import RLIMIT_AS, prlimit
    except ImportError:  # only Linux can bound another process
        return
    with contextlib.suppress(OSError):
        prlimit(process_id, RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
