"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from classifier.documents import Limits

_MOST: Final = 10**15  # of a limit: what systems take for a number of bytes
_MOST_SECONDS: Final = 10**6  # eleven days; the clocks of systems do not count to much more


class Ocr(StrEnum):
    """Whether text is read in the images of pages."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


PATH_HELP: Final = "Files, folders, addresses (s3://…), or - for standard input."
Paths = Annotated[list[str], typer.Argument(metavar="PATH", help=PATH_HELP)]
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
MaxError = Annotated[
    float | None,
    typer.Option(
        "--max-error",
        metavar="SHARE",
        min=0.0,
        max=1.0,
        help="Share of the decisions that may be wrong, such as 0.05; the rest is twijfel.",
    ),
]
Top = Annotated[
    int,
    typer.Option("--top", metavar="N", min=0, help="Reasons to keep, strongest first; 0 for all."),
]
Corpora = Annotated[
    list[Path], typer.Argument(metavar="CORPUS", help="A corpus, of any format that is read.")
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
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="NAME=LABEL",
        help="What a label of the corpus stands for, such as 1=beleidsregel; may be given again.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write here; by default standard output."),
]
Plots = Annotated[
    Path | None,
    typer.Option("--plots", metavar="DIR", help="Write pictures here; needs matplotlib."),
]
Jobs = Annotated[
    int, typer.Option("--jobs", metavar="N", min=-1, help="Processes; -1 for one a core.")
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Makes a run repeatable.")]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        help="Allow a document more, or less, such as max_pages=5000; may be given again.",
    ),
]


def names_of(given: list[str] | None) -> dict[str, str]:
    """Return our label for each of those that a corpus uses.

    Parameters
    ----------
    given : list of str or None
        Each a name and a label, such as ``1=beleidsregel``.

    Raises
    ------
    typer.BadParameter
        When there is no such label.
    """
    from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS

    names = {}
    for each in given or ():
        name, _, label = each.rpartition("=")
        if not name or label not in {*DOCUMENT_LABELS, *PASSAGE_LABELS}:
            raise typer.BadParameter(
                f"{each!r}; give NAME=LABEL, with a label among "
                f"{', '.join(dict.fromkeys((*DOCUMENT_LABELS, *PASSAGE_LABELS)))}",
                param_hint="--map",
            )
        names[name] = label
    return names


def check_jobs(jobs: int) -> None:
    """Refuse a number of processes that means nothing.

    Raises
    ------
    typer.BadParameter
        When it is 0.
    """
    if jobs == 0:
        raise typer.BadParameter("give 1 or more, or -1 for one a core", param_hint="--jobs")


def check_paths(paths: Iterable[Path | None]) -> None:
    """Refuse paths of corpora that are not there, before anything heavy is imported.

    Raises
    ------
    typer.BadParameter
        Naming the first.
    """
    for path in paths:
        if path is not None and not path.exists():
            raise typer.BadParameter(f"{path}: no such file; check the path", param_hint="CORPUS")


def limits_of(given: list[str] | None) -> Limits:
    """Return the limits on documents, with those of the command line in place.

    Parameters
    ----------
    given : list of str or None
        Each a name and a number, such as ``max_pages=5000``.

    Raises
    ------
    typer.BadParameter
        When there is no such limit, or it gets no number, or one that is too large.
    """
    from dataclasses import asdict, replace

    from classifier.documents import Limits

    limits = Limits()
    names = list(asdict(limits))
    for each in given or ():
        name, _, number = each.partition("=")
        most = _MOST_SECONDS if name.endswith("_seconds") else _MOST
        # Python refuses to read a number of thousands of digits.
        is_number = number.isdecimal() and len(number) <= len(str(_MOST))
        if name not in names or not is_number or not 1 <= int(number) <= most:
            raise typer.BadParameter(
                f"{each[:60]!r}; give NAME=NUMBER, with a whole number from 1 to {most} and one of "
                f"the names {', '.join(names)}",
                param_hint="--limit",
            )
        limits = replace(limits, **{name: int(number)})
    return limits
