"""How far a training is: a bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from classifier.cli.messages import say
from classifier.reports.visible import visible

if TYPE_CHECKING:
    from classifier.training.steps import Step

_PAUSE: Final = 10.0  # seconds between two lines on how far one step is


@contextmanager
def telling() -> Iterator[Callable[[Step], None]]:
    """Give what tells of the steps of a training on standard error."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks = {}

        def tell(step: Step) -> None:
            message = visible(step.message)
            if step.done is None:
                progress.console.print(message, markup=False, highlight=False)
                return
            if message not in tasks:
                tasks[message] = progress.add_task(message, total=step.total)
            progress.update(tasks[message], completed=step.done)

        yield tell


class _Lines:
    """Tells of a step when it begins and ends, and now and then in between."""

    def __init__(self) -> None:
        self._told = 0.0
        self._message = ""

    def __call__(self, step: Step) -> None:
        now = time.monotonic()
        going = step.done is not None and step.done != step.total
        if going and step.message == self._message and now - self._told < _PAUSE:
            return
        self._told, self._message = now, step.message
        say(str(step))
