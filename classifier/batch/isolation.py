"""Judging in a process of its own, for a process that must live on: a worker of a cluster.

A document that ends the process that judges it would otherwise end one worker after the other,
since a cluster gives the work of a worker that is gone to the next.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from classifier.assessment.assessment import Assessment
from classifier.batch.judging import Judging, Task, lost
from classifier.batch.reading import silence
from classifier.batch.restoring import fields_of, restored
from classifier.batch.worker import judge_chunk
from classifier.documents import Document, Unopened
from classifier.documents.child import Child, own_output
from classifier.documents.transfer import Message, pack, receive, send, unpack
from classifier.errors import ModelError

_IDLE: Final = 60  # seconds without work after which the process, and its model, leave memory
_MOST: Final = 2**40  # bytes of a message; both sides are trusted


class IsolatedJudge(Child):
    """Judges documents in another process, which ends with this one, or when it has no work.

    Examples
    --------
    >>> with IsolatedJudge() as judge:
    ...     judge(Judging(), Unopened("", (), source="leeg.txt")).error_code
    'empty'
    """

    _serving = "from classifier.batch.isolation import serve; serve()"

    def __call__(self, how: Judging, task: Document) -> Assessment:
        """Return the assessment of a document; one that ends the process has an error.

        Parameters
        ----------
        how : Judging
            How it is judged.
        task : Document
            The document, perhaps still to be read.

        Raises
        ------
        ModelError
            When the model cannot be used.
        """
        if self._process is not None and self._process.poll() is not None:
            self.close()  # it had no work for a while
        # When the process has judged other documents before, those may be to blame: a document
        # that ended it is then tried once more, by itself.
        for _ in range(2 if self._used else 1):
            start = time.monotonic()
            answer = self._asked(how, task)
            if answer is not None:
                self._used = True
                return _assessment(*answer)
            self.close()
            if time.monotonic() - start >= how.limits.max_seconds:
                break
        return lost(task, how, time.monotonic() - start)

    def _asked(self, how: Judging, task: Document) -> tuple[Message, bytes] | None:
        process = self._started()
        try:
            send(cast(BinaryIO, process.stdin), *_request(how, task))
        except BrokenPipeError:
            return None
        return receive(cast(BinaryIO, process.stdout), _MOST)


def serve() -> None:
    """Judge the documents that come in on standard input, until there are no more."""
    answers = own_output()
    while True:
        faulthandler.dump_traceback_later(_IDLE, exit=True, file=silence())
        received = receive(sys.stdin.buffer, _MOST)
        faulthandler.cancel_dump_traceback_later()
        if received is None:
            return
        send(answers, *_answer(*received))


def _request(how: Judging, task: Document) -> tuple[Message, bytes]:
    asked: dict[str, Any] = asdict(how)
    asked["model"] = None if how.model is None else str(how.model)
    if isinstance(task, Unopened):
        return {"how": asked, "source": task.source}, task.content
    message, content = pack(task)
    return {"how": asked, "document": message}, content


def _answer(message: Message, content: bytes) -> tuple[Message, bytes]:
    asked = message["how"]
    model = None if asked["model"] is None else Path(asked["model"])
    how = restored(Judging, {**asked, "model": model})
    task: Task
    if "document" in message:
        task = unpack(message["document"], content)
    else:
        task = Unopened("", (), source=message["source"], content=content)
    try:
        (assessment,) = judge_chunk(how, [task], os.getppid())
    except ModelError as error:
        return {"error": str(error)}, b""
    return {}, json.dumps(assessment, default=fields_of).encode("ascii")


def _assessment(message: Message, content: bytes) -> Assessment:
    if "error" in message:
        raise ModelError(message["error"])
    return restored(Assessment, json.loads(content))
