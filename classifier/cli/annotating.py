"""``--annotate-pdf``: copies of PDF files with notes, in a file or in a folder of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from classifier.cli.targets import Target
from classifier.errors import DocumentError
from classifier.reports.visible import visible

if TYPE_CHECKING:
    from classifier.assessment.assessment import Assessment
    from classifier.batch.judging import Task
    from classifier.woo.proposal import WooProposal

_OPTION: Final = "--annotate-pdf"
_SUFFIX: Final = ".pdf"
_PDF: Final = "application/pdf"

AnnotatePdf = Annotated[
    Path | None,
    typer.Option(
        _OPTION,
        metavar="FILE|DIR",
        help="Also write a copy of each PDF with highlights and notes: to a file that ends in .pdf "
        "(of one document), or into a new or empty folder.",
    ),
]


class Annotating:
    """Keeps the bytes of the document at hand, and writes its annotated copy.

    Parameters
    ----------
    target : Path or None
        A file that ends in .pdf, or a folder; None writes nothing.
    paths : sequence of str
        What is assessed; no copy may take its place.

    Raises
    ------
    typer.BadParameter
        When the target cannot be written without touching what is there.
    """

    def __init__(self, target: Path | None, paths: Sequence[str]) -> None:
        self._target = None if target is None else Target(target, _SUFFIX, _OPTION, paths)
        self._content = b""
        self._passed = 0  # documents that are no PDF

    def noting(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Let tasks through, and keep the bytes of the last one for its copy."""
        from classifier.documents import Unopened

        for task in tasks:
            if self._target is not None:
                self._content = task.content if isinstance(task, Unopened) else b""
            yield task

    def write(
        self,
        assessment: Assessment,
        proposal: WooProposal | None = None,
        *,
        top: int | None = None,
    ) -> None:
        """Write the copy of the document that was assessed last; one that is no PDF has none.

        Parameters
        ----------
        assessment : Assessment
            Its reasons are noted, if it has an explanation.
        proposal : WooProposal, optional
            What could be withheld, which is noted as well.
        top : int, optional
            How many reasons; None for all.

        Raises
        ------
        typer.BadParameter
            When the copy cannot be written.
        """
        if self._target is None or assessment.error_code is not None:
            return
        document = assessment.document
        digest = hashlib.sha256(self._content).hexdigest()
        if document is None or document.media_type != _PDF or digest != assessment.sha256:
            self._passed += 1
            return
        from classifier.reports import annotated_pdf

        try:
            copy = annotated_pdf.copy(self._content, assessment, proposal, top=top)
        except DocumentError as error:  # the others still get theirs
            typer.echo(f"beleidsregel: no annotated copy: {visible(error.message)}", err=True)
            return
        self._target.write(assessment.source, copy)

    def tell(self) -> None:
        """Say how many documents were no PDF."""
        if self._passed:
            what = "1 document is" if self._passed == 1 else f"{self._passed} documents are"
            typer.echo(
                f"beleidsregel: {what} no PDF, and got no annotated copy; save it as PDF first",
                err=True,
            )
