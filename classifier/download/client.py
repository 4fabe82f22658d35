"""Asking for files over HTTP: slowly, patiently, and only what was meant to be asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from random import Random
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3

from classifier import __version__
from classifier.download.answers import Answer, Busy, answer_of
from classifier.download.clock import Clock, Pace
from classifier.download.manners import Manners
from classifier.download.waiting import Waiting
from classifier.errors import DownloadError, UnreachableSourceError

USER_AGENT: Final = f"beleidsregel-classifier/{__version__} (corpus download)"
_HEADERS: Final = {
    "User-Agent": USER_AGENT,
    "Accept": "application/xml, text/xml;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip",
}
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 3
_MOST_SILENT: Final = 3  # files in a row without an answer, after which a host is left alone


class Client:
    """Asks the services for files.

    Parameters
    ----------
    hosts : collection of str
        Those that may be asked; redirects to others are refused.
    manners : Manners
        How to ask.
    clock : Clock
        Tells the time and waits.

    Raises
    ------
    ValueError
        When the rate is not above zero.
    """

    def __init__(
        self, hosts: Collection[str], manners: Manners | None = None, clock: Clock | None = None
    ) -> None:
        self._hosts = hosts
        self._manners = manners or Manners()
        self._clock = clock or Clock()
        self._pace = Pace(self._manners.rate, self._clock)
        self._random = Random(self._manners.seed)  # noqa: S311 - spreads waits, guards nothing
        self._pools: dict[str, urllib3.PoolManager] = {}
        self._silent: Counter[str] = Counter()  # files in a row that a host gave no answer on

    def get(
        self,
        address: str,
        *,
        etag: str = "",
        last_modified: str = "",
        statuses: Collection[int] = (200,),
    ) -> Answer | None:
        """Return a file, or None when the one that is at hand is still the same.

        Parameters
        ----------
        address : str
            Of the file, with http or https.
        etag, last_modified : str
            What the service said of the one that is at hand.
        statuses : collection of int
            Of an answer that holds the file.

        Raises
        ------
        MissingSourceError
            When the service has no such file.
        UnreachableSourceError
            When it gives no whole answer, however often it is asked.
        DownloadError
            When it refuses, sends elsewhere, or gives too much.
        """
        host = urlsplit(address).hostname or ""
        if self._silent[host] >= _MOST_SILENT:
            raise UnreachableSourceError(
                f"{address}: not asked for, as {host} gave no answer {_MOST_SILENT} times in a "
                "row; run the command again later, and it goes on from here"
            )
        headers = dict(_HEADERS)
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        try:
            answer = self._asked(_Question(address, headers, statuses))
        except UnreachableSourceError:
            self._silent[host] += 1
            raise
        self._silent[host] = 0
        return answer

    def _asked(self, question: _Question) -> Answer | None:
        """Ask until there is an answer, or patience ends."""
        waiting = Waiting(self._manners.first_wait, self._manners.most_wait, self._random)
        for tried in range(self._manners.retries + 1):
            asked = ""
            try:
                answer = self._follow(question)
                if not isinstance(answer, Busy):
                    return answer
                reason, asked = f"status {answer.status}", answer.retry_after
            except urllib3.exceptions.SSLError as error:
                raise UnreachableSourceError(
                    f"{question.address}: no secure connection ({error}); check the certificates "
                    "and the clock of this machine"
                ) from error
            except (urllib3.exceptions.HTTPError, TimeoutError) as error:
                reason = _reason(error)
            if tried < self._manners.retries:
                seconds = waiting.seconds(tried, asked, self._clock.now())
                if seconds is None:
                    raise UnreachableSourceError(
                        f"{question.address}: busy, and asks to come back after {asked[:40]!r}; "
                        "run the command again then"
                    )
                self._clock.sleep(seconds)
        raise UnreachableSourceError(
            f"{question.address}: no whole answer in {self._manners.retries + 1} tries ({reason}); "
            "check the connection, or run the command again later"
        )

    def _follow(self, question: _Question) -> Answer | Busy | None:
        """Make a request, and those that it is redirected to."""
        here = question.address
        for _ in range(_MOST_REDIRECTS + 1):
            self._pace.wait()
            response = self._pool(here).request(
                "GET",
                here,
                headers=question.headers,
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(self._manners.timeout),
            )
            try:
                if response.status in _MOVED and "Location" in response.headers:
                    here = self._moved(here, response.headers["Location"])
                    continue
                return answer_of(here, response, question.statuses, self._manners, self._clock)
            finally:
                response.close()  # also when it was not read to its end
        raise DownloadError(
            f"{question.address}: redirects more than {_MOST_REDIRECTS} times; check the address"
        )

    def _moved(self, here: str, location: str) -> str:
        try:
            there = urljoin(here, location)
            parts = urlsplit(there)
            trusted = parts.scheme in ("http", "https") and parts.hostname in self._hosts
        except ValueError:  # no address at all
            trusted = False
        if not trusted:
            raise DownloadError(
                f"{here}: redirects to {location[:200]!r}, which is no official source; give the "
                "new address with --base-url if it is to be trusted"
            )
        if here.startswith("https:") and parts.scheme != "https":
            raise DownloadError(f"{here}: redirects from https to http; check the address")
        return there

    def _pool(self, address: str) -> urllib3.PoolManager:
        """Return the connections to use: those of the proxy that the machine prescribes, if any."""
        parts = urlsplit(address)
        proxy = getproxies().get(parts.scheme, "")
        if not proxy or proxy_bypass(parts.hostname or ""):
            proxy = ""
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked for."""

    address: str
    headers: dict[str, str]
    statuses: Collection[int]  # of an answer that holds the file


def _reason(error: Exception) -> str:
    for one in (error, *error.args):
        if isinstance(one, urllib3.exceptions.IncompleteRead):
            return f"the answer broke off after {one.partial} bytes"
    return f"{type(error).__name__}: {error}"[:200]
