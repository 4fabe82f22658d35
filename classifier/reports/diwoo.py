"""DIWOO metadata as XML, for documents that are beleidsregels (schema version 0.9.8).

The schema asks for a publisher and a dated act (documenthandeling). Neither is ever guessed:
without them a document has extraMetadata only, which is valid as well, and says what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from classifier.assessment.assessment import Assessment
from classifier.reports.visible import visible

NAMESPACE: Final = "https://standaarden.overheid.nl/diwoo/metadata/"
_CONCEPTS: Final = "https://identifier.overheid.nl/tooi/def/thes/kern/"
# Woo 3.3(1)(b): a beleidsregel is a besluit van algemene strekking, and no binding regulation.
_CATEGORY: Final = (f"{_CONCEPTS}c_aab6bfc7", "overige besluiten van algemene strekking")
_KIND: Final = (f"{_CONCEPTS}c_fbaa7e4b", "beleidsregel")
_SIGNED: Final = (f"{_CONCEPTS}c_e1ec050e", "ondertekening")
_ADOPTED: Final = (f"{_CONCEPTS}c_641ecd76", "vaststelling")
_DUTCH: Final = ("http://publications.europa.eu/resource/authority/language/NLD", "Nederlands")
_FILE_TYPES: Final = "http://publications.europa.eu/resource/authority/file-type/"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMATS: Final = {  # of the schema's list
    "application/msword": ("DOC", "Word DOC"),
    "application/pdf": ("PDF", "PDF"),
    "application/rtf": ("RTF", "RTF"),
    "application/vnd.oasis.opendocument.text": ("ODT", "ODT"),
    _OFFICE: ("DOCX", "Word DOCX"),
    "text/html": ("HTML", "HTML"),
    "text/plain": ("TXT", "Plain text"),
}
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class Known:
    """What whoever publishes knows of all documents, where their source does not say it."""

    organisation: str = ""  # name of the publisher; "" when it is not known
    uri: str = ""  # of the publisher, in the lists of TOOI
    adopted: str = ""  # date of adoption, such as "2026-01-31"


def missing(assessment: Assessment, known: Known) -> list[str]:
    """Return what the schema asks for and is not known: "publisher", "documenthandeling"."""
    absent = []
    if not _publisher(assessment, known)[1]:
        absent.append("publisher")
    if not _act(assessment, known)[1]:
        absent.append("documenthandeling")
    return absent


def metadata(assessment: Assessment, known: Known) -> bytes:
    """Return the metadata of a document as an XML file in UTF-8.

    Parameters
    ----------
    assessment : Assessment
        With its document, which holds what the source says about itself.
    known : Known
        Stands in where the source is silent; its organisation is the publisher in any case.

    Returns
    -------
    bytes
        A ``diwoo:Document``, with the label and its probability in ``extraMetadata``.
    """
    root = etree.Element(f"{{{NAMESPACE}}}Document", nsmap={"diwoo": NAMESPACE})
    absent = missing(assessment, known)
    if not absent:
        _describe(root, assessment, known)
    fields = _add(_add(root, "extraMetadata"), "extraMetadatavelden")
    for key, values in _extra(assessment, absent):
        field = _add(fields, "extraMetadataveld")
        _add(field, "key", key)
        holder = _add(field, "values")
        for value in values:
            _add(holder, "value", value)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _describe(root: etree._Element, assessment: Assessment, known: Known) -> None:
    said = _said(assessment)
    diwoo = _add(root, "DiWoo")
    if "identifier" in said:
        _add(_add(diwoo, "identifiers"), "identifier", said["identifier"])
    _concept(diwoo, "publisher", _publisher(assessment, known))
    if "authority" in said:
        _add(diwoo, "opsteller", said["authority"])
    _add(_add(diwoo, "titelcollectie"), "officieleTitel", _title(assessment))
    classes = _add(diwoo, "classificatiecollectie")
    _concept(_add(classes, "informatiecategorieen"), "informatiecategorie", _CATEGORY)
    _concept(_add(classes, "documentsoorten"), "documentsoort", _KIND)
    in_force = said.get("in_force", "")
    if _is_date(in_force):
        _add(_add(diwoo, "geldigheid"), "begindatum", _time(in_force))
    _concept(diwoo, "language", _DUTCH)
    media_type = assessment.document.media_type if assessment.document is not None else ""
    if media_type in _FORMATS:
        code, name = _FORMATS[media_type]
        _concept(diwoo, "format", (_FILE_TYPES + code, name))
    kind, day = _act(assessment, known)
    act = _add(_add(diwoo, "documenthandelingen"), "documenthandeling")
    _concept(act, "soortHandeling", kind)
    _add(act, "atTime", _time(day))


def _extra(assessment: Assessment, absent: list[str]) -> Iterator[tuple[str, list[str]]]:
    yield "titel", [_title(assessment)]
    yield "software", ["beleidsregel-classifier: een voorstel, waarover een mens beslist"]
    yield "model", [assessment.model]
    yield "sha256", [assessment.sha256]
    yield "uitkomst", [assessment.outcome or ""]
    for label, chance in sorted(assessment.probabilities.items()):
        yield f"kans_{label}", [f"{chance:.{_DECIMALS}f}"]
    if assessment.explanation is not None:
        yield "score", [f"{assessment.explanation.score:.{_DECIMALS}f}"]
    if assessment.findings:
        yield "bevindingen", list(assessment.findings)
    if absent:
        yield "ontbreekt", absent


def _said(assessment: Assessment) -> dict[str, str]:
    return dict(assessment.document.metadata) if assessment.document is not None else {}


def _publisher(assessment: Assessment, known: Known) -> tuple[str, str]:
    """Return the URI of the publisher and its name, each "" when it is not known."""
    if known.organisation:
        return known.uri, known.organisation
    return "", _said(assessment).get("authority", "")


def _act(assessment: Assessment, known: Known) -> tuple[tuple[str, str], str]:
    """Return the kind of the act, and its date: "" when none is known."""
    signed = _said(assessment).get("signed", "")
    return (_SIGNED, signed) if _is_date(signed) else (_ADOPTED, known.adopted)


def _title(assessment: Assessment) -> str:
    name = PurePosixPath(assessment.source.replace("\\", "/")).name
    return _said(assessment).get("title") or assessment.title or name or "zonder titel"


def _is_date(text: str) -> bool:
    """Tell whether a source gives a day of the calendar, as the schema has it."""
    if _DATE.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:  # 2025-02-31
        return False
    return True


def _time(day: str) -> str:
    return f"{day}T00:00:00"


def _concept(parent: etree._Element, name: str, concept: tuple[str, str]) -> None:
    uri, label = concept
    element = _add(parent, name, label)
    if uri:
        element.set("resource", uri)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if text is not None:
        element.text = visible(text)  # XML holds no control characters
    return element
