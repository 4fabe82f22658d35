"""``beleidsregel evaluate``: how good a model is on a labelled corpus."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from classifier.cli.messages import say
from classifier.cli.options import Corpora, Model, Output, Plots
from classifier.cli.reading import Reading, reading_corpora
from classifier.reports.visible import visible


class Format(StrEnum):
    """How the scores are written."""

    MARKDOWN = "markdown"
    JSON = "json"


@reading_corpora
def evaluate(
    corpora: Corpora,
    reading: Reading,
    model: Model = None,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the scores.")
    ] = Format.MARKDOWN,
    n_errors: Annotated[
        int,
        typer.Option(
            "--errors", metavar="N", min=0, help="List so many mistakes, each with its reason."
        ),
    ] = 0,
    output: Output = None,
    plots: Plots = None,
) -> None:
    """Score a model on a labelled corpus that it has not learned from."""
    reading.check(corpora, output)
    from classifier.batch.loading import loaded
    from classifier.cli import output as outputs
    from classifier.evaluation.drawing import figures
    from classifier.evaluation.overlap import overlap
    from classifier.evaluation.plots import plot_predictions
    from classifier.evaluation.report import evaluate as evaluate_model
    from classifier.model.folder import read_lock
    from classifier.reports.json import write_value

    if plots is not None:
        figures()  # says that matplotlib is missing before the work is done
    assessor = loaded(model)  # refuses a model that was made for another pipeline
    documents = reading.documents(corpora)
    info = assessor.model.info
    for sentence in overlap(info.name, info, read_lock(model), documents, corpora):
        say(f"note: {sentence}")
    report = evaluate_model(
        assessor.model,
        documents,
        n_errors=n_errors,
        progress=say,
    )
    if plots is not None:
        found = report.predictions
        written = plot_predictions(
            found.truth, found.probabilities, found.classes, plots, threshold=report.threshold
        )
        for path in written:
            say(f"wrote {path}")
    with outputs.opened(output) as stream:
        if output_format is Format.JSON:
            write_value(report.as_dict(), stream)
        else:
            for line in report.markdown().splitlines():
                stream.write(f"{visible(line)}\n")
