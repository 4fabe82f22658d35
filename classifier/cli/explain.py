"""``beleidsregel explain``: why one document gets its label."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from classifier.cli.options import Model, Ocr, OcrOption, Top


class Format(StrEnum):
    """How the assessment is written."""

    TEXT = "text"
    JSON = "json"


def explain(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file, or - for standard input.")],
    output_format: Annotated[
        Format, typer.Option("--format", help="Text is in Dutch, for the lawyer who decides.")
    ] = Format.TEXT,
    top: Top = 20,
    ocr: OcrOption = Ocr.AUTO,
    model: Model = None,
) -> None:
    """Show what a document is, and exactly which words made it so."""
    from pathlib import Path

    from classifier import load
    from classifier.cli import output, sources
    from classifier.cli.assessing import assess_in_order
    from classifier.cli.progress import followed

    assessor = load(model)
    source = sources.read_input(ocr.value) if path == "-" else Path(path)
    most = top or None
    # The text says how many reasons are left out, so it is given them all.
    kept = most if output_format is Format.JSON else None
    assessments = assess_in_order(assessor, [source], explain=True, top=kept, ocr=ocr.value)
    (assessment,) = followed(assessments, 1, silent=False)
    with output.opened(None) as stream:
        if output_format is Format.JSON:
            from classifier.reports.json import dumps

            stream.write(dumps(assessment, indent=2) + "\n")
        else:
            from classifier.reports import text

            text.write(assessment, stream, top=most)
    if assessment.error_code is not None:
        raise typer.Exit(1)
