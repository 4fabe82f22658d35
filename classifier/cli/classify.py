"""``beleidsregel classify``: a label for each of many documents."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TextIO

import typer

from classifier.cli.options import IdField, Limit, Model, Ocr, OcrOption, TextField, Top, limits_of

if TYPE_CHECKING:
    from classifier.assessment import Assessment

Writer = Callable[["Iterable[Assessment]", TextIO], None]


class Format(StrEnum):
    """How the records are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


# Imported when chosen: the table needs rich.
_WRITERS: Final = {
    Format.TABLE: ("classifier.reports.table", "write"),
    Format.JSON: ("classifier.reports.json", "write"),
    Format.JSONL: ("classifier.reports.json", "write_lines"),
    Format.CSV: ("classifier.reports.csv", "write"),
}


def classify(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders, or - for standard input."),
    ] = None,
    dataset: Annotated[
        Path | None,
        typer.Option("--dataset", metavar="FILE", help="JSONL, CSV or Parquet, a document a row."),
    ] = None,
    text_field: TextField = "text",
    id_field: IdField = "id",
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the records.")
    ] = Format.TABLE,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add the reasons to each record.")
    ] = False,
    top: Top = 20,
    ocr: OcrOption = Ocr.AUTO,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write here; by default standard output."),
    ] = None,
    model: Model = None,
    limit: Limit = None,
) -> None:
    """Label documents: beleidsregel, uitvoeringsinstructie, overig, or twijfel.

    A document that cannot be judged gets a record with an error; the exit code is then 1.
    """
    if bool(paths) == (dataset is not None):
        raise typer.BadParameter(
            "give PATH... or --dataset FILE, one of the two", param_hint="PATH"
        )
    limits = limits_of(limit)
    from classifier.cli import sources
    from classifier.cli.assessing import Tally, assess_in_order
    from classifier.documents import IsolatedReader

    tally = Tally()
    # The process that reads starts up while this one imports and loads what judges.
    with IsolatedReader(limits, ocr.value) as reader:
        from classifier import load
        from classifier.cli import output as outputs
        from classifier.cli.progress import followed

        total: int | None = None
        if dataset is not None:
            documents = sources.rows(dataset, text_field, id_field, reader)
        else:
            found = sources.find(paths or ())
            documents, total = sources.opened(found, reader), sources.count(found)
        assessor = load(model)
        # The table shows the strongest reason, the other formats reasons when they are asked for.
        explaining = explain or output_format is Format.TABLE
        assessments = assess_in_order(assessor, documents, explain=explaining, top=top or None)
        streams_here = output is None and output_format is not Format.TABLE and sys.stdout.isatty()
        with outputs.opened(output) as stream:
            shown = followed(tally.count(assessments), total, silent=streams_here)
            _writer(output_format)(shown, stream)
    if tally.failed:
        typer.echo(
            f"beleidsregel: {tally.failed} of {tally.total} documents could not be judged; "
            "their records say why",
            err=True,
        )
        raise typer.Exit(1)


def _writer(output_format: Format) -> Writer:
    module, name = _WRITERS[output_format]
    writer: Writer = getattr(import_module(module), name)
    return writer
