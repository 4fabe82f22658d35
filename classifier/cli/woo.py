"""``beleidsregel woo``: what of documents could be withheld under the Woo, as a proposal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TextIO

import typer

from classifier.cli.options import Limit, Model, Ocr, OcrOption, limits_of

if TYPE_CHECKING:
    from classifier.woo.proposal import WooProposal

Writer = Callable[["Iterable[WooProposal]", TextIO], None]


class Format(StrEnum):
    """How the proposals are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


_WRITERS: Final = {
    Format.TABLE: "write_table",
    Format.JSONL: "write_lines",
    Format.CSV: "write_csv",
}


def woo(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders, or - for standard input."),
    ],
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the proposals.")
    ] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write here; by default standard output."),
    ] = None,
    max_share: Annotated[
        float | None,
        typer.Option(
            "--max-share",
            min=0.0,
            max=1.0,
            help="Share of the text from which blacking out is called disproportionate; 0.5.",
        ),
    ] = None,
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
    from classifier.batch.judging import Judging
    from classifier.cli import output as outputs
    from classifier.cli import sources
    from classifier.cli.assessing import Tally, assessed
    from classifier.cli.progress import followed
    from classifier.documents import IsolatedReader
    from classifier.settings import MAX_SHARE

    # A table of each document is written at once; a bar would stand between them.
    silent = output is None and sys.stdout.isatty()
    reader = IsolatedReader(limits, ocr.value)
    tally = Tally()
    share = MAX_SHARE if max_share is None else max_share
    with (
        assessed(paths, reader, Judging(model)) as assessments,
        outputs.opened(output) as stream,
    ):
        from classifier.woo.proposing import propose

        shown = followed(tally.count(assessments), partial(sources.count, paths), silent=silent)
        writer: Writer = getattr(import_module("classifier.reports.woo"), _WRITERS[output_format])
        writer((propose(assessment, max_share=share) for assessment in shown), stream)
    tally.tell("rows")
