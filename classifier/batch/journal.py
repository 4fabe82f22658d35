"""The journal of a run: a line a document, from which the run goes on when it was ended.

Each line has the checksum of the rest of it, its number and the key of its document; the first
says what the run is. The journal only grows, so whatever ended the run, all lines but the last
are whole; from the first line on that is not, the work is done again.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, NamedTuple, Self

from classifier.assessment.assessment import Assessment
from classifier.batch.judging import Task
from classifier.batch.locking import lock
from classifier.batch.restoring import fields_of, restored
from classifier.documents import Unopened
from classifier.errors import JournalError

# A link in its place is not followed: in a folder of many it may be a trap.
_OPEN: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_MOST: Final = 2**30  # bytes of a line; a longer one is none of ours


class Entry(NamedTuple):
    """What the journal says of one document."""

    key: str  # as :func:`key_of` gave it
    assessment: Assessment  # without its text


class Journal:
    """The journal of one run, locked as long as it is open.

    Parameters
    ----------
    path : Path
        The file; made when it is not there.
    run : mapping
        What the run is, of what JSON holds; one that differs is not gone on with.
    resume : bool
        Whether to go on with an earlier run; otherwise what it left is thrown away.

    Raises
    ------
    JournalError
        When another process has the journal, or it is of another run, or damaged.
    OSError
        When the file cannot be written.
    """

    def __init__(self, path: Path, run: Mapping[str, Any], *, resume: bool) -> None:
        self.path = path
        self._file = self._locked()
        self._number = 0  # of the next document
        try:
            if not resume or not self._goes_on_with(run):
                self._cut(0)
                self._write(json.dumps(run, sort_keys=True))
            self._end = self._file.tell()  # of the last line that is known to be whole
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the journal, and keep it for a run that goes on unless all went well."""
        if kind is None:
            # Before the lock goes: another run may not find a journal of what is finished. Where
            # an open file cannot be deleted, it is made empty, which comes to the same.
            self._cut(0)
            if os.name != "nt":
                self.path.unlink(missing_ok=True)
        self._file.close()
        if kind is None and os.name == "nt":
            self.path.unlink(missing_ok=True)

    def entries(self) -> Iterator[Entry]:
        """Yield what was done before, in order; what comes after the last is thrown away.

        Raises
        ------
        JournalError
            When a record is none of ours.
        """
        while (line := self._line()) is not None:
            number, _, rest = line.partition(" ")
            key, _, record = rest.partition(" ")
            if number != str(self._number):
                break
            try:
                entry = Entry(key, restored(Assessment, json.loads(record)))
            except Exception as error:  # whatever a record that is none of ours raises
                raise self._damaged() from error
            self._number += 1
            self._end = self._file.tell()
            yield entry
        self._cut(self._end)

    def append(self, key: str, assessment: Assessment) -> None:
        """Add a document, after all :meth:`entries` were taken.

        Parameters
        ----------
        key : str
            As :func:`key_of` gave it.
        assessment : Assessment
            Of the document; its text is not kept.
        """
        kept = replace(assessment, text="", document=None)
        record = json.dumps(kept, default=fields_of, allow_nan=False)
        self._write(f"{self._number} {key} {record}")
        self._number += 1

    def _locked(self) -> BinaryIO:
        while True:
            file = os.fdopen(os.open(self.path, _OPEN, 0o666), "r+b")
            if not lock(file):
                file.close()
                raise JournalError(
                    f"{self.path}: another run writes to the same output; wait for it, or name "
                    "another output"
                )
            try:
                same = os.path.samestat(os.fstat(file.fileno()), self.path.stat())
            except FileNotFoundError:
                same = False
            if same:
                return file
            file.close()  # the run that had it ended in between, and took the journal with it

    def _goes_on_with(self, run: Mapping[str, Any]) -> bool:
        """Return whether there is an earlier run, which was the same; raise when it was not."""
        size = os.fstat(self._file.fileno()).st_size
        first = self._line()
        if first is None:
            if self._file.seek(0) or b"\n" in self._file.read(size):
                raise self._damaged()
            return False  # ended before its first line was whole
        try:
            found = dict(json.loads(first))
        except (TypeError, ValueError) as error:
            raise self._damaged() from error
        wanted = json.loads(json.dumps(run))
        if found != wanted:
            names = found.keys() | wanted.keys()
            other = sorted(name for name in names if found.get(name) != wanted.get(name))
            raise JournalError(
                f"{self.path}: the earlier run was another one ({', '.join(other)}); go on with "
                "what it was given, or begin anew without --resume"
            )
        return True

    def _line(self) -> str | None:
        """Return the next line without its checksum; None when there is no whole one."""
        line = self._file.readline(_MOST)
        checksum, _, rest = line.removesuffix(b"\n").partition(b" ")
        if not line.endswith(b"\n") or checksum != _checksum(rest):
            return None
        return rest.decode("ascii", errors="replace")

    def _damaged(self) -> JournalError:
        return JournalError(f"{self.path}: the journal is damaged; begin anew without --resume")

    def _write(self, text: str) -> None:
        encoded = text.encode("ascii")
        self._file.write(_checksum(encoded) + b" " + encoded + b"\n")
        self._file.flush()

    def _cut(self, end: int) -> None:
        self._file.seek(end)
        self._file.truncate()


def key_of(task: Task) -> str:
    """Return what tells a document from others: it depends on its source and its content.

    >>> key_of(Unopened("", (), source="a.txt", content=b"Wij horen."))
    'd53a1e230b1e0321'
    """
    if isinstance(task, Unopened):
        content = task.content
    else:
        content = f"{task.sha256}{getattr(task, 'error_code', '')}".encode()
    digest = blake2b(task.source.encode("utf-8", "surrogatepass") + b"\0", digest_size=8)
    digest.update(content)
    return digest.hexdigest()


def _checksum(line: bytes) -> bytes:
    return b"%08x" % zlib.crc32(line)


def gone_on(tasks: Iterator[Task], journal: Journal) -> Iterator[Assessment]:
    """Yield what was done of the tasks before, and take those tasks.

    Parameters
    ----------
    tasks : iterator of Task
        All tasks of the run, from the first on.
    journal : Journal
        Of the run.

    Raises
    ------
    JournalError
        When the documents are no longer those of the journal.
    """
    for number, entry in enumerate(journal.entries(), start=1):
        task = next(tasks, None)
        if task is None or key_of(task) != entry.key:
            what = "no longer there" if task is None else f"now another ({task.source})"
            raise JournalError(
                f"{journal.path}: document {number} ({entry.assessment.source}) is {what}; put "
                "back what has changed since, or begin anew without --resume"
            )
        yield entry.assessment
