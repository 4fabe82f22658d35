"""``beleidsregel model``: what a model says about itself."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from classifier.cli.options import Output
from classifier.reports.visible import visible

if TYPE_CHECKING:
    from classifier.model.weights import Weight

app = typer.Typer(help="Look at models.", rich_markup_mode=None)
Folder = Annotated[
    Path | None,
    typer.Argument(metavar="DIR", help="Folder of a model; by default the shipped one."),
]


class Format(StrEnum):
    """How the description is written."""

    TEXT = "text"
    JSON = "json"


class CardFormat(StrEnum):
    """How the card is written."""

    MARKDOWN = "markdown"
    HTML = "html"


@app.command()
def show(
    folder: Folder = None,
    output_format: Annotated[
        Format, typer.Option("--format", help="Text adds the model card.")
    ] = Format.TEXT,
    top: Annotated[
        int, typer.Option("--top", metavar="N", min=0, help="Weights of each family and label.")
    ] = 5,
) -> None:
    """Show a model: its version, pipeline, scores, weights by family, and card."""
    from classifier.batch.loading import loaded
    from classifier.cli.listing import listed
    from classifier.model.folder import fingerprint
    from classifier.model.weights import global_weights, strongest

    assessor = loaded(folder)
    described = {**assessor.describe(), "sha256": fingerprint(folder)}
    by_family = strongest(global_weights(assessor.model.documents), top)
    weights = [each for family in by_family.values() for each in family]
    if output_format is Format.JSON:
        value = {**described, "weights": [_as_dict(each) for each in weights]}
        from classifier.reports.json import as_line

        typer.echo(as_line(value, indent=2))
        return
    # Tables are for the card.
    scores = {k: v for k, v in described.get("scores", {}).items() if not isinstance(v, list)}
    for line in listed({**described, "scores": scores}):
        typer.echo(line)
    typer.echo()
    for line in _lines(weights):
        typer.echo(visible(line))
    typer.echo()
    for line in assessor.card.splitlines():
        typer.echo(visible(line))


@app.command()
def card(
    folder: Folder = None,
    card_format: Annotated[
        CardFormat, typer.Option("--format", help="How to write the card.")
    ] = CardFormat.MARKDOWN,
    ngrams: Annotated[
        bool, typer.Option("--ngrams/--no-ngrams", help="Whether to name words that weigh much.")
    ] = True,
    output: Output = None,
) -> None:
    """Write the card of a model, under the headings of the Algoritmeregister, in Dutch."""
    from classifier.cli import output as outputs
    from classifier.model.persistence import load_model
    from classifier.reports.card import write_card
    from classifier.training.card import card_of, read_ablation

    text = card_of(load_model(folder), ablation=read_ablation(folder), with_ngrams=ngrams)
    with outputs.opened(output) as stream:
        if card_format is CardFormat.HTML:
            write_card(text, stream)
        else:
            for line in text.splitlines():
                stream.write(f"{visible(line)}\n")


def _lines(weights: list[Weight]) -> list[str]:
    """Return weights as lines under a heading a family and label, with the basis of cues."""
    from classifier.features.meaning import meaning

    lines: list[str] = []
    shown = None
    for each in weights:
        if (each.family, each.label) != shown:
            shown = each.family, each.label
            lines.append(f"{each.family}, for {each.label}")
        known = meaning(each.feature)
        basis = f" ({known.basis})" if known.basis else ""
        lines.append(f"  {each.weight:+.2f}  {each.feature}: {known.description}{basis}")
    return lines


def _as_dict(weight: Weight) -> dict[str, object]:
    from classifier.features.meaning import meaning

    return {
        "feature": weight.feature,
        "family": weight.family,
        "label": weight.label,
        "weight": weight.weight,
        "basis": meaning(weight.feature).basis,
    }
