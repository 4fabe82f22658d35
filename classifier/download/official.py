"""From an id to the file with its text, whichever source has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from lxml import etree

from classifier.documents import Limits
from classifier.documents.official.parsing import tree_of
from classifier.download.addresses import Resource, Services
from classifier.download.identifiers import Identifier
from classifier.download.searching import versions_found
from classifier.download.store import Store
from classifier.download.versions import Version, version_on, versions_of
from classifier.errors import DocumentError, DownloadError, MissingSourceError


@dataclass(frozen=True, slots=True)
class Found:
    """The file of a text."""

    content: bytes
    place: PurePosixPath  # within the folder of what was downloaded
    version: str  # as in Identifier.version; "" for a publication


class Official:
    """The official sources as one.

    Of the BWB the manifest is asked for first, because it has the checksums; where there is none,
    and for CVDR, the search service tells which version is meant.

    Parameters
    ----------
    services : Services
        Where they are.
    store : Store
        Gives their files.
    limits : Limits, optional
        How large these may be.
    """

    def __init__(self, services: Services, store: Store, limits: Limits | None = None) -> None:
        self._services = services
        self._store = store
        self._limits = limits or Limits()

    def get(self, identifier: Identifier, day: date) -> Found:
        """Return the file of a text.

        Parameters
        ----------
        identifier : Identifier
            Of the text.
        day : date
            On which day it must have been in force, where the identifier names no version.

        Raises
        ------
        DownloadError
            When it cannot be had.
        """
        version = self._version(identifier, day)
        resource = self._services.text(identifier, version.label)
        content = self._store.get(resource, size=version.size, sha512=version.sha512)
        return Found(content, resource.place, version.label)

    def forget(self, found: Found) -> None:
        """Drop a file that turns out to be no good, so that it is asked for anew."""
        self._store.forget(found.place)

    def _version(self, identifier: Identifier, day: date) -> Version:
        if identifier.kind == "publication":
            return Version("", "")
        versions: list[Version] = []
        if identifier.kind == "bwb":
            versions = self._in_manifest(identifier)
        if identifier.version:
            known = (one for one in versions if one.label == identifier.version)
            return next(known, Version(identifier.version, ""))
        if not versions:
            versions = self._searched(identifier, day)
        version = version_on(versions, day)
        if version is None:
            raise MissingSourceError(
                f"{identifier.work}: the source knows no version of {day}; check the id, or give "
                "another --date"
            )
        return version

    def _searched(self, identifier: Identifier, day: date) -> list[Version]:
        resource = self._services.found(identifier, day)
        try:
            return self._parsed(resource, lambda root: versions_found(root, identifier))
        except MissingSourceError as error:
            service = resource.address.partition("?")[0]
            raise MissingSourceError(
                f"{identifier.work}: no list of its versions is there, and no search service at "
                f"{service}; check the id, or name a version in it"
            ) from error

    def _in_manifest(self, identifier: Identifier) -> list[Version]:
        resource = self._services.manifest(identifier.work)
        try:
            return self._parsed(resource, lambda root: versions_of(root, identifier.work))
        except MissingSourceError:
            return []

    def _parsed(
        self, resource: Resource, parse: Callable[[etree._Element], list[Version]]
    ) -> list[Version]:
        content = self._store.get(resource)
        try:
            return parse(tree_of(content, resource.address, self._limits))
        except (DocumentError, DownloadError) as error:
            self._store.forget(resource.place)
            raise DownloadError(error.message) from error
