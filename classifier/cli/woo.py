"""``beleidsregel woo``: what of documents could be withheld under the Woo, as a proposal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from enum import StrEnum
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from classifier.cli.annotating import AnnotateDocx, AnnotatePdf, Annotating
from classifier.cli.options import (
    Limit,
    MaxError,
    Model,
    Ocr,
    OcrOption,
    Output,
    Paths,
    limits_of,
)
from classifier.cli.output import check_apart
from classifier.settings import MAX_SHARE

if TYPE_CHECKING:
    from classifier.assessment.assessment import Assessment
    from classifier.woo.proposal import WooProposal

Writer = Callable[["Iterable[WooProposal]", Any], None]


class Format(StrEnum):
    """How the proposals are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


_WRITERS: Final = {
    Format.TABLE: ("classifier.reports.woo", "write_table"),
    Format.JSONL: ("classifier.reports.woo", "write_lines"),
    Format.CSV: ("classifier.reports.woo", "write_csv"),
    Format.PARQUET: ("classifier.reports.woo_parquet", "write"),
}


def woo(
    paths: Paths,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the proposals.")
    ] = Format.TABLE,
    output: Output = None,
    max_share: Annotated[
        float,
        typer.Option(
            "--max-share",
            metavar="SHARE",
            min=0.0,
            max=1.0,
            help="Share of the text from which blacking out is called disproportionate.",
        ),
    ] = MAX_SHARE,
    annotate_pdf: AnnotatePdf = None,
    annotate_docx: AnnotateDocx = None,
    max_error: MaxError = None,
    ocr: OcrOption = Ocr.AUTO,
    model: Model = None,
    limit: Limit = None,
) -> None:
    """Propose what of documents could be withheld under the Woo; a person decides.

    Passages of instructions that show how something is investigated, never one that sets a norm,
    and personal data in any document. A document that cannot be judged gets a row with an error;
    the exit code is then 1.
    """
    limits = limits_of(limit)
    check_apart(output, paths)
    annotating = Annotating(annotate_pdf, annotate_docx, paths, limits)
    from classifier.batch.judging import Judging
    from classifier.cli import output as outputs
    from classifier.cli import sources
    from classifier.cli.assessing import Tally, assessed
    from classifier.cli.progress import followed
    from classifier.documents import IsolatedReader

    # A table of each document is written at once; a bar would stand between them.
    silent = output is None and sys.stdout.isatty()
    opened: AbstractContextManager[Any] = outputs.opened(output)
    if output_format is Format.PARQUET:
        if output is None:
            raise typer.BadParameter(
                "give a file; Parquet is not written to standard output", param_hint="--output"
            )
        opened = outputs.opened_binary(output)
    reader = IsolatedReader(limits, ocr.value)
    tally, how = Tally(), Judging(model, max_error=max_error)
    with (
        annotating,
        assessed(paths, reader, how, annotating.noting) as assessments,
        opened as stream,
    ):
        from classifier.woo.proposing import propose

        def proposed(assessments: Iterable[Assessment]) -> Iterator[WooProposal]:
            for assessment in assessments:
                proposal = propose(assessment, max_share=max_share)
                annotating.write(assessment, proposal)
                yield proposal

        shown = followed(tally.count(assessments), partial(sources.count, paths), silent=silent)
        module, name = _WRITERS[output_format]
        writer: Writer = getattr(import_module(module), name)
        writer(proposed(shown), stream)
    annotating.tell()
    tally.tell("row")
