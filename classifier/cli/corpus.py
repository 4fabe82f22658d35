"""``beleidsregel corpus``: check, count, import, split and download labelled corpora."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from classifier.cli.download import download
from classifier.cli.messages import say, warn
from classifier.cli.options import Corpora, Output, Plots, Seed
from classifier.cli.reading import Reading, check_apart_from, reading_corpora
from classifier.counting import counted

if TYPE_CHECKING:
    from classifier.corpora import Entry

app = typer.Typer(help="Look after labelled corpora.", rich_markup_mode=None)
app.command()(download)


class Format(StrEnum):
    """How the outcome is written."""

    TABLE = "table"
    JSON = "json"


OutputFormat = Annotated[Format, typer.Option("--format", help="How to write the outcome.")]


@app.command()
@reading_corpora
def check(
    corpora: Corpora,
    reading: Reading,
    output_format: OutputFormat = Format.TABLE,
    output: Output = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show all findings of a kind, not the first ten.")
    ] = False,
    write_groups: Annotated[
        Path | None,
        typer.Option(
            "--write-groups",
            metavar="FILE",
            help="Write the corpus as JSONL, with one group for near-duplicates.",
        ),
    ] = None,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Do not look for labels that are likely wrong.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 for suspicions as well.")
    ] = False,
    seed: Seed = 0,
) -> None:
    """Find what is wrong with a corpus; the exit code is 1 when something must be mended."""
    from dataclasses import replace

    reading.check(corpora, output)
    check_apart_from(corpora, write_groups, "--write-groups")
    entries = reading.entries(corpora)
    from classifier.checking import check as check_entries
    from classifier.cli import output as outputs
    from classifier.corpora import write_entries
    from classifier.reports import corpus as reports

    found = check_entries(
        entries,
        fields=reading.fields(),
        wrong_labels=not no_model,
        seed=seed,
        progress=say,
    )
    with outputs.opened(output) as stream:
        if output_format is Format.JSON:
            reports.write_check_json(found, stream)
        else:
            reports.write_check(found, stream, most=None if everything else 10)
    if write_groups is not None:
        grouped = [
            replace(entry, group=group) for entry, group in zip(entries, found.groups, strict=True)
        ]
        with outputs.opened(write_groups) as stream:
            _tell_written(write_entries(grouped, stream), grouped, write_groups)
    if found.n_errors or (strict and found.findings):
        raise typer.Exit(1)


@app.command()
@reading_corpora
def stats(
    corpora: Corpora,
    reading: Reading,
    output_format: OutputFormat = Format.TABLE,
    output: Output = None,
    plots: Plots = None,
) -> None:
    """Count the documents of a corpus by label, source, length and decade."""
    reading.check(corpora, output)
    entries = reading.entries(corpora)
    from classifier.checking.tables import tables
    from classifier.cli import output as outputs
    from classifier.reports import corpus as reports

    found = tables(entries)
    if plots is not None:
        from classifier.checking.plots import plot

        for path in plot(found, entries, plots):
            say(f"wrote {path}")
    with outputs.opened(output) as stream:
        if output_format is Format.JSON:
            reports.write_tables_json(found, stream)
        else:
            reports.write_tables(found, stream)


@app.command(name="import")
@reading_corpora
def import_corpus(
    corpora: Corpora,
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="JSONL to write.")],
    reading: Reading,
) -> None:
    """Write corpora of any format as one JSONL; the exit code is 1 when something is wrong."""
    reading.check(corpora, output)
    entries = reading.entries(corpora)
    from classifier.cli import output as outputs
    from classifier.corpora import write_entries

    with outputs.opened(output) as stream:
        written = write_entries(entries, stream)
    _tell_written(written, entries, output)
    problems = [problem for entry in entries for problem in entry.problems]
    for problem in problems:
        warn(problem)
    if problems:
        raise typer.Exit(1)


@app.command()
@reading_corpora
def split(
    corpora: Corpora,
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help="Folder of train.jsonl and test.jsonl.")
    ],
    reading: Reading,
    test_size: Annotated[
        float,
        typer.Option("--test-size", metavar="SHARE", help="Share of the documents to test on."),
    ] = 0.2,
    seed: Seed = 0,
) -> None:
    """Split a corpus in two by group, with all labels in both as far as groups allow."""
    from dataclasses import replace

    reading.check(corpora)
    paths = {name: output / f"{name}.jsonl" for name in ("train", "test")}
    for path in paths.values():
        check_apart_from(corpora, path)
    entries = reading.entries(corpora)
    from classifier.cli import output as outputs
    from classifier.corpora import write_entries
    from classifier.corpora.splitting import split as split_entries

    usable = [entry for entry in entries if entry.text.strip()]
    parts = split_entries(usable, test_size, seed=seed)
    output.mkdir(parents=True, exist_ok=True)
    for (name, path), part in zip(paths.items(), parts, strict=True):
        with outputs.opened(path) as stream:
            written = write_entries((replace(entry, split=name) for entry in part), stream)
        _tell_written(written, part, path)
    if len(usable) < len(entries):
        warn(
            f"{counted(len(entries) - len(usable), 'document without', 'documents without')} text "
            "left out; "
            "see: beleidsregel corpus check"
        )
        raise typer.Exit(1)


def _tell_written(written: int, entries: list[Entry], path: Path) -> None:
    unwritten = len(entries) - written
    more = (
        f"; {counted(unwritten, 'without text is', 'without text are')} left out"
        if unwritten
        else ""
    )
    say(f"wrote {counted(written, 'document')} to {path}{more}")
