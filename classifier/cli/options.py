"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from classifier.documents import Limits


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
Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        help="Allow a document more, or less, such as max_pages=5000; may be given again.",
    ),
]


def limits_of(given: list[str] | None) -> Limits:
    """Return the limits on documents, with those of the command line in place.

    Parameters
    ----------
    given : list of str or None
        Each a name and a number, such as ``max_pages=5000``.

    Raises
    ------
    typer.BadParameter
        When there is no such limit, or it gets no number.
    """
    from dataclasses import asdict, replace

    from classifier.documents import Limits

    limits = Limits()
    names = list(asdict(limits))
    for each in given or ():
        name, _, number = each.partition("=")
        if name not in names or not number.isdecimal() or not int(number):
            raise typer.BadParameter(
                f"{each!r}; give NAME=NUMBER, with a whole number from 1 and one of the names "
                f"{', '.join(names)}",
                param_hint="--limit",
            )
        limits = replace(limits, **{name: int(number)})
    return limits
