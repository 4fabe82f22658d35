"""``beleidsregel simulate``: how much reading a model saves, replayed on a labelled corpus."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from classifier.cli.messages import say
from classifier.cli.options import Corpora, Output, Plots
from classifier.cli.reading import Reading, reading_corpora
from classifier.labels import BELEIDSREGEL, OVERIG, UITVOERINGSINSTRUCTIE


class Strategy(StrEnum):
    """What is read next."""

    MAXIMUM = "maximum"
    MIXED = "mixed"
    UNCERTAIN = "uncertain"


class Target(StrEnum):
    """The label that is looked for."""

    UITVOERINGSINSTRUCTIE = UITVOERINGSINSTRUCTIE
    BELEIDSREGEL = BELEIDSREGEL
    OVERIG = OVERIG


class Format(StrEnum):
    """How the outcome is written."""

    TABLE = "table"
    JSON = "json"


@reading_corpora
def simulate(
    corpora: Corpora,
    reading: Reading,
    target: Annotated[
        Target, typer.Option("--target", help="The label that is looked for.")
    ] = Target.UITVOERINGSINSTRUCTIE,
    strategy: Annotated[
        Strategy,
        typer.Option(
            "--strategy",
            help="Read the likeliest first, with every fifth one doubtful (mixed), or only those.",
        ),
    ] = Strategy.MAXIMUM,
    seeds: Annotated[
        int, typer.Option("--seeds", metavar="N", min=1, help="Runs, each from another start.")
    ] = 5,
    batch: Annotated[
        int,
        typer.Option(
            "--batch",
            metavar="N",
            min=1,
            help="Documents a round; a twentieth of those read, if more.",
        ),
    ] = 10,
    start: Annotated[
        int, typer.Option("--start", metavar="N", min=1, help="Known documents of each label.")
    ] = 2,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the outcome.")
    ] = Format.TABLE,
    output: Output = None,
    plots: Plots = None,
) -> None:
    """Replay the labelling of a corpus, and show how soon a label is found beside random order.

    Each run starts from a few documents of each label, learns from what was read, and reads next
    what --strategy says, until all is read. Shown, as means over --seeds runs with 95 % intervals:
    the share of the documents that is read until 95 % of the label is found; WSS@95, the work
    saved over sampling: how much less that is than reading at random needs; ATD, the mean place of
    a document with the label, as a share; and where two rules that know only what was read would
    have stopped, with the share found by then. The first rule stops after a tenth of all documents
    in a row without the label. The second stops when having missed the 95 % has become improbable
    (p < 0.05, by the test of Callaghan and Müller-Hansen, 2020).
    """
    reading.check(corpora, output)
    from classifier.active.comparison import compare
    from classifier.cli import output as outputs
    from classifier.evaluation.drawing import figures
    from classifier.reports import simulation as reports

    if plots is not None:
        figures()  # says that matplotlib is missing before the work is done
    documents = reading.documents(corpora)
    comparison = compare(
        documents,
        queries=(strategy.value, "random"),
        target=target.value,
        seeds=seeds,
        batch=batch,
        n_start=start,
        progress=say,
    )
    if plots is not None:
        from classifier.active.plots import plot

        say(f"wrote {plot(comparison, plots)}")
    with outputs.opened(output) as stream:
        if output_format is Format.JSON:
            reports.write_json(comparison, stream)
        else:
            reports.write(comparison, stream)
