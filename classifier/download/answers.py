"""What a service answers: a file, that it is busy, or why there is none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from classifier.download.clock import Clock
from classifier.download.manners import Manners
from classifier.errors import DownloadError, MissingSourceError

_PIECE: Final = 65_536  # bytes read at a time
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_GONE: Final = frozenset({404, 410})


class Response(Protocol):
    """What is asked of a response, as urllib3 gives one: this module opens no connection."""

    @property
    def status(self) -> int:
        """The status of HTTP."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, whatever the case of their names."""

    def read1(self, amt: int, decode_content: bool | None) -> bytes:
        """Return what has come of the content, so many bytes at most, unpacked; at its end none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A file as a service gave it."""

    content: bytes
    etag: str  # "" when the service gave none
    last_modified: str  # as the service wrote it; "" when it gave none


@dataclass(frozen=True, slots=True)
class Busy:
    """An answer that says to come back."""

    status: int
    retry_after: str  # "" when it does not say when


def answer_of(
    here: str,
    response: Response,
    statuses: Collection[int],
    manners: Manners,
    clock: Clock,
) -> Answer | Busy | None:
    """Return the file that a response holds, what says to come back, or None for no newer file.

    Parameters
    ----------
    here : str
        The address, for error messages.
    response : Response
        Of which the content has not been read.
    statuses : collection of int
        Of a response that holds the file.
    manners : Manners
        How much may be read, and for how long.
    clock : Clock
        Tells the time.

    Raises
    ------
    MissingSourceError
        When there is no such file.
    DownloadError
        When the service refuses, or gives too much.
    TimeoutError
        When the content takes too long.
    """
    if response.status in _AGAIN:
        return Busy(response.status, response.headers.get("Retry-After", ""))
    if response.status == 304:
        return None
    if response.status in _GONE:
        raise MissingSourceError(
            f"{here}: is not there (status {response.status}); check the id, of which the "
            "source may have no XML"
        )
    if response.status not in statuses:
        raise DownloadError(
            f"{here}: refused (status {response.status}); check the address and whether this "
            "machine may reach the service"
        )
    content = _content(here, response, manners, clock)
    etag = response.headers.get("ETag", "")
    return Answer(content, etag, response.headers.get("Last-Modified", ""))


def _content(here: str, response: Response, manners: Manners, clock: Clock) -> bytes:
    most = manners.max_bytes
    end = clock.monotonic() + manners.most_seconds
    content = bytearray()
    # As it comes and unpacked, so that a small answer cannot become a huge one unseen, and one that
    # comes byte by byte cannot take days: a stream waits for a whole piece.
    while piece := response.read1(_PIECE, decode_content=True):
        content += piece
        if len(content) > most:
            raise DownloadError(
                f"{here}: more than {most} bytes; allow more with --limit max_xml={2 * most}"
            )
        if clock.monotonic() > end:
            raise TimeoutError(f"the answer takes over {manners.most_seconds:g} seconds")
    return bytes(content)
