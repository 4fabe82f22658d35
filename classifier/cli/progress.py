"""A progress bar on a terminal, and none anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

from classifier.assessment import Assessment


def followed(
    assessments: Iterable[Assessment], total: Callable[[], int | None] | None, *, silent: bool
) -> Iterator[Assessment]:
    """Yield the assessments, and show on a terminal how far they are.

    Parameters
    ----------
    assessments : iterable of Assessment
        What is to come.
    total : callable or None
        Counts how many, None when that is not known; called only when there is a bar.
    silent : bool
        Whether the output itself is already seen to move on the same terminal.
    """
    if silent or not sys.stderr.isatty():
        yield from assessments
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f}/s" if speed else "–/s")

    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(assessments, total=total() if total else None)
