"""Records in files that are there whole or not at all, by a run that can go on after it was ended.

A journal beside the files holds what was done. A run that goes on makes the files anew from it,
so that no record is lost, and none is there twice.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, BinaryIO, Final

import typer

from classifier import __version__
from classifier.assessment.assessment import SCHEMA_VERSION, Assessment
from classifier.batch.journal import Journal, gone_on, key_of
from classifier.batch.judging import Judging, Task
from classifier.cli.assessing import Assess
from classifier.cli.messages import warn
from classifier.cli.output import as_text, writable
from classifier.documents.folders import is_folder
from classifier.model.folder import fingerprint
from classifier.whole import beside

PART_SIZE: Final = 10_000  # documents a file in a folder
_JOURNAL_FORMAT: Final = 1

Follow = Callable[[Iterable[Assessment]], Iterator[Assessment]]
Write = Callable[[Iterable[Assessment], BinaryIO], None]


@dataclass(frozen=True)
class Destination:
    """Where records go: a file, or numbered files in a folder."""

    named: Path  # as it was given
    first: Path  # the file, or the first one in the folder
    journal: Path
    part_size: int | None  # documents a file in a folder; None for a file

    def file(self, number: int) -> Path:
        """Return a file by its number, from 1."""
        if self.part_size is None:
            return self.first
        return self.first.with_name(f"part-{number:05}{self.first.suffix}")


def destination(
    output: Path, output_format: str, part_size: int | None, paths: Iterable[str]
) -> Destination:
    """Return where records go.

    Parameters
    ----------
    output : Path
        A file, or a folder: when it is one, or when there is a part size.
    output_format : str
        The suffix of the files in a folder.
    part_size : int or None
        Documents a file in a folder; by default :data:`PART_SIZE`.
    paths : iterable of str
        Where the documents are.

    Raises
    ------
    typer.BadParameter
        When the folder cannot be made, or lies among the documents: what is written there would
        be taken for documents.
    """
    target = output.resolve()  # a link stays a link
    if part_size is None and not target.is_dir():
        return Destination(output, target, target.with_name(f".{target.name}.journal"), None)
    for path in paths:
        if is_folder(Path(path)) and target.is_relative_to(Path(path).resolve()):
            raise typer.BadParameter(
                f"{output} lies in {path}, with the documents; name a folder outside it",
                param_hint="--output",
            )
    with writable(output):
        target.mkdir(parents=True, exist_ok=True)
    first = target / f"part-00001.{output_format}"
    return Destination(output, first, target / ".journal", part_size or PART_SIZE)


def described(how: Judging, place: Destination, **options: Any) -> dict[str, Any]:
    """Return what a run is; one that goes on must be the same.

    Parameters
    ----------
    how : Judging
        How documents are judged.
    place : Destination
        Where the records go.
    **options
        What else must be the same.

    Raises
    ------
    ModelNotFoundError
        When there is no model.
    """
    return {
        **asdict(how),
        **options,
        "journal": _JOURNAL_FORMAT,
        "model": fingerprint(how.model),
        "part_size": place.part_size,
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
    }


def save(
    tasks: Iterable[Task],
    assess: Assess,
    follow: Follow,
    write: Write,
    place: Destination,
    run: dict[str, Any],
    *,
    resume: bool,
) -> None:
    """Assess, and write the records.

    Parameters
    ----------
    tasks : iterable of Task
        All of the run, also what was done before.
    assess : callable
        Makes assessments of tasks, in order.
    follow : callable
        Lets all assessments through, also those from before.
    write : callable
        Writes records to a file.
    place : Destination
        Where the files are.
    run : dict
        From :func:`described`.
    resume : bool
        Whether to go on with an earlier run, if there is one.

    Raises
    ------
    typer.BadParameter
        When the output cannot be written, or holds what another run made.
    JournalError
        When the earlier run cannot be gone on with, or another one is at work here.
    """
    if place.part_size is not None and not (resume and place.journal.exists()):
        _check_empty(place)
    with writable(place.named):
        journal = Journal(place.journal, run, resume=resume)
    with journal, _telling_how_to_go_on():
        assessments = iter(follow(_assessed(iter(tasks), assess, journal)))
        for number in count(1):
            some = islice(assessments, place.part_size)
            first = list(islice(some, 1))
            if not first and number > 1:
                break
            _write_whole(place.file(number), chain(first, some), write, place.named)
            if place.part_size is None:
                break


@contextmanager
def _telling_how_to_go_on() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        warn("interrupted; give the same command with --resume, and it goes on where it was")
        raise
    except OSError:  # such as a full disk; what it was is told when the command ends
        warn("not finished; mend what is told next, then give the same command with --resume")
        raise


def as_binary(write: Callable[[Iterable[Assessment], io.TextIOWrapper], None]) -> Write:
    """Return a writer of text as one of bytes, in UTF-8."""

    def write_bytes(assessments: Iterable[Assessment], stream: BinaryIO) -> None:
        text = as_text(stream)
        write(assessments, text)
        text.flush()
        text.detach()

    return write_bytes


def _check_empty(place: Destination) -> None:
    """Refuse a folder that holds what a run did not write, or what another one did."""
    names = sorted(path.name for path in place.first.parent.glob("[!.]*"))
    if any(name.startswith("part-") for name in names):
        why = "parts of another run; go on with it by --resume if it was ended, or name an empty"
    elif names:
        why = f"{names[0]}, which this command did not write; name a new or empty"
    else:
        return
    raise typer.BadParameter(f"{place.named} holds {why} folder", param_hint="--output")


def _assessed(tasks: Iterator[Task], assess: Assess, journal: Journal) -> Iterator[Assessment]:
    yield from gone_on(tasks, journal)
    keys: deque[str] = deque()  # of what is being assessed

    def noted() -> Iterator[Task]:
        for task in tasks:
            keys.append(key_of(task))
            yield task

    for assessment in assess(noted()):
        journal.append(keys.popleft(), assessment)
        yield assessment


def _write_whole(path: Path, assessments: Iterable[Assessment], write: Write, named: Path) -> None:
    """Write a file beside its place, and put it there when it is whole and on the disk."""
    with ExitStack() as stack:
        with writable(named):
            # No one else writes here: the journal is locked.
            part = stack.enter_context(beside(path, alone=True, lasting=True))
            stream = stack.enter_context(part.open("wb"))
        write(assessments, stream)
