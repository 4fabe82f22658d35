"""What the search service answers: the versions of a regulation.

A record of the BWB says where a version is in ``locatie_toestand``, one of CVDR in
``publicatieurl_xml``. Of such an address only the version is taken: what an answer names is never
itself asked for, so that no answer sends us elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from classifier.documents.characters import one_line
from classifier.documents.official.elements import descendants, local, text_of
from classifier.download.identifiers import Identifier
from classifier.download.versions import Version
from classifier.errors import DownloadError

_LOCATIONS: Final = ("locatie_toestand", "publicatieurl_xml")
_BEGINS: Final = ("geldigheidsperiode_startdatum", "inwerkingtredingdatum")
_SEEN: Final = ("zichtdatum_start",)
_VERSIONS: Final = {"bwb": r"\d{4}-\d\d-\d\d_\d{1,3}", "cvdr": r"\d{1,4}"}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.A)


def versions_found(answer: etree._Element, identifier: Identifier) -> list[Version]:
    """Return the versions that the search service knows, in its order.

    Parameters
    ----------
    answer : Element
        The root of its answer.
    identifier : Identifier
        What was asked for; records of anything else are passed over.

    Raises
    ------
    DownloadError
        When it is no answer of SRU, or says what is wrong with the question.
    """
    if local(answer) != "searchretrieveresponse":
        raise DownloadError(
            f"{identifier.work}: the search service gave {local(answer)!r} instead of an answer; "
            "try again later"
        )
    for diagnostic in descendants(answer, "diagnostic"):
        raise DownloadError(
            f"{identifier.work}: the search service refuses the question "
            f"({one_line(text_of(diagnostic))[:200]}); report this, for the service has changed"
        )
    place = re.compile(
        rf"https?://[^/?#]+/{identifier.kind}/{identifier.work}/({_VERSIONS[identifier.kind]})"
        rf"/xml/{identifier.work}_\1\.xml",
        re.I | re.A,
    )
    versions = []
    for record in descendants(answer, "recorddata"):
        found = next(filter(None, map(place.fullmatch, _texts(record, _LOCATIONS))), None)
        begins, seen_from = (_first_day(record, names) for names in (_BEGINS, _SEEN))
        if found:  # the versions of CVDR are numbers, those of the BWB begin with a day
            named = found[1][:10] if identifier.kind == "bwb" else ""
            versions.append(Version(found[1], begins or named, seen_from))
    _check_whole(answer, identifier, versions)
    return versions


def _check_whole(
    answer: etree._Element, identifier: Identifier, versions: Sequence[Version]
) -> None:
    """Refuse a part of the versions, of which the right one may be another."""
    given = len(list(descendants(answer, "recorddata")))
    numbers = (one_line(text_of(each)) for each in descendants(answer, "numberofrecords"))
    known = next(
        (int(number) for number in numbers if number.isdecimal() and len(number) < 10), given
    )
    if known > given:
        example = "".join(f", such as {identifier.work}_{one.label}" for one in versions[:1])
        raise DownloadError(
            f"{identifier.work}: the search service knows {known} versions and gave {given}; name "
            f"the version in the id{example}"
        )


def _first_day(record: etree._Element, names: tuple[str, ...]) -> str:
    return next((day for day in _texts(record, names) if _DAY.fullmatch(day)), "")


def _texts(record: etree._Element, names: tuple[str, ...]) -> list[str]:
    return [one_line(text_of(element)) for element in descendants(record, *names)]
