"""``beleidsregel train``: a model from labelled corpora."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from classifier.cli.options import (
    GroupField,
    IdField,
    LabelField,
    Map,
    TextField,
    check_paths,
    names_of,
)
from classifier.errors import ClassifierError, ModelError
from classifier.reports.visible import visible


class Pipeline(StrEnum):
    """The spaCy pipelines that a model can be trained for."""

    RULES = "nl_rules"
    SHIPPED = "nl_alpino_sm"
    PACKAGE = "nl_core_news_sm"


def train(
    corpora: Annotated[
        list[Path],
        typer.Argument(metavar="CORPUS", help="A corpus, of any format that is read."),
    ],
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help="Folder of the new model.")
    ],
    name: Annotated[
        str | None, typer.Option("--name", help="Name of the model; by default the folder's.")
    ] = None,
    text_field: TextField = "text",
    label_field: LabelField = "label",
    id_field: IdField = "id",
    group_field: GroupField = "group",
    names: Map = None,
    unlabelled: Annotated[
        Path | None,
        typer.Option("--unlabelled", metavar="FILE", help="Texts for the semantic smoothing."),
    ] = None,
    passages: Annotated[
        Path | None, typer.Option("--passages", metavar="FILE", help="Labelled passages.")
    ] = None,
    pipeline: Annotated[
        Pipeline, typer.Option("--pipeline", help="Pipeline that the model is for.")
    ] = Pipeline.RULES,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Makes a run repeatable.")] = 0,
) -> None:
    """Train a model, measure it by cross-validation and write it with its card."""
    check_paths((*corpora, unlabelled, passages))
    mapping = names_of(names)
    from classifier.corpora import Fields
    from classifier.training.fitting import train as train_model

    try:
        scores = train_model(
            corpora,
            output,
            name=name,
            fields=Fields(text_field, label_field, id_field, group_field),
            names=mapping,
            unlabelled=unlabelled,
            passages=passages,
            pipeline=pipeline.value,
            seed=seed,
            progress=lambda message: typer.echo(visible(message), err=True),
        )
    except ModelError:
        raise
    except ClassifierError as error:  # the usage was right, the data are not
        typer.echo(f"beleidsregel: {visible(error.message)}", err=True)
        raise typer.Exit(1) from error
    from classifier.cli.listing import listed

    for line in listed({"model": str(output), **scores}):
        typer.echo(line)
