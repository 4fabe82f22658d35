"""The passages of a document that whoever reads its assessment looks at first."""

from __future__ import annotations

from classifier.assessment.assessment import MATERIEEL_BELEID, Assessment, Passage
from classifier.labels import NORM, ONDERZOEK


def passages_to_look_at(assessment: Assessment, most: int) -> tuple[list[tuple[int, Passage]], int]:
    """Return the passages to look at first, and how many more there are.

    They are those that could be withheld, set a norm or say what is investigated; in an instruction
    that sets norms, a passage that does neither of the first two is left out. When there are many,
    the norms of such an instruction go first, for they are to be published; in other documents
    what could be withheld does; and of each, the surest.

    Parameters
    ----------
    assessment : Assessment
        With its passages and their grounds.
    most : int
        How many to return.

    Returns
    -------
    list of (int, Passage)
        In the order of the text, numbered from 1 among all passages of the document.
    int
        How many are left out.
    """
    norms_first = MATERIEEL_BELEID in assessment.findings
    labels = {NORM} if norms_first else {NORM, ONDERZOEK}

    def urgency(pair: tuple[int, Passage]) -> tuple[bool, float]:
        _, passage = pair
        withheld = passage.ground is not None
        shown = ONDERZOEK if withheld else passage.label
        return withheld == norms_first, -passage.probabilities.get(shown, 0.0)

    found = [
        (number, passage)
        for number, passage in enumerate(assessment.passages, start=1)
        if passage.label in labels or passage.ground is not None
    ]
    found.sort(key=urgency)
    return sorted(found[:most], key=lambda pair: pair[0]), max(0, len(found) - most)
