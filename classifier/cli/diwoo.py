"""``classify --format diwoo``: metadata of the documents that are beleidsregels, a file each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from classifier.cli.messages import warn
from classifier.cli.targets import Target
from classifier.counting import counted

if TYPE_CHECKING:
    from classifier.assessment.assessment import Assessment
    from classifier.reports.diwoo import Known

Organisation = Annotated[
    str | None,
    typer.Option(
        "--organisation",
        metavar="NAME[=URI]",
        help="Publisher in DIWOO metadata, with its address in the lists of TOOI.",
    ),
]
Adopted = Annotated[
    str | None,
    typer.Option(
        "--adopted",
        metavar="DATE",
        help="Date of adoption in DIWOO metadata, such as 2026-01-31, where a source has none.",
    ),
]
_ADDRESS: Final = re.compile(r"https?://\S+")
_REMEDIES: Final = {"publisher": "--organisation", "documenthandeling": "--adopted"}


class Metadata:
    """Where the metadata go, and what the command line says of all documents.

    Parameters
    ----------
    output : Path or None
        A file that ends in .xml, or a new or empty folder.
    paths : sequence of str
        What is read.
    organisation, adopted : str or None
        As the options have them.
    many : bool
        Whether there are several documents, whatever the paths.

    Raises
    ------
    typer.BadParameter
        When there is no output or it cannot be used, or an option is not what it should be.
    """

    def __init__(
        self,
        output: Path | None,
        paths: Sequence[str],
        organisation: str | None,
        adopted: str | None,
        *,
        many: bool,
    ) -> None:
        self._known = _known(organisation, adopted)
        if output is None:
            raise typer.BadParameter(
                "give a file that ends in .xml, or a folder; diwoo is a file a document",
                param_hint="--output",
            )
        self._target = Target(output, ".xml", "--output", paths, many=many)

    def write(self, assessments: Iterable[Assessment]) -> None:
        """Write a file for each document that is decided beleidsregel, and say what is lacking.

        Parameters
        ----------
        assessments : iterable of Assessment
            With their documents.
        """
        from classifier.labels import BELEIDSREGEL
        from classifier.reports import diwoo

        written = others = 0
        lacking: Counter[str] = Counter()
        for assessment in assessments:
            if assessment.decision != BELEIDSREGEL:
                others += assessment.error_code is None
                continue
            self._target.write(assessment.source, diwoo.metadata(assessment, self._known))
            lacking.update(diwoo.missing(assessment, self._known))
            written += 1
        warn(
            f"metadata of {counted(written, 'document')} written; "
            f"{counted(others, 'is', 'are')} not decided beleidsregel"
        )
        for what, number in lacking.items():
            warn(
                f"{number} of {written} {'has' if number == 1 else 'have'} extraMetadata only, for "
                f"{'its' if number == 1 else 'their'} {what} is not known; "
                f"give {_REMEDIES[what]}"
            )


def _known(organisation: str | None, adopted: str | None) -> Known:
    from classifier.reports.diwoo import Known

    name, _, uri = (organisation or "").partition("=")
    name, uri = name.strip(), uri.strip()
    if organisation is not None and (not name or (uri and not _ADDRESS.fullmatch(uri))):
        raise typer.BadParameter(
            f"{organisation!r}; give NAME, or NAME=URI with an address",
            param_hint="--organisation",
        )
    try:
        day = date.fromisoformat(adopted).isoformat() if adopted is not None else ""
    except ValueError as error:
        raise typer.BadParameter(
            f"{adopted!r}; give a date such as 2026-01-31", param_hint="--adopted"
        ) from error
    return Known(name, uri, day)
