"""Work on documents in a process of its own: one that crashes or hangs it is lost alone."""

from __future__ import annotations

import logging
import subprocess
from contextlib import suppress
from threading import Timer
from typing import BinaryIO, ClassVar, Final, NamedTuple, cast

from classifier.documents.builder import OcrMode
from classifier.documents.child import Child
from classifier.documents.document import Document
from classifier.documents.limits import Limits, allow
from classifier.documents.transfer import Message, receive, send, unpack
from classifier.documents.worker import PAGES, failed, request
from classifier.errors import (
    CrashedReaderError,
    TimedOutDocumentError,
    document_error,
)

_DEFAULT: Final = Limits()
_log = logging.getLogger(PAGES)


class Isolated(Child):
    """Has documents worked on in another process, which ends with this object.

    A document that takes longer than ``limits.max_seconds``, or more than ``limits.max_memory``,
    or that makes a parser crash, raises an error like any other; the next is for a new process.
    Windows and macOS know no limit on memory.

    Parameters
    ----------
    limits : Limits
        What one document may cost.
    """

    _serving = "from classifier.documents.worker import serve; serve()"
    _done: ClassVar[str]  # what is done with a document in time, for messages: "read"
    _doer: ClassVar[str]  # and what does it: "reader"

    def __init__(self, limits: Limits = _DEFAULT) -> None:
        super().__init__()
        self.limits = limits
        self._begun: _Begun | None = None

    def close(self) -> None:
        """End the process; a later document starts a new one."""
        if self._begun is not None:
            self._begun.clock.cancel()
            self._begun = None
        super().close()

    def _begin(self, asked: Message, content: bytes) -> None:
        """Have the process work on what will be asked next, while this one does other work."""
        if self._begun is not None:
            self.close()  # its answer would be taken for that of another
        self._begun = self._sent(asked, content)

    def _answered(self, asked: Message, content: bytes) -> tuple[Message, bytes]:
        """Return what the process answers.

        Parameters
        ----------
        asked : dict
            From :func:`classifier.documents.worker.request`.
        content : bytes
            The file.

        Raises
        ------
        TimedOutDocumentError
            When there is no answer in time.
        CrashedReaderError
            When the process ended at this document.
        DocumentError
            What the process raised itself.
        """
        # When the process has had other documents before, those may be to blame: a document
        # that crashed or took all memory is then tried once more, by itself.
        for _ in range(2 if self._used else 1):
            message, attached = self._tried(asked, content)
            if not message.get("spent"):
                break
            self.close()
        self._used = True
        error = message.get("error")
        if error is not None:
            raise document_error(str(error["code"]), str(error["message"]))
        return message, attached

    def _tried(self, asked: Message, content: bytes) -> tuple[Message, bytes]:
        """Return the answer of the process, or the error that there was none."""
        begun = self._taken(asked, content) or self._sent(asked, content)
        # JSON may write each character as six, and the places and blocks take their share.
        most = 20 * (self.limits.max_chars + len(content)) + 10**9
        try:
            answer = receive(begun.answers, most)
            while answer is not None and "progress" in answer[0]:
                _log.info("%s", answer[0]["progress"])
                answer = receive(begun.answers, most)
        finally:
            begun.clock.cancel()
        if answer is not None:
            return answer
        self.close()
        return self._failure(asked["name"], timed_out=begun.clock.ran_out), b""

    def _taken(self, asked: Message, content: bytes) -> _Begun | None:
        """Return what was begun if this is it, and there was time for it."""
        begun = self._begun
        if begun is None:
            return None
        # An answer may have waited until the clock ran out, as no one was there to take it.
        if begun.clock.ran_out or (begun.asked, begun.content) != (asked, content):
            self.close()
            return None
        self._begun = None
        return begun

    def _sent(self, asked: Message, content: bytes) -> _Begun:
        process = self._started()
        clock = _Clock(self.limits.max_seconds, process)
        with suppress(BrokenPipeError):  # then there will be no answer
            send(cast(BinaryIO, process.stdin), asked, content)
        return _Begun(asked, content, cast(BinaryIO, process.stdout), clock)

    def _failure(self, name: str, *, timed_out: bool) -> Message:
        if timed_out:
            message = (
                f"{name}: not {self._done} within {self.limits.max_seconds} seconds; split the "
                f"document, or {allow('max_seconds', 2 * self.limits.max_seconds)}"
            )
            return failed(TimedOutDocumentError(message))
        message = (
            f"{name}: its {self._doer} crashed, as on a damaged or hostile file; get the file anew "
            "from its source, or save it in another format"
        )
        return failed(CrashedReaderError(message), spent=True)


class IsolatedReader(Isolated):
    """Reads documents in another process.

    Parameters
    ----------
    limits : Limits
        What one document may cost.
    ocr : {"auto", "always", "never"}
        Whether text is read in the images of pages, as :func:`classifier.read` takes it.

    Examples
    --------
    >>> with IsolatedReader() as reader:
    ...     reader(b"Wij horen de aanvrager.", name="nota.txt").text
    'Wij horen de aanvrager.'
    """

    _done = "read"
    _doer = "reader"

    def __init__(self, limits: Limits = _DEFAULT, ocr: OcrMode = "auto") -> None:
        super().__init__(limits)
        self.ocr = ocr

    def __call__(self, content: bytes, /, *, name: str) -> Document:
        """Read a document.

        Parameters
        ----------
        content : bytes
            The file.
        name : str
            What to call it; its suffix decides where the content leaves doubt.

        Raises
        ------
        TimedOutDocumentError
            When it is not read in time.
        CrashedReaderError
            When the process ended while it read the document.
        DocumentError
            As :func:`classifier.read` does.
        """
        return unpack(*self._answered(self._request(name), content))

    def begin(self, content: bytes, /, *, name: str) -> None:
        """Have the other process read a document that this one will ask for next.

        Parameters
        ----------
        content : bytes
            The file.
        name : str
            What to call it.
        """
        self._begin(self._request(name), content)

    def _request(self, name: str) -> Message:
        return request("read", name, self.limits, ocr=self.ocr)


class _Clock(Timer):
    """Kills a process when its time is over."""

    def __init__(self, seconds: float, process: subprocess.Popen[bytes]) -> None:
        super().__init__(seconds, self._end, args=(process,))
        self.daemon = True
        self.ran_out = False
        self.start()

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self.ran_out = True
        process.kill()


class _Begun(NamedTuple):
    """What a process was asked, and has not answered."""

    asked: Message
    content: bytes
    answers: BinaryIO
    clock: _Clock
