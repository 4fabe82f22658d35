"""``beleidsregel train``: a model from labelled corpora."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from classifier.cli.messages import warn
from classifier.cli.options import Corpora, Seed
from classifier.cli.reading import Reading, reading_corpora
from classifier.cli.steps import telling
from classifier.errors import ClassifierError, ModelError


class Pipeline(StrEnum):
    """The spaCy pipelines that a model can be trained for."""

    RULES = "nl_rules"
    SHIPPED = "nl_alpino_sm"
    PACKAGE = "nl_core_news_sm"


@reading_corpora
def train(
    corpora: Corpora,
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help="Folder of the new model.")
    ],
    reading: Reading,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Name of the model; by default the folder's."),
    ] = None,
    unlabelled: Annotated[
        Path | None,
        typer.Option("--unlabelled", metavar="FILE", help="Texts for the semantic smoothing."),
    ] = None,
    passages: Annotated[
        Path | None,
        typer.Option(
            "--passages",
            metavar="FILE",
            help="Labelled passages, in columns as --text-field and the like name them, or text, "
            "label, id and group.",
        ),
    ] = None,
    pipeline: Annotated[
        Pipeline, typer.Option("--pipeline", help="Pipeline that the model is for.")
    ] = Pipeline.RULES,
    seed: Seed = 0,
    search: Annotated[
        int,
        typer.Option(
            "--search",
            metavar="N",
            min=0,
            help="Try N settings by cross-validation; the scores then are of nested folds.",
        ),
    ] = 0,
    label_weight: Annotated[
        list[str] | None,
        typer.Option(
            "--label-weight",
            metavar="LABEL=NUMBER",
            help="How many times as much as the others a label counts, such as "
            "uitvoeringsinstructie=2; may be given again.",
        ),
    ] = None,
    add_to_shipped: Annotated[
        bool,
        typer.Option("--add-to-shipped", help="Start from the shipped model and add the corpus."),
    ] = False,
    cache: Annotated[
        Path | None,
        typer.Option(
            "--cache",
            metavar="DIR",
            help="Where to keep what was seen and learned, for the next run; by default the cache "
            "of the user.",
        ),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Keep nothing.")] = False,
) -> None:
    """Train a model, measure it by cross-validation and write it with its card."""
    reading.check((*corpora, unlabelled, passages))
    weights = weights_of(label_weight)
    if add_to_shipped and (search or unlabelled):
        raise typer.BadParameter(
            "the shipped model has its features and smoothing; leave out --search and --unlabelled",
            param_hint="--add-to-shipped",
        )
    if cache and no_cache:
        raise typer.BadParameter("give --cache or --no-cache", param_hint="--no-cache")
    from classifier.corpora.kept import default_folder
    from classifier.model.folder import standard_folder
    from classifier.training.run import train as train_model

    try:
        with telling() as tell:
            scores = train_model(
                corpora,
                output,
                name=name,
                unlabelled=unlabelled,
                passages=passages,
                pipeline=pipeline.value,
                seed=seed,
                n_candidates=search,
                label_weight=weights,
                base=standard_folder() if add_to_shipped else None,
                cache=None if no_cache else cache or default_folder(),
                progress=tell,
                **reading.keywords(),
            )
    except ModelError:
        raise
    except ClassifierError as error:  # the usage was right, the data are not
        warn(error.message)
        raise typer.Exit(1) from error
    from classifier.cli.listing import listed

    # What is a table of its own (scores by source, calibration) stands in the card.
    figures = {name: value for name, value in scores.items() if not isinstance(value, list)}
    for line in listed({"model": str(output), **figures}):
        typer.echo(line)


def weights_of(given: list[str] | None) -> dict[str, float]:
    """Return how much labels count.

    Parameters
    ----------
    given : list of str or None
        Each a label and a number, such as ``uitvoeringsinstructie=2``.

    Raises
    ------
    typer.BadParameter
        When there is no such label, or the number does not lie from 0.01 to 100.
    """
    from classifier.labels import DOCUMENT_LABELS

    weights = {}
    for each in given or ():
        label, _, number = each.partition("=")
        try:
            weights[label] = float(number)
        except ValueError:
            weights[label] = 0.0
        if label not in DOCUMENT_LABELS or not 0.01 <= weights[label] <= 100:
            raise typer.BadParameter(
                f"{each!r}; give LABEL=NUMBER, with a number from 0.01 to 100 and a label among "
                f"{', '.join(DOCUMENT_LABELS)}",
                param_hint="--label-weight",
            )
    return weights
