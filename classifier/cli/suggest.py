"""``beleidsregel suggest``: which documents or passages of a pool to label next."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from classifier.cli.messages import warn
from classifier.cli.options import (
    IdField,
    Jobs,
    Limit,
    Model,
    Ocr,
    OcrOption,
    Output,
    Seed,
    TextField,
    check_jobs,
    limits_of,
)
from classifier.cli.output import check_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from classifier.active import Candidate
    from classifier.assessment.assessment import Assessment


class Strategy(StrEnum):
    """What counts in what is suggested."""

    MIXED = "mixed"
    UNCERTAIN = "uncertain"
    DIVERSE = "diverse"
    RISKY = "risky"
    RANDOM = "random"


class Uncertainty(StrEnum):
    """How uncertainty is measured."""

    MARGIN = "margin"
    ENTROPY = "entropy"


class Format(StrEnum):
    """How suggestions are written."""

    TABLE = "table"
    CSV = "csv"
    LABEL_STUDIO = "label-studio"
    JSONL = "jsonl"


def suggest(
    pool: Annotated[
        list[str],
        typer.Argument(
            metavar="POOL",
            help="Files, folders, addresses, or data sets (JSONL, CSV, Parquet, XLSX).",
        ),
    ],
    model: Model = None,
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, help="How many to suggest.")
    ] = 10,
    strategy: Annotated[
        Strategy,
        typer.Option(
            "--strategy",
            help="What counts: doubt of the model, unlikeness, risk of hidden policy, all or none.",
        ),
    ] = Strategy.MIXED,
    uncertainty: Annotated[
        Uncertainty, typer.Option("--uncertainty", help="How doubt is measured.")
    ] = Uncertainty.MARGIN,
    passages: Annotated[
        bool, typer.Option("--passages", help="Suggest passages, not documents.")
    ] = False,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write; label-studio is a file of tasks.")
    ] = Format.TABLE,
    output: Output = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="FILE", help="Write the labelling interface for Label Studio here."
        ),
    ] = None,
    text_field: TextField = "text",
    id_field: IdField = "id",
    ocr: OcrOption = Ocr.AUTO,
    jobs: Jobs = 1,
    limit: Limit = None,
    seed: Seed = 0,
) -> None:
    """Suggest what to label next, with the reason of each; near-duplicates are suggested once.

    Documents are chosen one by one: "mixed" weighs doubt of the model (0.3), how unlike a document
    is to those chosen before (0.3) and the risk that policy is hidden in it (0.4); the other
    strategies take one of these alone. Label what is suggested, train anew, and ask again.

    A document that cannot be judged is told and passed over; the exit code is then 1.
    """
    check_jobs(jobs)
    limits = limits_of(limit)
    check_apart(output, pool)
    check_apart(config, pool, "--config")
    from itertools import chain

    from classifier.batch.judging import Judging
    from classifier.cli import output as outputs
    from classifier.cli import sources
    from classifier.cli.assessing import Tally, assessing, processes
    from classifier.corpora.datasets import SUFFIXES
    from classifier.documents import IsolatedReader
    from classifier.errors import CorpusError

    tally = Tally()
    how = Judging(model, explain=True, limits=limits, ocr=ocr.value)
    reader = IsolatedReader(limits, ocr.value)
    with assessing(how, reader, jobs=processes(jobs)) as assess:
        from classifier.active import suggest as choose
        from classifier.cli.progress import followed

        tasks = chain.from_iterable(
            sources.rows(Path(each), text_field, id_field)
            if Path(each).suffix.lower() in SUFFIXES
            else sources.tasks([each], reader)
            for each in pool
        )
        assessed = followed(tally.count(assess(tasks)), None, silent=False)
        candidates = list(_candidates(assessed, passages))
    if not tally.total:
        raise CorpusError(f"{', '.join(pool)}: there are no documents in it; check the path")
    suggestions = choose(
        candidates, count=count, strategy=strategy.value, measure=uncertainty.value, seed=seed
    )
    from classifier.reports import labelstudio
    from classifier.reports import suggestions as reports

    if config is not None:
        with outputs.opened(config) as stream:
            stream.write(labelstudio.config(passages=passages))
    with outputs.opened(output) as stream:
        if output_format is Format.LABEL_STUDIO:
            labelstudio.write(suggestions, stream, passages=passages)
        elif output_format is Format.CSV:
            reports.write_csv(suggestions, stream)
        elif output_format is Format.JSONL:
            reports.write_lines(suggestions, stream)
        else:
            reports.write(suggestions, stream)
    tally.tell("message")


def _candidates(assessments: Iterable[Assessment], passages: bool) -> Iterator[Candidate]:
    from classifier.active import document_of, passages_of

    for assessment in assessments:
        if assessment.error_code is not None:
            warn(assessment.error_message or "")
        elif passages:
            yield from passages_of(assessment)
        else:
            yield document_of(assessment)
