"""Tasks through the assessor, in this process or in several, and how many of them failed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial

import typer

from classifier.assessment.assessment import Assessment
from classifier.batch.judging import Judging, Task, judge, read_task
from classifier.batch.loading import loaded
from classifier.cli import sources
from classifier.cli.messages import warn
from classifier.counting import counted
from classifier.documents import IsolatedReader
from classifier.errors import ClusterError

Assess = Callable[[Iterable[Task]], Iterator[Assessment]]


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

    def tell(self, what: str, which: str = "") -> None:
        """Say how many documents failed and where to read why.

        Parameters
        ----------
        what : str
            What there is of each document that says so.
        which : str, optional
            More about that.

        Raises
        ------
        typer.Exit
            With exit code 1, when some failed.
        """
        if self.failed:
            warn(
                f"{self.failed} of {counted(self.total, 'document')} could not be judged; "
                + (f"its {what}{which} says" if self.failed == 1 else f"their {what}s{which} say")
                + " why"
            )
            raise typer.Exit(1)


def processes(jobs: int) -> int:
    """Return how many processes a number of jobs means: -1 is one a core."""
    if jobs > 0:
        return jobs
    from joblib import effective_n_jobs

    return int(effective_n_jobs(jobs))


@contextmanager
def assessing(
    how: Judging, reader: IsolatedReader, *, jobs: int = 1, scheduler: str | None = None
) -> Iterator[Assess]:
    """Give what makes assessments of tasks, in order and each as soon as it is there.

    The processes that it takes start at once, and are ready when the first task comes.

    Parameters
    ----------
    how : Judging
        How documents are judged.
    reader : IsolatedReader
        Reads what is read in this process; it ends with what is given.
    jobs : int
        How many processes; 1 for this one.
    scheduler : str, optional
        The address of a cluster that judges instead.

    Raises
    ------
    ClusterError
        By what is given: when Dask is not installed, or the cluster cannot be used.
    ModelError
        By what is given: when the model cannot be used; at once if this process judges.
    """
    if scheduler is None and jobs == 1:
        with reader:
            yield partial(_assess_here, how=how, reader=reader)
        return
    with closing(reader):  # it starts with the first mail, if there is any
        if scheduler is not None:
            yield partial(_assess_on_cluster, how=how, scheduler=scheduler)
            return
        from classifier.batch.stream import Workers

        with Workers(how, jobs) as workers:
            yield workers.judged


def _assess_here(
    tasks: Iterable[Task], how: Judging, reader: IsolatedReader
) -> Iterator[Assessment]:
    # The reader starts up while this process imports and loads what judges.
    assessor = loaded(how.model, how.max_error)
    return (judge(read_task(task, reader), assessor, how) for task in tasks)


def _assess_on_cluster(tasks: Iterable[Task], how: Judging, scheduler: str) -> Iterator[Assessment]:
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
        Files, folders, addresses of those, or "-".
    reader : IsolatedReader
        Reads them, in a process of its own.
    how : Judging
        How they are judged.
    noting : callable
        Lets the tasks through; each is judged before it is asked for the next.
    """
    with assessing(how, reader) as assess:
        yield assess(noting(sources.tasks(paths, reader)))
