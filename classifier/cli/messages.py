"""What a command says beside its output, on standard error."""

from __future__ import annotations

import typer

from classifier.reports.visible import visible


def say(message: str) -> None:
    """Say what is being done or was done, with nothing in it that can steer a terminal."""
    typer.echo(visible(message), err=True)


def warn(message: str) -> None:
    """Say what went otherwise than was asked, under the name of the command."""
    say(f"beleidsregel: {message}")
