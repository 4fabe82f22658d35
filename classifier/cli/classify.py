"""``beleidsregel classify``: a label for each of many documents."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from classifier.cli.diwoo import Adopted, Organisation
from classifier.cli.options import (
    PATH_HELP,
    IdField,
    Jobs,
    Limit,
    MaxError,
    Model,
    Ocr,
    OcrOption,
    TextField,
    Top,
    check_jobs,
    limits_of,
)
from classifier.cli.output import check_apart

if TYPE_CHECKING:
    from classifier.assessment.assessment import Assessment
    from classifier.cli.assessing import Tally

Writer = Callable[["Iterable[Assessment]", Any], None]


class Format(StrEnum):
    """How the records are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    HTML = "html"
    DIWOO = "diwoo"


class Backend(StrEnum):
    """Where documents are judged."""

    LOCAL = "local"
    DASK = "dask"


# Imported when chosen: the table needs rich, the page Jinja.
_WRITERS: Final = {
    Format.TABLE: ("classifier.reports.table", "write"),
    Format.JSON: ("classifier.reports.json", "write"),
    Format.JSONL: ("classifier.reports.json", "write_lines"),
    Format.CSV: ("classifier.reports.csv", "write"),
    Format.PARQUET: ("classifier.reports.parquet", "write"),
    Format.HTML: ("classifier.reports.html_index", "write"),
}
_FOR_PEOPLE: Final = (Format.TABLE, Format.HTML)  # written when the last document is known
# Those that can be made from the journal of a run.
_SAVED: Final = {Format.JSON, Format.JSONL, Format.CSV, Format.PARQUET}


def classify(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help=PATH_HELP),
    ] = None,
    dataset: Annotated[
        Path | None,
        typer.Option(
            "--dataset", metavar="FILE", help="JSONL, CSV, Parquet or XLSX, a document a row."
        ),
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
    max_error: MaxError = None,
    ocr: OcrOption = Ocr.AUTO,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", metavar="FILE", help="Write to this file or folder, not standard output."
        ),
    ] = None,
    part_size: Annotated[
        int | None,
        typer.Option("--part-size", metavar="N", min=1, help="Documents a file in a folder."),
    ] = None,
    jobs: Jobs = 1,
    backend: Annotated[
        Backend, typer.Option("--backend", help="Judge on this machine, or on a Dask cluster.")
    ] = Backend.LOCAL,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Of the cluster: tcp://HOST:PORT."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run into the same output that was ended.")
    ] = False,
    organisation: Organisation = None,
    adopted: Adopted = None,
    model: Model = None,
    limit: Limit = None,
) -> None:
    """Label documents: beleidsregel, uitvoeringsinstructie, overig, or twijfel.

    A document that cannot be judged gets a record with an error; the exit code is then 1.
    """
    _check_documents(paths, dataset)
    check_apart(output, [*(paths or ()), dataset])
    check_jobs(jobs)
    is_diwoo = output_format is Format.DIWOO
    if not is_diwoo and (organisation is not None or adopted is not None):
        raise typer.BadParameter(
            "only for --format diwoo; give that too, or leave these out",
            param_hint="--organisation, --adopted",
        )
    _check_backend(backend, scheduler, jobs)
    limits = limits_of(limit)
    from classifier.batch.judging import Judging
    from classifier.cli import sources
    from classifier.cli.assessing import Tally, assessing, processes
    from classifier.documents import IsolatedReader

    tally = Tally()
    # Metadata are files written one by one, as their documents are judged.
    saved = _is_saved(
        None if is_diwoo else output, output_format, needed=resume or part_size is not None
    )
    metadata = None
    if is_diwoo:
        from classifier.cli.diwoo import Metadata

        many = dataset is not None
        metadata = Metadata(output, paths or (), organisation, adopted, many=many)
    # What a person reads shows the strongest reasons, the others when they are asked for.
    explaining = explain or output_format in _FOR_PEOPLE
    how = Judging(model, explaining, top or None, limits, ocr.value, not saved, max_error)
    reader = IsolatedReader(limits, ocr.value)
    with assessing(how, reader, jobs=processes(jobs), scheduler=scheduler) as assess:
        if dataset is not None:
            tasks = sources.rows(dataset, text_field, id_field)
        else:
            tasks = sources.tasks(paths or (), reader)
        streams_here = output is None and output_format not in _FOR_PEOPLE and sys.stdout.isatty()
        follow = partial(_followed, tally=tally, paths=paths, silent=streams_here)
        if metadata is not None:
            metadata.write(follow(assess(tasks)))
        elif saved and output is not None:
            from classifier.cli import saving

            place = saving.destination(output, output_format, part_size, paths or ())
            run = saving.described(how, place, format=output_format, dataset=dataset is not None)
            write = _writer(output_format)
            if output_format is not Format.PARQUET:
                write = saving.as_binary(write)
            saving.save(tasks, assess, follow, write, place, run, resume=resume)
        else:
            from classifier.cli.output import opened

            with opened(output) as stream:
                # The model first: what writes may import spaCy, which makes importing skops slow.
                assessments = follow(assess(tasks))
                _writer(output_format)(assessments, stream)
    tally.tell("record", "" if metadata is None else " in another format")


def _check_documents(paths: list[str] | None, dataset: Path | None) -> None:
    """Refuse to have documents from nowhere, or from both."""
    if bool(paths) == (dataset is not None):
        raise typer.BadParameter(
            "give PATH... or --dataset FILE, one of the two", param_hint="PATH"
        )


def _followed(
    assessments: Iterable[Assessment], *, tally: Tally, paths: list[str] | None, silent: bool
) -> Iterator[Assessment]:
    """Let assessments through, count them, and show how far they are."""
    from classifier.cli import sources
    from classifier.cli.progress import followed

    total = partial(sources.count, paths) if paths else None
    return followed(tally.count(assessments), total, silent=silent)


def _check_backend(backend: Backend, scheduler: str | None, jobs: int) -> None:
    """Refuse options that do not go together."""
    if (backend is Backend.DASK) != bool(scheduler):
        raise typer.BadParameter(
            "give both --backend dask and --scheduler ADDRESS, or neither", param_hint="--scheduler"
        )
    if backend is Backend.DASK and jobs != 1:
        raise typer.BadParameter(
            "a cluster has the workers that it was started with; leave --jobs out",
            param_hint="--jobs",
        )


def _is_saved(output: Path | None, output_format: Format, *, needed: bool) -> bool:
    """Return whether the records go to files, by a run that can go on after it was ended."""
    files = output is not None and (
        output.is_file() or output.is_dir() or not output.exists()  # not /dev/null or a pipe
    )
    saved = files and output_format in _SAVED
    if not saved and (needed or output_format is Format.PARQUET or (output and output.is_dir())):
        raise typer.BadParameter(
            "give a file or folder, and --format "
            f"{', '.join(sorted(_SAVED))}; only those are written in parts, as Parquet or again",
            param_hint="--output",
        )
    return saved


def _writer(output_format: Format) -> Writer:
    module, name = _WRITERS[output_format]
    writer: Writer = getattr(import_module(module), name)
    return writer
