"""What could not be downloaded, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.table import Table as Grid
from rich.text import Text

from classifier.download import Failure
from classifier.reports.console import console_for
from classifier.reports.visible import visible


def write_failures(failures: Sequence[Failure], stream: TextIO) -> None:
    """Write a line for each text that could not be had.

    Parameters
    ----------
    failures : sequence of Failure
        In the order of the table.
    stream : TextIO
        Where to.
    """
    grid = Grid(box=None, pad_edge=False, header_style="bold", expand=True)
    grid.add_column("Id", overflow="fold")
    grid.add_column("Code", no_wrap=True)
    grid.add_column("Why there is no text", overflow="fold", ratio=1)
    for failure in failures:
        grid.add_row(*(Text(visible(one)) for one in (failure.id, failure.code, failure.reason)))
    console_for(stream).print(grid)
