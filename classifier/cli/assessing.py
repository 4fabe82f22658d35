"""Sources through the assessor, in their order, with those that failed already between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from classifier.assessment import Assessment
from classifier.cli.sources import Source
from classifier.documents import Document

if TYPE_CHECKING:
    from classifier.assessor import Assessor


@dataclass
class Tally:
    """How many documents came by, and how many of them failed."""

    total: int = 0
    failed: int = 0

    def count(self, assessments: Iterable[Assessment]) -> Iterator[Assessment]:
        """Yield the assessments, and count them."""
        for assessment in assessments:
            self.total += 1
            self.failed += assessment.error_code is not None
            yield assessment


def assess_in_order(
    assessor: Assessor, sources: Iterable[Source], *, explain: bool, top: int | None
) -> Iterator[Assessment]:
    """Yield an assessment a source, in order and as soon as it is there.

    Parameters
    ----------
    assessor : Assessor
        What ``classifier.load`` gave.
    sources : iterable of Source
        Documents, and the errors of what could not be read.
    explain : bool
        Whether to say why.
    top : int or None
        How many reasons to keep of each; None for all.
    """
    failures: dict[int, Assessment] = {}  # by position; the assessor may read ahead

    def assessable() -> Iterator[Document]:
        for position, source in enumerate(sources):
            if isinstance(source, Assessment):
                failures[position] = source
            else:
                yield source

    position = 0
    for assessment in assessor.assess_many(assessable(), explain=explain):
        while position in failures:
            yield failures.pop(position)
            position += 1
        if top is not None and assessment.explanation is not None:
            assessment = replace(assessment, explanation=assessment.explanation.top(top))
        yield assessment
        position += 1
    yield from failures.values()
