"""Sources through the assessor, in their order, with those that failed already between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from classifier.assessment import Assessment
from classifier.cli import sources
from classifier.cli.sources import Source
from classifier.documents import Document, IsolatedReader

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

    def tell(self, where: str) -> None:
        """Say how many documents failed and where to read why, and end with exit code 1."""
        if self.failed:
            typer.echo(
                f"beleidsregel: {self.failed} of {self.total} documents could not be judged; "
                f"their {where} say why",
                err=True,
            )
            raise typer.Exit(1)


@contextmanager
def assessed(
    paths: Iterable[str], reader: IsolatedReader, model: Path | None, *, explain: bool
) -> Iterator[tuple[Iterator[Assessment], int | None]]:
    """Give the assessments of what paths name, and how many there will be when that is known.

    Parameters
    ----------
    paths : iterable of str
        Files, folders or "-".
    reader : IsolatedReader
        Reads them, in a process of its own.
    model : Path or None
        The folder of a model; None for the one that is shipped.
    explain : bool
        Whether to say why.
    """
    # The process that reads starts up while this one imports and loads what judges.
    with reader:
        from classifier import load

        found = sources.find(paths)
        documents = sources.opened(found, reader)
        assessments = assess_in_order(load(model), documents, explain=explain, top=None)
        yield assessments, sources.count(found)


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
