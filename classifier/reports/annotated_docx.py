"""A copy of a DOCX file with the reasons, and what could be withheld, as comments."""

from __future__ import annotations

from typing import Final

from classifier.assessment.assessment import Assessment
from classifier.documents import IsolatedAnnotator
from classifier.documents.docx.commenting import Comment
from classifier.reports.annotations import AUTHOR, notes
from classifier.reports.quotes import shortened
from classifier.woo.proposal import WooProposal

_INITIALS: Final = "BC"
# Comments fill the margin, where highlights do not; thousands of them nobody reads.
_PLACES: Final = 5  # of each reason
_REASONS: Final = 200
_LONGEST: Final = 200  # characters of the words that a comment elsewhere tells


def copy(
    content: bytes,
    assessment: Assessment,
    proposal: WooProposal | None = None,
    *,
    top: int | None = 20,
    annotator: IsolatedAnnotator,
) -> bytes:
    """Return a copy of a DOCX file with comments, in Dutch.

    A reason is noted at the first places where it stands, and the comment tells how many there are.

    Parameters
    ----------
    content : bytes
        The file that was assessed.
    assessment : Assessment
        Its reasons are noted, if it has an explanation.
    proposal : WooProposal, optional
        What could be withheld of it, which is noted as well.
    top : int, optional
        How many reasons, the strongest first; None for as many as fit, which is 200.
    annotator : IsolatedAnnotator
        Makes the copy.

    Raises
    ------
    DocumentError
        When the file is damaged, too large, or of an unusual variety.
    """
    comments = []
    most = _REASONS if top is None else min(top, _REASONS)
    for note in notes(assessment, proposal, top=most, places=_PLACES):
        words = shortened(assessment.text[note.start : note.end], _LONGEST)
        apart = f"Bij “{words}” (in een noot, tekstvak of nummer bij deze plaats):"
        comments.append(Comment(note.start, note.end, note.text, apart))
    name = assessment.source or "the DOCX"
    return annotator.commented(content, comments, author=AUTHOR, initials=_INITIALS, name=name)
