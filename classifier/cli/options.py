"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Ocr(StrEnum):
    """Whether text is read in the images of pages."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


OcrOption = Annotated[
    Ocr,
    typer.Option(
        "--ocr", help="Read scans with Tesseract: where there is no sound text, always or never."
    ),
]
Model = Annotated[
    Path | None,
    typer.Option("--model", metavar="DIR", help="Folder of a model; by default the shipped one."),
]
Top = Annotated[
    int,
    typer.Option("--top", metavar="N", min=0, help="Reasons to keep, strongest first; 0 for all."),
]
TextField = Annotated[
    str, typer.Option("--text-field", metavar="NAME", help="Column with the text.")
]
IdField = Annotated[str, typer.Option("--id-field", metavar="NAME", help="Column with the id.")]
LabelField = Annotated[
    str, typer.Option("--label-field", metavar="NAME", help="Column with the label.")
]
GroupField = Annotated[
    str, typer.Option("--group-field", metavar="NAME", help="Column that near-duplicates share.")
]
