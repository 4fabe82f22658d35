"""``beleidsregel model``: what a model says about itself."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Look at models.", rich_markup_mode=None)


class Format(StrEnum):
    """How the description is written."""

    TEXT = "text"
    JSON = "json"


@app.callback()
def _group() -> None:
    # Keeps "show" a command of its own while it is the only one.
    pass


@app.command()
def show(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="Folder of a model; by default the shipped one."),
    ] = None,
    output_format: Annotated[
        Format, typer.Option("--format", help="Text adds the model card.")
    ] = Format.TEXT,
) -> None:
    """Show a model: its version, pipeline, scores and card."""
    from classifier import load
    from classifier.cli.listing import listed
    from classifier.reports.visible import visible

    assessor = load(folder)
    if output_format is Format.JSON:
        typer.echo(json.dumps(assessor.describe(), indent=2))
        return
    for line in listed(assessor.describe()):
        typer.echo(line)
    typer.echo()
    for line in assessor.card.splitlines():
        typer.echo(visible(line))
