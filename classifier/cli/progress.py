"""A progress bar on a terminal, and none anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from classifier.assessment import Assessment


def followed(
    assessments: Iterable[Assessment], total: int | None, *, silent: bool
) -> Iterator[Assessment]:
    """Yield the assessments, and show on a terminal how far they are.

    Parameters
    ----------
    assessments : iterable of Assessment
        What is to come.
    total : int or None
        How many; None when that is not known.
    silent : bool
        Whether the output itself is already seen to move on the same terminal.
    """
    if silent or not sys.stderr.isatty():
        yield from assessments
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(assessments, total=total)
