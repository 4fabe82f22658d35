"""Many documents over the workers of a Dask cluster: a stream in, a stream of assessments out.

The documents are submitted one by one to ``distributed``, and not through joblib's Dask backend.
That takes new tasks when earlier ones are done, not when their results are taken, and when a worker
is lost too often, it ends the whole call without telling with which task. Here no more is ever
submitted than a number of documents a thread of the workers, results are taken in order, and a
document that is lost is a record of its own.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import dask
from distributed import Client
from distributed.scheduler import KilledWorker

from classifier import __version__
from classifier.assessment.assessment import Assessment
from classifier.batch.cluster_worker import Expected, ModelFolder, judge_here
from classifier.batch.judging import Judging, Task, lost, size_of
from classifier.errors import ClassifierError, ClusterError
from classifier.model.folder import fingerprint

_AHEAD: Final = 32  # documents a thread of the workers that are submitted
_AHEAD_BYTES: Final = 8_000_000  # of content a thread, which the scheduler holds until it is judged
_FEWEST: Final = 2  # documents a thread, however large
_COUNTED: Final = 5  # seconds after which the threads are counted anew: workers come and go
_PATIENCE: Final = 30  # seconds to find the scheduler, and a worker


def judge_on_cluster(
    tasks: Iterable[Task], how: Judging, *, scheduler: str
) -> Iterator[Assessment]:
    """Yield an assessment a task, in order, judged by the workers of a cluster.

    A worker that is lost costs nothing: what it had is judged by another. A document with which
    workers are lost time and again is judged once more with nothing beside it; then it is lost.

    Parameters
    ----------
    tasks : iterable of Task
        Taken as needed, and in this thread only; documents are sent with their content.
    how : Judging
        What the workers judge with. A model that is not the shipped one is sent once to each.
    scheduler : str
        The address of Dask's scheduler, such as ``tcp://host:8786``.

    Raises
    ------
    ClusterError
        When there is no scheduler or no worker, or it cannot be worked with.
    ModelError
        When the model cannot be used.
    """
    expected = Expected(__version__, fingerprint(how.model), how.model is not None)
    with _client(scheduler) as client:
        if how.model is not None:
            with _worked_with():
                client.register_plugin(ModelFolder(how.model))
        yield from _Submitting(client, replace(how, model=None), expected).judged(tasks)


class _Submitting:
    """The documents that are at the cluster, in order."""

    def __init__(self, client: Any, how: Judging, expected: Expected) -> None:
        self._client = client
        self._how = how
        self._expected = expected
        self._waiting: deque[tuple[Task, Any]] = deque()  # each with its future
        self._bytes = 0  # of what is waiting
        self._threads = 1
        self._counted = float("-inf")

    def judged(self, tasks: Iterable[Task]) -> Iterator[Assessment]:
        for task in tasks:
            while self._is_full():
                yield self._next()
            self._bytes += size_of(task)
            # What failed before it could be judged is no work for others.
            done = isinstance(task, Assessment)
            self._waiting.append((task, None if done else self._submitted(task)))
        while self._waiting:
            yield self._next()

    def _submitted(self, task: Task) -> Any:
        return self._client.submit(judge_here, self._how, self._expected, task, pure=False)

    def _is_full(self) -> bool:
        if time.monotonic() > self._counted + _COUNTED:
            with _worked_with():
                self._threads = max(sum(self._client.nthreads().values()), 1)
            self._counted = time.monotonic()
        number = len(self._waiting)
        large = self._bytes >= self._threads * _AHEAD_BYTES and number >= self._threads * _FEWEST
        return large or number >= self._threads * _AHEAD

    def _next(self) -> Assessment:
        task, future = self._waiting[0]
        if isinstance(task, Assessment):
            assessment = task
        else:
            with _worked_with():
                try:
                    assessment = future.result()
                except KilledWorker:
                    assessment = self._judged_alone(task)
        self._waiting.popleft()
        self._bytes -= size_of(task)
        return assessment

    def _judged_alone(self, task: Task) -> Assessment:
        """Return the assessment of a document with which workers were lost, or beside which."""
        for _, future in self._waiting:
            if future is not None:
                future.exception()  # waits for it
        start = time.monotonic()
        try:
            assessment: Assessment = self._submitted(task).result()
        except KilledWorker:
            return lost(task, self._how, time.monotonic() - start)
        return assessment


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    """Give a client of a scheduler that has workers; an error of Dask is one of ours."""
    # Documents are meant to be sent; Dask warns of tasks of many megabytes.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"}):
        try:
            client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"{scheduler}: no scheduler answers here; check the address, or start one with: "
                "dask scheduler"
            ) from error
        with client:
            try:
                client.wait_for_workers(1, timeout=_PATIENCE)
            except TimeoutError as error:
                raise ClusterError(
                    f"{scheduler}: the scheduler has no workers; start some with: dask worker "
                    f"{scheduler}"
                ) from error
            yield client


@contextmanager
def _worked_with() -> Iterator[None]:
    """Make what goes wrong between this process and the others one of our errors."""
    try:
        yield
    except ClassifierError:
        raise
    except (CancelledError, OSError) as error:
        raise ClusterError(
            "the scheduler was lost; start it anew, and give the same command with --resume"
        ) from error
    except Exception as error:  # whatever a worker raises, as when it lacks this package
        raise ClusterError(
            f"a worker failed ({type(error).__name__}: {error}); install the same versions of "
            "Python, Dask and beleidsregel-classifier there as here"
        ) from error
