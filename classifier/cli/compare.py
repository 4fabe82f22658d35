"""``beleidsregel compare``: two models on the same labelled corpus."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from classifier.cli.messages import say
from classifier.cli.options import Corpora, Output
from classifier.cli.reading import Reading, reading_corpora


class Format(StrEnum):
    """How the comparison is written."""

    TEXT = "text"
    JSON = "json"


@reading_corpora
def compare(
    first: Annotated[
        Path, typer.Argument(metavar="MODEL", help="Folder of a model, or 'standaard'.")
    ],
    second: Annotated[
        Path, typer.Argument(metavar="MODEL", help="Folder of the other, or 'standaard'.")
    ],
    corpora: Corpora,
    reading: Reading,
    most: Annotated[
        int,
        typer.Option(
            "--changes", metavar="N", min=0, help="Documents that changed to list; 0 for all."
        ),
    ] = 20,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the comparison.")
    ] = Format.TEXT,
    output: Output = None,
) -> None:
    """Compare two models on a labelled corpus that neither has learned from."""
    reading.check(corpora, output)
    from classifier.batch.loading import loaded
    from classifier.cli import output as outputs
    from classifier.evaluation.comparison import compare as compare_models
    from classifier.evaluation.overlap import overlap
    from classifier.model.folder import STANDARD, read_lock
    from classifier.reports.comparison import write_comparison, write_comparison_json

    folders = [
        None if str(path) == STANDARD and not path.exists() else path for path in (first, second)
    ]
    one, other = (loaded(folder).model for folder in folders)
    documents = reading.documents(corpora)
    warnings = [
        sentence
        for name, model, folder in zip("AB", (one, other), folders, strict=True)
        for sentence in overlap(name, model.info, read_lock(folder), documents, corpora)
    ]
    found = compare_models(
        one,
        other,
        documents,
        warnings=warnings,
        progress=say,
    )
    with outputs.opened(output) as stream:
        if output_format is Format.JSON:
            write_comparison_json(found, stream)
        else:
            write_comparison(found, stream, most=most or None)
