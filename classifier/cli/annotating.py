"""``--annotate-pdf`` and ``--annotate-docx``: copies with notes, never over what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Self

import typer

from classifier.cli.messages import warn
from classifier.cli.targets import Target
from classifier.counting import counted
from classifier.errors import DocumentError

if TYPE_CHECKING:
    from classifier.assessment.assessment import Assessment
    from classifier.batch.judging import Task
    from classifier.documents import IsolatedAnnotator, Limits
    from classifier.woo.proposal import WooProposal


@dataclass(frozen=True, slots=True)
class _Format:
    name: str  # as people call it
    media_type: str

    @property
    def option(self) -> str:
        return f"--annotate-{self.name.lower()}"

    @property
    def suffix(self) -> str:
        return f".{self.name.lower()}"


_PDF: Final = _Format("PDF", "application/pdf")
_DOCX: Final = _Format(
    "DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

AnnotatePdf = Annotated[
    Path | None,
    typer.Option(
        _PDF.option,
        metavar="FILE|DIR",
        help="Also write a copy of each PDF with highlights and notes: to a file that ends in .pdf "
        "(of one document), or into a new or empty folder.",
    ),
]
AnnotateDocx = Annotated[
    Path | None,
    typer.Option(
        _DOCX.option,
        metavar="FILE|DIR",
        help="Also write a copy of each DOCX with comments: to a file that ends in .docx (of one "
        "document), or into a new or empty folder, which may be that of --annotate-pdf.",
    ),
]


class Annotating:
    """Keeps the bytes of the document at hand, and writes its annotated copy.

    The copies are made in a process of its own, which ends with the block that this opens.

    Parameters
    ----------
    pdf, docx : Path or None
        For copies of PDF and of DOCX files: a file that ends so, or a folder; None writes none.
    paths : sequence of str
        What is assessed; no copy may take its place.
    limits : Limits
        How large a document may be, as when it is read.

    Raises
    ------
    typer.BadParameter
        When a target cannot be written without touching what is there.
    """

    def __init__(
        self, pdf: Path | None, docx: Path | None, paths: Sequence[str], limits: Limits
    ) -> None:
        self._limits = limits
        self._annotator: IsolatedAnnotator | None = None  # from the first copy on
        self._targets = {
            form: Target(target, form.suffix, form.option, paths)
            for form, target in ((_PDF, pdf), (_DOCX, docx))
            if target is not None
        }
        self._content = b""
        self._passed = 0  # documents of other formats

    def __bool__(self) -> bool:
        """Tell whether there are copies to write."""
        return bool(self._targets)

    def __enter__(self) -> Self:
        """Start nothing yet: there may be nothing to copy."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process that makes the copies."""
        if self._annotator is not None:
            self._annotator.close()

    def noting(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Let tasks through, and keep the bytes of the last one for its copy."""
        from classifier.documents import Unopened

        for task in tasks:
            if self:
                self._content = task.content if isinstance(task, Unopened) else b""
            yield task

    def write(
        self,
        assessment: Assessment,
        proposal: WooProposal | None = None,
        *,
        top: int | None = None,
    ) -> None:
        """Write the copy of the document that was assessed last, if its format is asked for.

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
        if not self or assessment.error_code is not None:
            return
        document = assessment.document
        media_type = "" if document is None else document.media_type
        form = next((form for form in self._targets if form.media_type == media_type), None)
        digest = hashlib.sha256(self._content).hexdigest()
        if form is None or digest != assessment.sha256:
            self._passed += 1
            return
        try:
            copy = self._copy(form, assessment, proposal, top)
        except DocumentError as error:  # the others still get theirs
            warn(f"no annotated copy: {error.message}")
            return
        self._targets[form].write(assessment.source, copy)

    def _copy(
        self, form: _Format, assessment: Assessment, proposal: WooProposal | None, top: int | None
    ) -> bytes:
        from classifier.documents import IsolatedAnnotator
        from classifier.reports import annotated_docx, annotated_pdf

        if self._annotator is None:
            self._annotator = IsolatedAnnotator(self._limits)
        make = annotated_docx.copy if form is _DOCX else annotated_pdf.copy
        return make(self._content, assessment, proposal, top=top, annotator=self._annotator)

    def tell(self) -> None:
        """Say how many documents were of another format."""
        if self._passed:
            what = counted(self._passed, "document is", "documents are")
            forms = " and no ".join(form.name for form in self._targets)
            remedy = " or ".join(form.name for form in self._targets)
            warn(f"{what} no {forms}, and got no annotated copy; save it as {remedy} first")
