"""Opening the zip container of a DOCX or ODT file without falling for it."""

from __future__ import annotations

import io
import re
from typing import Final

from lxml import etree

from classifier.documents.limits import Limits
from classifier.documents.zips import check_member, open_zip, unpack
from classifier.errors import UnreadableDocumentError

_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


class Archive:
    """A zip container whose members were found safe to read.

    Parameters
    ----------
    content : bytes
        The container.
    name : str
        The document, for error messages.
    limits : Limits
        How many members, and how large.

    Raises
    ------
    TooLargeDocumentError
        When a member or their sum is above a limit, as in a zip bomb.
    EncryptedDocumentError
        When a member is locked with a password.
    UnreadableDocumentError
        When the container is damaged.
    """

    def __init__(self, content: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._zip = open_zip(io.BytesIO(content), name, limits)
        members = self._zip.infolist()
        total = sum(member.file_size for member in members)
        limits.check("max_uncompressed", total, name, "bytes uncompressed")
        for member in members:
            check_member(member, name, limits)
            if _is_xml(member.filename):
                what = f"bytes of XML ({member.filename})"
                limits.check("max_xml", member.file_size, name, what)

    def names(self) -> list[str]:
        """Return the names of the members."""
        return self._zip.namelist()

    def read(self, member: str) -> bytes:
        """Return a member.

        Raises
        ------
        UnreadableDocumentError
            When it is missing, damaged, or XML that declares entities.
        """
        content = unpack(self._zip, member, self.name)
        # Zero bytes are taken out so that UTF-16 does not hide a declaration.
        if _is_xml(member) and _DECLARATION.search(content.replace(b"\0", b"")):
            raise UnreadableDocumentError(
                f"{self.name}: {member} declares a document type or entities, which word "
                "processors never write and which can do harm; save the document anew"
            )
        return content

    def tree(self, member: str) -> etree._Element:
        """Return the root of an XML member, parsed without entities, network or huge nodes.

        Raises
        ------
        UnreadableDocumentError
            When it is missing, damaged or not well-formed.
        """
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            return etree.fromstring(self.read(member), parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableDocumentError(
                f"{self.name}: {member} is not well-formed XML ({error}); save the document anew"
            ) from error


def _is_xml(member: str) -> bool:
    return member.lower().endswith((".xml", ".rels"))
