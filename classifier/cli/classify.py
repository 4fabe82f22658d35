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
    HTML = "html"


# Imported when chosen: the table needs rich, the page Jinja.
_WRITERS: Final = {
    Format.TABLE: ("classifier.reports.table", "write"),
    Format.JSON: ("classifier.reports.json", "write"),
    Format.JSONL: ("classifier.reports.json", "write_lines"),
    Format.CSV: ("classifier.reports.csv", "write"),
    Format.HTML: ("classifier.reports.html_index", "write"),
}
_FOR_PEOPLE: Final = (Format.TABLE, Format.HTML)  # written when the last document is known


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
        Format,
        typer.Option(
            "--format", help="How to write; html is one page for all, see report for a page each."
        ),
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
        # What a person reads shows the strongest reasons, the others when they are asked for.
        explaining = explain or output_format in _FOR_PEOPLE
        assessments = assess_in_order(assessor, documents, explain=explaining, top=top or None)
        streams_here = output is None and output_format not in _FOR_PEOPLE and sys.stdout.isatty()
        with outputs.opened(output) as stream:
            shown = followed(tally.count(assessments), total, silent=streams_here)
            _writer(output_format)(shown, stream)
    tally.tell("records")


def _writer(output_format: Format) -> Writer:
    module, name = _WRITERS[output_format]
    writer: Writer = getattr(import_module(module), name)
    return writer
