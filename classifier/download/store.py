"""Files as they were downloaded: kept on disk, with what is needed to ask whether they changed.

Beside each file lies a record (``….xml.json``) of its address, its checksum and what the service
said of its version. A file without a record, or that its record does not fit, is as good as none:
so what a run that was ended left half is downloaded again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from classifier.download.addresses import Resource
from classifier.download.answers import Answer
from classifier.download.client import Client
from classifier.download.clock import Clock
from classifier.errors import UnreachableSourceError
from classifier.whole import beside

_HOUR: Final = 3600.0
_MAX_RECORD: Final = 10_000  # bytes
_TRIES: Final = 2  # of an answer that does not fit the checksum that its source gives


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a file."""

    address: str
    sha256: str  # in hexadecimal
    asked: float  # when the service last said that it is so, seconds since 1970
    etag: str = ""
    last_modified: str = ""


class Store:
    """Gives files: from the disk when they are known to be right, else from the service.

    Parameters
    ----------
    folder : Path
        Where they are kept.
    client : Client
        Asks the service.
    max_age : float
        Hours in which the service is not asked again about a file.
    clock : Clock, optional
        Tells the time.
    """

    def __init__(
        self, folder: Path, client: Client, *, max_age: float = 24.0, clock: Clock | None = None
    ) -> None:
        self.folder = folder
        self._client = client
        self._max_age = max_age * _HOUR
        self._clock = clock or Clock()

    def get(self, resource: Resource, *, size: int | None = None, sha512: str = "") -> bytes:
        """Return the content of a file.

        Parameters
        ----------
        resource : Resource
            The file.
        size : int, optional
            How many bytes it has, when its source says so.
        sha512 : str
            Its checksum in hexadecimal, when its source gives it. A file on disk that it fits is
            not asked for again.

        Raises
        ------
        DownloadError
            When it cannot be had, and is not kept either.
        """
        kept, record = self._kept(resource)
        if kept is not None and record is not None:
            fits = _fits(kept, size, sha512)
            if fits and sha512:
                return kept
            age = self._clock.now() - record.asked
            if fits and 0 <= age < self._max_age:
                return kept
            if not fits:
                kept, record = None, None
        for _ in range(_TRIES):
            try:
                answer = self._client.get(
                    resource.address,
                    etag=record.etag if record else "",
                    last_modified=record.last_modified if record else "",
                    statuses=resource.statuses,
                )
            except UnreachableSourceError:
                if kept is None:
                    raise
                return kept  # an old file is better than none: what was in force stays so
            if answer is None and kept is not None and record is not None:
                self._record(resource.place, replace(record, asked=self._clock.now()))
                return kept
            if answer is not None and _fits(answer.content, size, sha512):
                self._keep(resource, answer)
                return answer.content
        raise UnreachableSourceError(
            f"{resource.address}: what comes does not fit the size or the checksum that its "
            "manifest gives; run the command again later"
        )

    def forget(self, place: PurePosixPath) -> None:
        """Drop a file that turns out to be no good, so that it is asked for anew.

        Parameters
        ----------
        place : PurePosixPath
            Of the file, within the folder.
        """
        self._path_of_record(place).unlink(missing_ok=True)
        (self.folder / place).unlink(missing_ok=True)

    def _kept(self, resource: Resource) -> tuple[bytes | None, Record | None]:
        record = self._read_record(resource.place)
        if record is None or record.address != resource.address:
            return None, None
        try:
            content = (self.folder / resource.place).read_bytes()
        except OSError:
            return None, None
        if hashlib.sha256(content).hexdigest() != record.sha256:
            return None, None
        return content, record

    def _read_record(self, place: PurePosixPath) -> Record | None:
        try:
            with self._path_of_record(place).open("rb") as file:
                fields = json.loads(file.read(_MAX_RECORD))
            record = Record(**fields)
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        texts = (record.address, record.sha256, record.etag, record.last_modified)
        sound = all(isinstance(text, str) and text.isprintable() for text in texts)
        return record if sound and isinstance(record.asked, int | float) else None

    def _keep(self, resource: Resource, answer: Answer) -> None:
        path = self.folder / resource.place
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, answer.content)
        sha256 = hashlib.sha256(answer.content).hexdigest()
        now = self._clock.now()
        self._record(
            resource.place,
            Record(resource.address, sha256, now, answer.etag, answer.last_modified),
        )

    def _record(self, place: PurePosixPath, record: Record) -> None:
        _write(self._path_of_record(place), json.dumps(asdict(record)).encode())

    def _path_of_record(self, place: PurePosixPath) -> Path:
        return self.folder / f"{place}.json"


def _fits(content: bytes, size: int | None, sha512: str) -> bool:
    if size is not None and len(content) != size:
        return False
    return not sha512 or hashlib.sha512(content).hexdigest() == sha512


def _write(path: Path, content: bytes) -> None:
    with beside(path, lasting=True) as part:
        part.write_bytes(content)
