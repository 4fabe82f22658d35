"""``beleidsregel corpus download``: the texts of a table of labels, from the official sources."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from classifier.cli.messages import say, warn
from classifier.cli.options import (
    GroupField,
    IdField,
    LabelField,
    Limit,
    Map,
    Seed,
    check_paths,
    limits_of,
    names_of,
)
from classifier.cli.output import check_apart
from classifier.counting import counted

if TYPE_CHECKING:
    from classifier.download import Services

# The last decisions in the snapshot of the BWB that was labelled are of 23 November 2015.
_LABELLED: Final = "2015-12-01"
_LONGEST: Final = 1_000  # seconds, retries and the like


def download(
    table: Annotated[
        Path, typer.Argument(metavar="TABLE", help="Labels by id, such as data/labels/bwb.csv.")
    ],
    output: Annotated[
        Path,
        typer.Option("--output", metavar="DIR", help="Folder of the corpus and the XML; kept."),
    ],
    day: Annotated[
        datetime,
        typer.Option(
            "--date", metavar="DATE", formats=["%Y-%m-%d"], help="Take the version of this day."
        ),
    ] = _LABELLED,  # type: ignore[assignment]  # typer reads it as on the command line
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Ask a mirror, with the same paths."),
    ] = None,
    rate: Annotated[
        float,
        typer.Option("--rate", metavar="N", min=0.01, max=10, help="Requests a second, at most."),
    ] = 1.0,
    retries: Annotated[
        int,
        typer.Option("--retries", metavar="N", min=0, max=_LONGEST, help="Tries after the first."),
    ] = 5,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            metavar="SECONDS",
            min=0.1,
            max=_LONGEST,
            help="How long to wait for an answer.",
        ),
    ] = 30.0,
    max_age: Annotated[
        float,
        typer.Option(
            "--max-age", metavar="HOURS", min=0, help="How long a file is not asked for again."
        ),
    ] = 24.0,
    limit: Limit = None,
    label_field: LabelField = "label",
    id_field: IdField = "id",
    group_field: GroupField = "group",
    names: Map = None,
    seed: Seed = 0,
) -> None:
    """Get the texts of labelled documents, or passages, from BWB, CVDR and the official journals.

    A table of passages has columns start and end (characters of the document), or letters and
    sha256 (how many letters and digits, and their checksum), by which a passage is found in a
    text that is laid out otherwise.

    DIR gets TABLE.jsonl, which train and corpus read, TABLE.sha256 with the checksums of the
    files, and the files themselves in DIR/xml. A run that was ended goes on where it was. What
    cannot be had is listed, with exit code 1.
    """
    check_paths([table])
    corpus = output / f"{table.stem}.jsonl"
    check_apart(corpus, [table])
    limits, mapping = limits_of(limit), names_of(names)
    services = _services(base_url)
    from classifier.cli import output as outputs
    from classifier.cli.progress import followed
    from classifier.corpora import Fields, read_entries, write_entries
    from classifier.documents import IsolatedReader
    from classifier.download import Client, Manners, Official, Rebuilding, Store, excerpts_of
    from classifier.errors import CorpusError
    from classifier.reports.downloads import write_failures

    fields = Fields(label=label_field, id=id_field, group=group_field)
    rows = list(read_entries(table, fields=fields, names=mapping, limits=limits))
    if not rows:
        raise CorpusError(f"{table}: there are no rows in it; check the path")
    excerpts = list(excerpts_of(table, id_field))
    manners = Manners(
        rate=rate, retries=retries, timeout=timeout, max_bytes=limits.max_xml, seed=seed
    )
    store = Store(output / "xml", Client(services.hosts, manners), max_age=max_age)
    official = Official(services, store, limits)
    with IsolatedReader(limits) as read:
        rebuilding = Rebuilding(official, read, day.date())
        entries = list(
            followed(rebuilding.entries(rows, excerpts), lambda: len(rows), silent=False)
        )
    if entries:
        with outputs.opened(corpus) as stream:
            write_entries(entries, stream)
        with outputs.opened(output / f"{table.stem}.sha256") as stream:
            for place, checksum in sorted(rebuilding.checksums.items()):
                stream.write(f"{checksum}  xml/{place}\n")
        what = "passage" if any(excerpts) else "document"
        say(f"wrote {counted(len(entries), what)} to {corpus}")
    unchecked = sum(each is not None and each.checksum is None for each in excerpts)
    if unchecked:
        warn(
            f"{counted(unchecked, 'passage is', 'passages are')} cut by offsets alone, which fit "
            "the text of one program; add the columns letters and sha256 to have them checked"
        )
    if rebuilding.failures:
        write_failures(rebuilding.failures, sys.stdout)
        warn(f"{len(rebuilding.failures)} of {counted(len(rows), 'text')} could not be had")
        raise typer.Exit(1)


def _services(base_url: str | None) -> Services:
    from classifier.download.addresses import Services

    if base_url is None:
        return Services()
    try:
        return Services.at(base_url)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--base-url") from error
