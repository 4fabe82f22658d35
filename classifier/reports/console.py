"""The console that reports are written with: no markup, no highlighting, a sensible width."""

from __future__ import annotations

import os
from typing import Final, TextIO

from rich.console import Console

_PIPE_WIDTH: Final = 120  # columns where there is no terminal
_WIDEST: Final = 120  # columns on a wide terminal: longer lines are hard to read


def console_for(stream: TextIO) -> Console:
    """Return a console that writes text as it is, whatever markup it seems to hold.

    Parameters
    ----------
    stream : TextIO
        Where it writes to.
    """
    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPE_WIDTH
    console.width = min(console.width, _WIDEST)
    return console
