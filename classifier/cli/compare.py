"""``beleidsregel compare``: two models on the same labelled corpus."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from classifier.cli.messages import say
from classifier.cli.options import (
    Corpora,
    GroupField,
    IdField,
    LabelField,
    Limit,
    Map,
    Ocr,
    OcrOption,
    Output,
    TextField,
    check_paths,
    limits_of,
    names_of,
)


class Format(StrEnum):
    """How the comparison is written."""

    TEXT = "text"
    JSON = "json"


def compare(
    first: Annotated[
        Path, typer.Argument(metavar="MODEL", help="Folder of a model, or 'standaard'.")
    ],
    second: Annotated[
        Path, typer.Argument(metavar="MODEL", help="Folder of the other, or 'standaard'.")
    ],
    corpora: Corpora,
    text_field: TextField = "text",
    label_field: LabelField = "label",
    id_field: IdField = "id",
    group_field: GroupField = "group",
    names: Map = None,
    ocr: OcrOption = Ocr.AUTO,
    limit: Limit = None,
    most: Annotated[
        int,
        typer.Option(
            "--changes", metavar="N", min=0, help="Documents that changed to list; 0 for all."
        ),
    ] = 20,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the comparison.")
    ] = Format.TEXT,
    output: Output = None,
) -> None:
    """Compare two models on a labelled corpus that neither has learned from."""
    check_paths(corpora)
    mapping, limits = names_of(names), limits_of(limit)
    from classifier.batch.loading import loaded
    from classifier.cli import output as outputs
    from classifier.corpora import Fields
    from classifier.corpora.corpus import read_corpora
    from classifier.evaluation.comparison import compare as compare_models
    from classifier.evaluation.overlap import overlap
    from classifier.labels import DOCUMENT_LABELS
    from classifier.model.folder import STANDARD, read_lock
    from classifier.reports.comparison import write_comparison, write_comparison_json

    folders = [
        None if str(path) == STANDARD and not path.exists() else path for path in (first, second)
    ]
    one, other = (loaded(folder).model for folder in folders)
    documents = read_corpora(
        corpora,
        labels=DOCUMENT_LABELS,
        fields=Fields(text_field, label_field, id_field, group_field),
        names=mapping,
        limits=limits,
        ocr=ocr.value,
    )
    warnings = [
        sentence
        for name, model, folder in zip("AB", (one, other), folders, strict=True)
        for sentence in overlap(name, model.info, read_lock(folder), documents, corpora)
    ]
    found = compare_models(
        one,
        other,
        documents,
        warnings=warnings,
        progress=say,
    )
    with outputs.opened(output) as stream:
        if output_format is Format.JSON:
            write_comparison_json(found, stream)
        else:
            write_comparison(found, stream, most=most or None)
