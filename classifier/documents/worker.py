"""The process that works on documents for another one, so that a crash or a hang is its own."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any, BinaryIO, Final, Literal

from classifier.documents.child import own_output
from classifier.documents.document import Place
from classifier.documents.limits import Limits, allow
from classifier.documents.reader import read
from classifier.documents.transfer import Message, pack, receive, send
from classifier.errors import DocumentError, TooLargeDocumentError

Task = Literal["read", "highlight", "comment"]  # a verb, which messages name

#: Seconds after the time limit at which the process ends itself, should no one have done so.
GRACE: Final = 10
#: The logger that tells which page of a scan is read; what it tells is passed on.
PAGES: Final = "classifier.documents.ocr.recognition"
_MOST: Final = 2**40  # bytes of a request; the process that asks is trusted


def serve() -> None:
    """Do what is asked on standard input, until no more is asked."""
    answers = own_output()
    # An interruption from the keyboard is for the one that asks, who then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pages = logging.getLogger(PAGES)
    pages.addHandler(_PassOn(answers))
    pages.setLevel(logging.INFO)
    while (request := receive(sys.stdin.buffer, _MOST)) is not None:
        send(answers, *answer(*request))


class _PassOn(logging.Handler):
    """Sends what is logged before the answer."""

    def __init__(self, answers: BinaryIO) -> None:
        super().__init__(logging.INFO)
        self._answers = answers

    def emit(self, record: logging.LogRecord) -> None:
        send(self._answers, {"progress": record.getMessage()})


def request(task: Task, name: str, limits: Limits, **more: Any) -> Message:
    """Return what asks to do something with a document.

    Parameters
    ----------
    task : {"read", "highlight", "comment"}
        What to do.
    name : str
        The document, for its source and for messages.
    limits : Limits
        How large it may be; the memory limit holds for the process from now on.
    **more : any
        Of what JSON holds: what the task takes besides.
    """
    return {"task": task, "name": name, "limits": asdict(limits), **more}


def failed(error: DocumentError, *, spent: bool = False) -> Message:
    """Return an error as a message; ``spent`` is that the process is not fit to go on."""
    return {"error": {"code": error.code, "message": str(error)}, "spent": spent}


def answer(message: Message, content: bytes) -> tuple[Message, bytes]:
    """Return what was asked, as a message, or the error.

    Parameters
    ----------
    message : dict
        From :func:`request`.
    content : bytes
        The file.
    """
    name, limits = message["name"], Limits(**message["limits"])
    _limit_memory(limits.max_memory)
    _end_after(limits.max_seconds + GRACE)
    try:
        return _TASKS[message["task"]](message, limits, content)
    except DocumentError as error:
        return failed(error), b""
    except MemoryError:
        text = (
            f"{name}: takes more memory than the {limits.max_memory} bytes of max_memory to "
            f"{message['task']}; split the document, or "
            f"{allow('max_memory', 2 * limits.max_memory)}"
        )
        return failed(TooLargeDocumentError(text), spent=True), b""
    finally:
        _end_after(0)


def _read(message: Message, limits: Limits, content: bytes) -> tuple[Message, bytes]:
    return pack(read(content, name=message["name"], limits=limits, ocr=message["ocr"]))


def _highlight(message: Message, _: Limits, content: bytes) -> tuple[Message, bytes]:
    from classifier.documents.pdf.annotating import Highlight, annotated

    highlights = (
        Highlight(
            tuple(Place(**place) for place in note["places"]), tuple(note["colour"]), note["note"]
        )
        for note in message["notes"]
    )
    return {}, annotated(content, highlights, author=message["author"], name=message["name"])


def _comment(message: Message, limits: Limits, content: bytes) -> tuple[Message, bytes]:
    from classifier.documents.docx.commenting import Comment, commented

    comments = (Comment(**note) for note in message["notes"])
    told = {name: message[name] for name in ("author", "initials", "name")}
    return {}, commented(content, comments, limits=limits, **told)


_TASKS: Final[dict[Task, Callable[[Message, Limits, bytes], tuple[Message, bytes]]]] = {
    "read": _read,
    "highlight": _highlight,
    "comment": _comment,
}


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
