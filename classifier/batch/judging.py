"""One document of many: read if that is still to be done, and assessed; a failure is a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from classifier.assessment.assessment import Assessment, failure
from classifier.documents import Document, Limits, OcrMode, Unopened
from classifier.documents.containers import Reader
from classifier.documents.limits import allow
from classifier.errors import CrashedReaderError, DocumentError, TimedOutDocumentError

#: A document, read or still to be read, or the assessment of what failed before.
Task = Document | Assessment


class ManyAssessor(Protocol):
    """What assesses documents, such as an :class:`~classifier.assessor.Assessor`."""

    def assess_many(
        self, sources: Iterable[Document], *, explain: bool = False
    ) -> Iterable[Assessment]:
        """Return an assessment a document."""


@dataclass(frozen=True, slots=True)
class Judging:
    """How documents are judged; a worker gets this instead of a model, which it loads itself."""

    model: Path | None = None  # the folder of the model; None for the shipped one
    explain: bool = False  # whether to say why
    top: int | None = None  # how many reasons to keep of each; None for all
    limits: Limits = field(default_factory=Limits)
    ocr: OcrMode = "auto"  # whether scans are read
    keep_text: bool = True  # reports that quote need the text, records do not
    max_error: float | None = None  # of the decisions; None for the threshold of the model


def read_task(task: Task, reader: Reader) -> Task:
    """Return a task with its document read, or the assessment that says why it cannot be."""
    if not isinstance(task, Unopened):
        return task
    try:
        document = reader(task.content, name=task.source)
    except DocumentError as error:
        return failure(task.refused(), error)
    # What a document holds comes as documents of their own.
    return replace(document, attachments=())


def judge(task: Task, assessor: ManyAssessor, how: Judging) -> Assessment:
    """Return the assessment of a task that :func:`read_task` gave."""
    if isinstance(task, Assessment):
        return task
    (assessment,) = assessor.assess_many([task], explain=how.explain)
    if how.top is not None and assessment.explanation is not None:
        assessment = replace(assessment, explanation=assessment.explanation.top(how.top))
    return assessment if how.keep_text else replace(assessment, text="", document=None)


def lost(task: Task, how: Judging, seconds: float) -> Assessment:
    """Return the assessment of a document whose process ended without an answer.

    Parameters
    ----------
    task : Document or Assessment
        The document, read or not.
    how : Judging
        How it was judged.
    seconds : float
        How long it was judged: from ``how.limits.max_seconds`` on, the process has ended itself.
    """
    known = task.refused() if isinstance(task, Unopened) else task
    document = Document("", (), source=known.source, sha256=known.sha256)
    if seconds >= how.limits.max_seconds:
        return failure(
            document,
            TimedOutDocumentError(
                f"{task.source}: not judged within {how.limits.max_seconds} seconds; split the "
                f"document, or {allow('max_seconds', 2 * how.limits.max_seconds)}"
            ),
        )
    return failure(
        document,
        CrashedReaderError(
            f"{task.source}: the process that judged it crashed or was ended, as for want of "
            "memory; try it by itself, with fewer jobs, or split the document"
        ),
    )


def size_of(task: Task) -> int:
    """Return about how many bytes a task holds."""
    return len(task.content) if isinstance(task, Unopened) else len(task.text)
