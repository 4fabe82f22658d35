"""Tasks through the assessor, in this process or in several, and how many of them failed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer

from classifier.assessment.assessment import Assessment
from classifier.batch.judging import Judging, Task, judge, read_task
from classifier.batch.loading import loaded
from classifier.cli import sources
from classifier.cli.messages import warn
from classifier.documents import IsolatedReader
from classifier.errors import ClusterError


@dataclass
class Tally:
    """How many documents came by, and how many of them failed."""

    total: int = 0
    failed: int = 0

    def count(self, assessments: Iterable[Assessment]) -> Iterator[Assessment]:
        """Yield the assessments, and count them."""
        for assessment in assessments:
            self.total += 1
            self.failed += assessment.error_code is not None
            yield assessment

    def tell(self, where: str) -> None:
        """Say how many documents failed and where to read why, and end with exit code 1."""
        if self.failed:
            warn(
                f"{self.failed} of {self.total} documents could not be judged; "
                f"their {where} say why"
            )
            raise typer.Exit(1)


def processes(jobs: int) -> int:
    """Return how many processes a number of jobs means: -1 is one a core."""
    if jobs > 0:
        return jobs
    from joblib import effective_n_jobs

    return int(effective_n_jobs(jobs))


def assess(
    tasks: Iterable[Task], how: Judging, *, jobs: int, reader: IsolatedReader
) -> Iterator[Assessment]:
    """Return an assessment a task, in order and each as soon as it is there.

    Parameters
    ----------
    tasks : iterable of Task
        Documents, and the errors of what could not be read.
    how : Judging
        How they are judged.
    jobs : int
        How many processes; 1 for this one.
    reader : IsolatedReader
        Reads what is judged in this process.

    Raises
    ------
    ModelError
        When the model cannot be used: at once if this process judges.
    """
    if jobs > 1:
        from classifier.batch.stream import judge_in_workers

        return judge_in_workers(tasks, how, jobs=jobs)
    assessor = loaded(how.model, how.max_error)
    return (judge(read_task(task, reader), assessor, how) for task in tasks)


def assess_on_cluster(
    tasks: Iterable[Task], how: Judging, *, scheduler: str
) -> Iterator[Assessment]:
    """Return an assessment a task, in order, judged by the workers of a Dask cluster.

    Parameters
    ----------
    tasks : iterable of Task
        Documents, and the errors of what could not be read.
    how : Judging
        How they are judged.
    scheduler : str
        The address of the cluster.

    Raises
    ------
    ClusterError
        When Dask is not installed, or the cluster cannot be used.
    """
    try:
        from classifier.batch.cluster import judge_on_cluster
    except ImportError as error:
        raise ClusterError(
            "a cluster needs Dask; install it with: pip install 'beleidsregel-classifier[dask]'"
        ) from error
    # What becomes of a run is told in one line, and of a document in its record.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    return judge_on_cluster(tasks, how, scheduler=scheduler)


@contextmanager
def assessed(
    paths: Iterable[str],
    reader: IsolatedReader,
    how: Judging,
    noting: Callable[[Iterable[Task]], Iterable[Task]] = iter,
) -> Iterator[Iterator[Assessment]]:
    """Give the assessments of what paths name, judged in this process.

    Parameters
    ----------
    paths : iterable of str
        Files, folders or "-".
    reader : IsolatedReader
        Reads them, in a process of its own.
    how : Judging
        How they are judged.
    noting : callable
        Lets the tasks through; each is judged before it is asked for the next.
    """
    # The process that reads starts up while this one imports and loads what judges.
    with reader:
        yield assess(noting(sources.tasks(paths, reader)), how, jobs=1, reader=reader)
