"""Where the official sources are, and where in them a text is.

The search service takes SRU: ``operation``, ``version``, ``x-connection`` (the collection) and
``query`` in CQL ("Handleiding SRU 2.0", KOOP). The BWB has the indexes ``dcterms.identifier`` and
``overheidbwb.geldigheidsdatum`` ("Gebruikersdocumentatie BWB", KOOP). The repositories have fixed
addresses for each version of a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlencode, urlsplit

from classifier.download.identifiers import Identifier

_MOST_RECORDS: Final = 50
_FOUND: Final = frozenset({200})
# The search service gives whole answers with 406 to those whose Accept it does not like.
_SEARCHED: Final = frozenset({200, 406})


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of a service."""

    address: str
    place: PurePosixPath  # where it is kept, within the folder of what was downloaded
    statuses: frozenset[int] = _FOUND  # of an answer that holds it


@dataclass(frozen=True, slots=True)
class Services:
    """The addresses of the services, without a slash at the end."""

    search: str = "https://zoekservice.overheid.nl"
    repository: str = "https://repository.officiele-overheidspublicaties.nl"
    publications: str = "https://repository.overheid.nl"

    @classmethod
    def at(cls, base: str) -> Services:
        """Return services that have one address for all, such as a mirror.

        Parameters
        ----------
        base : str
            Their address, with http or https; the paths behind it are those of the services.

        Raises
        ------
        ValueError
            When it is not such an address.
        """
        try:
            parts = urlsplit(base)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname)
            _ = parts.port  # raises when it is no number
        except ValueError:
            sound = False
        if not sound or parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError(
                f"{base!r} is no address of a service; give http://HOST or https://HOST, "
                "with a port and a path when it has them"
            )
        address = base.rstrip("/")
        return cls(address, address, address)

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that may be asked, to which redirects keep."""
        found = (
            urlsplit(one).hostname for one in (self.search, self.repository, self.publications)
        )
        return frozenset(host for host in found if host)

    def manifest(self, work: str) -> Resource:
        """Return the list of the versions of a regulation in the BWB."""
        return _resource(self.repository, f"bwb/{work}/manifest.xml")

    def text(self, identifier: Identifier, version: str) -> Resource:
        """Return the text of a version.

        Parameters
        ----------
        identifier : Identifier
            Of the text.
        version : str
            As in :class:`Identifier`; a publication has none.
        """
        work = identifier.work
        if identifier.kind == "publication":
            journal, year, _ = work.split("-")
            path = f"frbr/officielepublicaties/{journal}/{year}/{work}/1/xml/{work}.xml"
            return _resource(self.publications, path)
        path = f"{identifier.kind}/{work}/{version}/xml/{work}_{version}.xml"
        return _resource(self.repository, path)

    def found(self, identifier: Identifier, day: date) -> Resource:
        """Return the answer of the search service on the versions of a text.

        Parameters
        ----------
        identifier : Identifier
            Of a regulation, in the BWB or CVDR.
        day : date
            In the BWB, the day on which the version is in force; in CVDR, the last day on which
            it came into force.
        """
        work = identifier.work
        if identifier.kind == "bwb":
            query = f"dcterms.identifier=={work} and overheidbwb.geldigheidsdatum=={day}"
        else:
            query = f"dcterms.identifier={work}_* and overheidrg.inwerkingtredingDatum<={day}"
        connection = {"bwb": "BWB", "cvdr": "cvdr"}[identifier.kind]
        given = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "x-connection": connection,
            "maximumRecords": _MOST_RECORDS,
            "query": query,
        }
        place = PurePosixPath("sru", connection, f"{work}_{day}.xml")
        return Resource(f"{self.search}/sru/Search?{urlencode(given)}", place, _SEARCHED)


def _resource(base: str, path: str) -> Resource:
    return Resource(f"{base}/{path}", PurePosixPath(path))
