"""``beleidsregel report``: a page a document, and one that lists them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from classifier.cli.annotating import AnnotateDocx, AnnotatePdf, Annotating
from classifier.cli.names import Names
from classifier.cli.options import Limit, MaxError, Model, Ocr, OcrOption, Paths, Top, limits_of


def report(
    paths: Paths,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            metavar="DIR",
            help="Folder for the pages: new, empty, or of an earlier report, which it replaces.",
        ),
    ],
    top: Top = 20,
    annotate_pdf: AnnotatePdf = None,
    annotate_docx: AnnotateDocx = None,
    max_error: MaxError = None,
    ocr: OcrOption = Ocr.AUTO,
    model: Model = None,
    limit: Limit = None,
) -> None:
    """Write an HTML page about each document, and index.html, which lists them.

    Each page is one file that needs no other and fetches nothing. A document that cannot be
    judged gets a page with its error; the exit code is then 1.
    """
    limits = limits_of(limit)
    annotating = Annotating(annotate_pdf, annotate_docx, paths, limits)
    from classifier.batch.judging import Judging
    from classifier.cli import output as outputs
    from classifier.cli import pages, sources
    from classifier.cli.assessing import Tally, assessed
    from classifier.documents import IsolatedReader

    folder = pages.prepared(output)
    reader = IsolatedReader(limits, ocr.value)
    tally, names, rows = Tally(), Names(), []
    written = {pages.INDEX}
    # The pages say how many reasons are left out, so they are given them all.
    how = Judging(model, explain=True, max_error=max_error)
    with annotating, assessed(paths, reader, how, annotating.noting) as assessments:
        from classifier.cli.progress import followed
        from classifier.reports import html, html_index
        from classifier.woo.proposing import propose

        for assessment in followed(
            tally.count(assessments), partial(sources.count, paths), silent=False
        ):
            name = names.of(assessment.source)
            with outputs.opened(folder / name) as stream:
                html.write(assessment, stream, top=top or None, index=pages.INDEX)
            if annotating:
                annotating.write(assessment, propose(assessment), top=top or None)
            rows.append(html_index.row(assessment, name))
            written.add(name)
    with outputs.opened(folder / pages.INDEX) as stream:
        html_index.write_rows(rows, stream)
    pages.sweep(folder, written)
    typer.echo(str(folder / pages.INDEX))
    annotating.tell()
    tally.tell("page")
