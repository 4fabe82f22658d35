"""Annotated copies, made in a process of its own: what harms that harms nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from classifier.documents.isolation import Isolated
from classifier.documents.worker import Task, request

if TYPE_CHECKING:  # each comes with the library that makes the copy
    from classifier.documents.docx.commenting import Comment
    from classifier.documents.pdf.annotating import Highlight


class IsolatedAnnotator(Isolated):
    """Makes annotated copies of documents in another process.

    Its methods give what :func:`~classifier.documents.pdf.annotating.annotated` and
    :func:`~classifier.documents.docx.commenting.commented` give, and raise what
    :class:`IsolatedReader` raises.

    Parameters
    ----------
    limits : Limits
        What one document may cost.
    """

    _done = "annotated"
    _doer = "annotator"

    def highlighted(
        self, content: bytes, highlights: Iterable[Highlight], *, author: str, name: str
    ) -> bytes:
        """Return a copy of a PDF file with highlights."""
        return self._copy("highlight", name, content, notes=highlights, author=author)

    def commented(
        self, content: bytes, comments: Iterable[Comment], *, author: str, initials: str, name: str
    ) -> bytes:
        """Return a copy of a DOCX file with comments."""
        more = {"author": author, "initials": initials}
        return self._copy("comment", name, content, notes=comments, **more)

    def _copy(
        self,
        task: Task,
        name: str,
        content: bytes,
        *,
        notes: Iterable[Highlight] | Iterable[Comment],
        **more: str,
    ) -> bytes:
        rows = [asdict(note) for note in notes]
        asked = request(task, name, self.limits, notes=rows, **more)
        return self._answered(asked, content)[1]
