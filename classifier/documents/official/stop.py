"""Regulations and decisions under the Omgevingswet, in the standard for publications (STOP)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line
from classifier.documents.official.elements import descendants, local, text_of
from classifier.documents.official.walk import Walk
from classifier.errors import UnknownFormatError

_TEXT: Final = "standaarden.overheid.nl/stop/imop/tekst/"
_FIELDS: Final = {
    "officieletitel": "title",
    "soortregeling": "type",
    "soortbesluit": "type",
    "frbrwork": "identifier",
    "eindverantwoordelijke": "authority",
    "maker": "authority",
    "juridischwerkendvanaf": "in_force",
    "datumondertekening": "signed",
}


def read(root: etree._Element, builder: DocumentBuilder) -> None:
    """Add the blocks and the metadata of a regulation or decision.

    Only what the standard calls text is read: around it stand places, versions and addresses.

    Parameters
    ----------
    root : Element
        Of the file.
    builder : DocumentBuilder
        Takes the blocks.

    Raises
    ------
    UnknownFormatError
        When the file holds no text of the standard.
    """
    texts = [
        element
        for element in root.iter()
        if _is_text(element) and not _is_text(element.getparent())
    ]
    if not texts:
        raise UnknownFormatError(
            f"{builder.name}: a part of a STOP publication that holds no text; "
            "take the file with the text of the regulation or decision"
        )
    for element in descendants(root, *_FIELDS):
        if not _is_text(element):
            builder.describe(_FIELDS[local(element)], one_line(text_of(element)))
    for text in texts:
        Walk(builder).blocks(text)


def _is_text(element: etree._Element | None) -> bool:
    return (
        element is not None
        and isinstance(element.tag, str)
        and _TEXT in (etree.QName(element).namespace or "")
    )
