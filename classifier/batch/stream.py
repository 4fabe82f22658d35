"""Many documents over several processes: a stream in, a stream of assessments in its order out.

The documents go to the pool of processes below joblib's ``Parallel``, and not through that. It
takes new tasks when earlier ones are done, not when their results are taken, so that results pile
up when they are taken slowly, and a process that dies ends the whole call. Here no more is ever
submitted than a number of documents a process: memory does not grow with how many there are, and
the processes seldom wait.

They go to a process some at a time, which costs less than one by one. How many grows with how many
there were, so that few documents busy every process, and the processes that end first wait for the
last one no longer than a small part of what they did.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Final, Self

from joblib.externals.loky import ProcessPoolExecutor
from joblib.externals.loky.backend.utils import kill_process_tree
from joblib.externals.loky.process_executor import TerminatedWorkerError

from classifier.assessment.assessment import Assessment
from classifier.batch.judging import Judging, Task, lost, size_of
from classifier.batch.worker import judge_chunk, start

_CHUNK: Final = 16  # documents that go to a process together, at most
_CHUNK_BYTES: Final = 100_000  # of content, from which a chunk is full
_SHARE: Final = 8  # a chunk holds no more than this part of what went to each process before
_AHEAD: Final = 128  # documents a process that are submitted
_AHEAD_BYTES: Final = 32_000_000  # of content a process
_FEWEST: Final = 2  # chunks a process, however large
_IDLE: Final = 300  # seconds without work after which a process, and its model, leave memory
# Judging one document does not get faster by threads, and there is a process a core.
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

Chunk = list[Task]


class Workers:
    """Several processes that judge documents, and the documents that are submitted to them.

    Each reads and judges documents by itself. One that dies (by a crash, for want of memory, or
    since a document takes too long) costs the document at hand and no other.

    Parameters
    ----------
    how : Judging
        What the processes judge with.
    jobs : int
        How many processes.
    """

    def __init__(self, how: Judging, jobs: int) -> None:
        self._how = how
        self._jobs = jobs
        self._pool = self._made()
        self._waiting: deque[tuple[Chunk, Future[list[Assessment]]]] = deque()  # in order
        self._number = self._bytes = 0  # documents that are waiting, and what they hold

    def __enter__(self) -> Self:
        """Start the processes: they load their model while this one does other work."""
        self._pool.submit(bool)  # they start with the first task, whatever it is
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the processes, at once when no one waits for their work any more.

        Killed ones may leave something behind, of which loky then warns on standard error.
        """
        if self._waiting or error is not None:
            # A private name, for the public way fails: shutdown(kill_workers=True) forgets what it
            # has not handed out yet, and its thread then fails at that with a KeyError, or with an
            # InvalidStateError where futures were cancelled first. That processes died it can bear.
            for process in list(self._pool._processes.values()):
                kill_process_tree(process)
        self._pool.shutdown()

    def judged(self, tasks: Iterable[Task]) -> Iterator[Assessment]:
        """Yield an assessment a task, in order.

        Parameters
        ----------
        tasks : iterable of Task
            Taken as needed, and in this thread only.

        Raises
        ------
        ModelError
            When the model cannot be used.
        """
        for chunk in _chunks(tasks, self._jobs):
            while self._are_full():
                yield from self._next()
            self._submit(chunk)
        while self._waiting:
            yield from self._next()

    def _are_full(self) -> bool:
        """Return whether enough is submitted."""
        few = len(self._waiting) < self._jobs * _FEWEST
        large = self._bytes >= self._jobs * _AHEAD_BYTES
        return self._number >= self._jobs * _AHEAD or (large and not few)

    def _submit(self, chunk: Chunk) -> None:
        """Submit a chunk after the others."""
        self._waiting.append((chunk, self._submitted(chunk)))
        self._number += len(chunk)
        self._bytes += sum(map(size_of, chunk))

    def _next(self) -> list[Assessment]:
        """Return the assessments of the first chunk, when they are there."""
        chunk, future = self._waiting[0]
        if isinstance(future.exception(), TerminatedWorkerError):
            self._go_on()
            future = self._waiting[0][1]
        assessments = future.result()
        self._waiting.popleft()
        self._number -= len(chunk)
        self._bytes -= sum(map(size_of, chunk))
        return assessments

    def _made(self) -> Any:
        # They are set up as they start: one whose asker is killed before its first task ends too.
        return ProcessPoolExecutor(
            self._jobs,
            timeout=_IDLE,
            initializer=start,
            initargs=(self._how, os.getpid()),
            env={name: os.environ.get(name, "1") for name in _THREADS},
        )

    def _start_anew(self) -> None:
        self._pool.shutdown()  # it kills what is left of it
        self._pool = self._made()

    def _submitted(self, chunk: Chunk) -> Future[list[Assessment]]:
        future: Future[list[Assessment]]
        try:
            future = self._pool.submit(judge_chunk, self._how, chunk, os.getpid())
        except TerminatedWorkerError as error:  # told when it is the turn of this chunk
            future = Future()
            future.set_exception(error)
        return future

    def _go_on(self) -> None:
        """Judge what a process died of by itself, and submit the rest of what was lost anew."""
        self._start_anew()
        # What the processes had is among the first chunks that got no answer.
        suspects = self._jobs
        for at, (chunk, future) in enumerate(self._waiting):
            if not isinstance(future.exception(), TerminatedWorkerError):
                continue
            if suspects:
                suspects -= 1
                future = Future()
                future.set_result([self._judged_alone(task) for task in chunk])
            else:
                future = self._submitted(chunk)
            self._waiting[at] = chunk, future

    def _judged_alone(self, task: Task) -> Assessment:
        """Return the assessment of a task that may be what ends a process."""
        start = time.monotonic()
        future = self._submitted([task])
        if isinstance(future.exception(), TerminatedWorkerError):
            self._start_anew()
            return lost(task, self._how, time.monotonic() - start)
        (assessment,) = future.result()
        return assessment


def _chunks(tasks: Iterable[Task], jobs: int) -> Iterator[Chunk]:
    chunk: Chunk = []
    size = 0
    for before, task in enumerate(tasks):
        chunk.append(task)
        size += size_of(task)
        most = min(_CHUNK, before // (_SHARE * jobs) + 1)
        if len(chunk) >= most or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
