"""Many documents over several processes: a stream in, a stream of assessments in its order out.

joblib takes new tasks from its source when earlier ones are done, not when their results are
taken, so a slow reader of the results would have all of them pile up. It therefore gets a window
of the stream at a time: nothing is read ahead beyond it, and memory does not grow with the number
of documents. A window is many times what the processes work on at once, so that they seldom wait
for its end.
"""

from __future__ import annotations

import os
import time
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from joblib import Parallel, delayed
from joblib.externals.loky.process_executor import TerminatedWorkerError

from classifier.assessment.assessment import Assessment
from classifier.batch.judging import Judging, Task, lost, size_of
from classifier.batch.worker import judge_chunk, set_up

_CHUNK: Final = 4  # documents that go to a process together
_CHUNK_BYTES: Final = 1_000_000  # of content, from which a chunk is full
_WINDOW: Final = 32  # chunks a process
_WINDOW_BYTES: Final = 32_000_000  # of content a process, from which a window is full
_FEWEST: Final = 2  # chunks a process in a window, however large

Chunk = list[Task]


def judge_in_workers(tasks: Iterable[Task], how: Judging, *, jobs: int) -> Iterator[Assessment]:
    """Yield an assessment a task, in order, judged by several processes.

    Each process reads and judges documents by itself. One that dies (by a crash, for want of
    memory, or since a document takes too long) costs the document at hand and no other.

    Parameters
    ----------
    tasks : iterable of Task
        Taken as needed, and in this thread only.
    how : Judging
        What the processes judge with.
    jobs : int
        How many processes, 2 or more: joblib runs a single job in this process.

    Raises
    ------
    ModelError
        When the model cannot be used.
    """
    for window in _windows(_chunks(tasks), jobs):
        waiting = deque(window)
        while waiting:
            try:
                with _answers(list(waiting), how, jobs) as answers:
                    for assessments in answers:
                        waiting.popleft()
                        yield from assessments
            except TerminatedWorkerError:
                # The chunks that were being judged are among the first that got no answer.
                for chunk in [waiting.popleft() for _ in range(min(jobs, len(waiting)))]:
                    for task in chunk:
                        yield _judge_alone(task, how, jobs)


@contextmanager
def _answers(chunks: list[Chunk], how: Judging, jobs: int) -> Iterator[Iterator[list[Assessment]]]:
    """Give the assessments of each chunk, in order; what is not taken is not judged."""
    # A call that failed may leave tasks that joblib would mix with those of the next one by the
    # same object, so each call has its own; the processes stay. Chunks are small enough not to be
    # put together again, and hold no arrays that would go through files.
    # They are set up as they start: one whose asker is killed before its first task ends as well.
    parallel = Parallel(
        jobs,
        return_as="generator",
        batch_size=1,
        max_nbytes=None,
        initializer=set_up,
        initargs=(os.getpid(),),
    )
    answers = parallel(delayed(judge_chunk)(how, chunk, os.getpid()) for chunk in chunks)
    try:
        yield answers
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # joblib warns that tasks are cancelled, as they should
            answers.close()


def _judge_alone(task: Task, how: Judging, jobs: int) -> Assessment:
    """Return the assessment of a task that may be what ends a process."""
    start = time.monotonic()
    try:
        with _answers([[task]], how, jobs) as answers:
            ((assessment,),) = answers
            return assessment
    except TerminatedWorkerError:
        return lost(task.source, how, time.monotonic() - start)


def _chunks(tasks: Iterable[Task]) -> Iterator[Chunk]:
    chunk: Chunk = []
    size = 0
    for task in tasks:
        chunk.append(task)
        size += size_of(task)
        if len(chunk) == _CHUNK or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _windows(chunks: Iterable[Chunk], jobs: int) -> Iterator[list[Chunk]]:
    window: list[Chunk] = []
    size = 0
    for chunk in chunks:
        window.append(chunk)
        size += sum(map(size_of, chunk))
        full = size >= jobs * _WINDOW_BYTES and len(window) >= jobs * _FEWEST
        if full or len(window) == jobs * _WINDOW:
            yield window
            window, size = [], 0
    if window:
        yield window
