"""The process that reads documents for another one, so that a crash or a hang is its own."""

from __future__ import annotations

import logging
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Any, BinaryIO, Final

from classifier.documents.builder import OcrMode
from classifier.documents.child import own_output
from classifier.documents.limits import Limits
from classifier.documents.reader import read
from classifier.documents.transfer import Message, pack, receive, send
from classifier.errors import DocumentError, TooLargeDocumentError

#: Seconds after the time limit at which the process ends itself, should no one have done so.
GRACE: Final = 10
#: The logger that tells which page of a scan is read; what it tells is passed on.
PAGES: Final = "classifier.documents.ocr.recognition"
_MOST: Final = 2**40  # bytes of a request; the process that asks is trusted


def serve() -> None:
    """Read the documents that come in on standard input, until there are no more."""
    answers = own_output()
    # An interruption from the keyboard is for the one that asks, who then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pages = logging.getLogger(PAGES)
    pages.addHandler(_PassOn(answers))
    pages.setLevel(logging.INFO)
    while (request := receive(sys.stdin.buffer, _MOST)) is not None:
        message, content = request
        limits = Limits(**message["limits"])
        send(answers, *answer(message["name"], limits, content, message["ocr"]))


class _PassOn(logging.Handler):
    """Sends what is logged before the answer."""

    def __init__(self, answers: BinaryIO) -> None:
        super().__init__(logging.INFO)
        self._answers = answers

    def emit(self, record: logging.LogRecord) -> None:
        send(self._answers, {"progress": record.getMessage()})


def request(name: str, limits: Limits, ocr: OcrMode = "auto") -> Message:
    """Return what asks to read a document."""
    return {"name": name, "limits": asdict(limits), "ocr": ocr}


def failed(error: DocumentError, *, spent: bool = False) -> Message:
    """Return an error as a message; ``spent`` is that the process is not fit to go on."""
    return {"error": {"code": error.code, "message": str(error)}, "spent": spent}


def answer(
    name: str, limits: Limits, content: bytes, ocr: OcrMode = "auto"
) -> tuple[Message, bytes]:
    """Return a document as a message, or the error.

    Parameters
    ----------
    name : str
        The document, for its source and for messages.
    limits : Limits
        How large it may be; the memory limit holds for this process from now on.
    content : bytes
        The file.
    ocr : {"auto", "always", "never"}
        Whether text is read in the images of pages.
    """
    _limit_memory(limits.max_memory)
    _end_after(limits.max_seconds + GRACE)
    try:
        return pack(read(content, name=name, limits=limits, ocr=ocr))
    except DocumentError as error:
        return failed(error), b""
    except MemoryError:
        message = (
            f"{name}: takes more memory than the {limits.max_memory} bytes of max_memory to read; "
            "split the document, or allow more"
        )
        return failed(TooLargeDocumentError(message), spent=True), b""
    finally:
        _end_after(0)


def _limit_memory(most: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # not every system has such a limit
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _end_after(seconds: int) -> None:
    """Have the system end this process after some seconds, whatever it is doing; 0 for never."""
    alarm: Any = getattr(signal, "alarm", None)  # not every system has it
    if alarm is not None:
        alarm(seconds)
