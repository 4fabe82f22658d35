"""``beleidsregel explain``: why one document gets its label."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from classifier.cli.annotating import AnnotateDocx, AnnotatePdf, Annotating
from classifier.cli.options import Limit, MaxError, Model, Ocr, OcrOption, Output, Top, limits_of
from classifier.cli.output import check_apart


class Format(StrEnum):
    """How the assessment is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def explain(
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="A file, one in a container (dossier.zip!/brief.docx), an address, or - for "
            "standard input.",
        ),
    ],
    output_format: Annotated[
        Format,
        typer.Option("--format", help="Text and HTML are in Dutch, for the lawyer who decides."),
    ] = Format.TEXT,
    output: Output = None,
    top: Top = 20,
    annotate_pdf: AnnotatePdf = None,
    annotate_docx: AnnotateDocx = None,
    max_error: MaxError = None,
    ocr: OcrOption = Ocr.AUTO,
    model: Model = None,
    limit: Limit = None,
) -> None:
    """Show what a document is, and exactly which words made it so."""
    limits = limits_of(limit)
    check_apart(output, [path])
    annotating = Annotating(annotate_pdf, annotate_docx, [path], limits)
    from classifier.batch.judging import Judging, judge, read_task
    from classifier.cli import sources
    from classifier.documents import IsolatedReader

    # The process that reads starts up while this one imports and loads what judges.
    with IsolatedReader(limits, ocr.value) as reader:
        from classifier.batch.loading import loaded
        from classifier.cli.output import opened
        from classifier.cli.progress import followed

        assessor = loaded(model, max_error)
        # Reading a scan takes long; on a terminal it is seen to go on.
        tasks = annotating.noting([sources.find_one(path, reader)])
        (source,) = followed((read_task(one, reader) for one in tasks), lambda: 1, silent=False)
    most = top or None
    # Text and HTML say how many reasons are left out, so they are given them all.
    kept = most if output_format is Format.JSON else None
    assessment = judge(source, assessor, Judging(model, explain=True, top=kept))
    with opened(output) as stream:
        if output_format is Format.JSON:
            from classifier.reports.json import dumps

            stream.write(dumps(assessment, indent=2) + "\n")
        elif output_format is Format.HTML:
            from classifier.reports import html

            html.write(assessment, stream, top=most)
        else:
            from classifier.reports import text

            text.write(assessment, stream, top=most)
    if annotating:
        from classifier.woo.proposing import propose

        with annotating:
            annotating.write(assessment, propose(assessment), top=most)
        annotating.tell()
    if assessment.error_code is not None:
        raise typer.Exit(1)
