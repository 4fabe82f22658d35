"""A copy of a PDF with the reasons, and what could be withheld, highlighted and noted in it."""

from __future__ import annotations

from classifier.assessment.assessment import Assessment
from classifier.documents import IsolatedAnnotator
from classifier.documents.pdf.annotating import Highlight
from classifier.reports.annotations import AUTHOR, notes
from classifier.woo.proposal import WooProposal


def copy(
    content: bytes,
    assessment: Assessment,
    proposal: WooProposal | None = None,
    *,
    top: int | None = 20,
    annotator: IsolatedAnnotator,
) -> bytes:
    """Return a copy of a PDF file with highlights and notes, in Dutch.

    Parameters
    ----------
    content : bytes
        The file that was assessed.
    assessment : Assessment
        With the layout of its document; its reasons are noted, if it has an explanation.
    proposal : WooProposal, optional
        What could be withheld of it, which is noted as well.
    top : int, optional
        How many reasons, the strongest first; None for all.
    annotator : IsolatedAnnotator
        Makes the copy.

    Raises
    ------
    DocumentError
        When the file is encrypted, damaged or too large.
    """
    document = assessment.document
    highlights = [
        Highlight(document.locate(note.start, note.end), note.colour, note.text)
        for note in notes(assessment, proposal, top=top)
        if document is not None
    ]
    name = assessment.source or "the PDF"
    return annotator.highlighted(content, highlights, author=AUTHOR, name=name)
