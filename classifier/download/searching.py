"""What the search service answers: the versions of a regulation.

A record of the BWB says where a version is in ``locatie_toestand``, one of CVDR in
``publicatieurl_xml``. Of such an address only the version is taken: what an answer names is never
itself asked for, so that no answer sends us elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from classifier.documents.characters import one_line
from classifier.documents.official.elements import descendants, local, text_of
from classifier.download.identifiers import Identifier
from classifier.download.versions import Version
from classifier.errors import DownloadError

_LOCATIONS: Final = ("locatie_toestand", "publicatieurl_xml")
_BEGINS: Final = ("geldigheidsperiode_startdatum", "inwerkingtredingdatum")
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
        begins = next((day for day in _texts(record, _BEGINS) if _DAY.fullmatch(day)), "")
        if found:  # the versions of CVDR are numbers, those of the BWB begin with a day
            named = found[1][:10] if identifier.kind == "bwb" else ""
            versions.append(Version(found[1], begins or named))
    return versions


def _texts(record: etree._Element, names: tuple[str, ...]) -> list[str]:
    return [one_line(text_of(element)) for element in descendants(record, *names)]
