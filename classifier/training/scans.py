"""Documents as scans of them would be read, to be learned from beside the documents themselves.

What is judged is often a scan, with words broken, glued and misread. A model that has seen its
documents so as well leans on what comes through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from classifier.corpora.corpus import LabelledDocument
from classifier.evaluation.noise import scan
from classifier.features import Observation


def as_scans(
    documents: Sequence[LabelledDocument],
    observations: Sequence[Observation],
    observe: Callable[[Sequence[str]], Sequence[Observation | str | None]],
) -> list[Observation]:
    """Return what would be seen in scans of documents.

    Parameters
    ----------
    documents : sequence of LabelledDocument
    observations : sequence of Observation
        What was seen in each.
    observe : callable
        Gets texts, and returns what is seen in each; None or a reason where that is nothing.

    Returns
    -------
    list of Observation
        One a document, in order; of the document itself where nothing is seen in a scan of it.
    """
    spoilt = observe([scan(document.text) for document in documents])
    return [
        found if isinstance(found, Observation) else observation
        for observation, found in zip(observations, spoilt, strict=True)
    ]
