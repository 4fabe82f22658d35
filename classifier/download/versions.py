"""Which version of a regulation is the one of a day.

The manifest of a regulation in the BWB is a ``work`` with an ``expression`` a version: its label
(the day on which it came into force and a number), the days on which it was in force and was to be
seen, and for its XML the size and the checksum (SHA-512, in hexadecimal).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from classifier.documents.characters import one_line
from classifier.documents.official.elements import children, descendants, local, text_of
from classifier.errors import DownloadError

_LABEL: Final = re.compile(r"\d{4}-\d\d-\d\d_\d{1,3}", re.A)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a regulation."""

    label: str  # as in Identifier.version
    begins: str  # the day on which it came into force, ISO 8601
    seen_from: str = ""  # the first day on which the database showed it; "" when unknown
    size: int | None = None  # bytes of its XML; None when unknown
    sha512: str = ""  # of its XML, in hexadecimal; "" when unknown


def versions_of(manifest: etree._Element, work: str) -> list[Version]:
    """Return the versions of which there is XML, in the order of the manifest.

    Parameters
    ----------
    manifest : Element
        Its root.
    work : str
        The regulation that it must be of.

    Raises
    ------
    DownloadError
        When it is no manifest, or that of another regulation.
    """
    if local(manifest) != "work" or manifest.get("label") != work:
        raise DownloadError(
            f"{work}: what the repository gave as its manifest is none ({local(manifest)!r} of "
            f"{manifest.get('label', 'nothing')!r}); try again later"
        )
    found = (_version(expression) for expression in children(manifest, "expression"))
    return [version for version in found if version is not None]


def version_on(versions: Sequence[Version], day: date) -> Version | None:
    """Return the version that the database gave on a day; None when there are none.

    That is the last one that had begun and was to be seen; of a regulation that had lapsed, the
    last before; of one that was yet to begin, the first.

    Parameters
    ----------
    versions : sequence of Version
        Those there are.
    day : date
        The day.

    Examples
    --------
    >>> versions = [Version(f"{year}-01-01_0", f"{year}-01-01") for year in (2014, 2015, 2016)]
    >>> version_on(versions, date(2015, 12, 1)).label
    '2015-01-01_0'
    """
    begun = [version for version in versions if version.begins <= day.isoformat()]
    seen = [version for version in begun if version.seen_from <= day.isoformat()]
    if seen or begun:
        return max(seen or begun, key=_order)
    return min(versions, key=_order, default=None)


def _order(version: Version) -> tuple[str, int]:
    return version.begins, int(version.label.rpartition("_")[2])


def _version(expression: etree._Element) -> Version | None:
    label = expression.get("label", "")
    manifestation = next(
        (one for one in children(expression, "manifestation") if one.get("label") == "xml"), None
    )
    if not _LABEL.fullmatch(label) or manifestation is None:
        return None
    items = children(manifestation, "item")
    if not items or all(item.get("_deleted") == "true" for item in items):
        return None
    own = next(iter(children(expression, "metadata")), None)
    size = _said(manifestation, "size")
    return Version(
        label,
        _said(own, "datum_inwerkingtreding") or label[:10],
        _said(own, "zichtdatum_start"),
        int(size) if size.isdecimal() and len(size) < 16 else None,
        _said(manifestation, "hashcode").lower(),
    )


def _said(element: etree._Element | None, name: str) -> str:
    if element is None:
        return ""
    return next((one_line(text_of(one)) for one in descendants(element, name)), "")
