"""A progress bar on a terminal, and none anywhere else."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from classifier.documents.worker import PAGES
from classifier.reports.visible import visible

T = TypeVar("T")

_PAGES: Final = logging.getLogger(PAGES)


def followed(
    documents: Iterable[T], total: Callable[[], int | None] | None, *, silent: bool
) -> Iterator[T]:
    """Yield documents, or what was made of them, and show on a terminal how far they are.

    Parameters
    ----------
    documents : iterable
        What is to come.
    total : callable or None
        Counts how many, None when that is not known; called only when there is a bar.
    silent : bool
        Whether the output itself is already seen to move on the same terminal.
    """
    if silent or not sys.stderr.isatty():
        yield from documents
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f}/s" if speed else "–/s")

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total() if total else None)
        with _told(lambda message: progress.update(task, description=message, refresh=True)):
            for document in documents:
                yield document
                progress.update(task, advance=1, description="")


@contextmanager
def _told(tell: Callable[[str], object]) -> Iterator[None]:
    """Pass on which page of a scan is read."""
    handler = _Handler(tell)
    level = _PAGES.level
    _PAGES.addHandler(handler)
    _PAGES.setLevel(logging.INFO)
    try:
        yield
    finally:
        _PAGES.setLevel(level)
        _PAGES.removeHandler(handler)


class _Handler(logging.Handler):
    def __init__(self, tell: Callable[[str], object]) -> None:
        super().__init__(logging.INFO)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell(visible(record.getMessage()))
