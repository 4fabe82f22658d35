"""Collecting the files that came with a document, each under a name of its own."""

from __future__ import annotations

from classifier.documents.characters import one_line
from classifier.documents.document import Attachment
from classifier.documents.limits import Limits


class Attachments:
    """Collects the files that came with one document.

    Parameters
    ----------
    document : str
        The name of the document, for error messages.
    limits : Limits
        How many there may be, and how large.
    """

    def __init__(self, document: str, limits: Limits) -> None:
        self._document = document
        self._limits = limits
        self._by_name: dict[str, Attachment] = {}
        self._size = 0  # bytes

    def add(self, name: str, content: bytes) -> None:
        """Keep a file, to be read as a document of its own.

        Parameters
        ----------
        name : str
            What the document calls it; without a name, or with that of another attachment, it
            is numbered.
        content : bytes
            The file.

        Raises
        ------
        TooLargeDocumentError
            When there are more than ``limits.max_members``, or together they are larger than
            ``limits.max_uncompressed``.
        """
        number = len(self._by_name) + 1
        self._size += len(content)
        self._limits.check("max_members", number, self._document, "attachments")
        self._limits.check("max_uncompressed", self._size, self._document, "bytes of attachments")
        line = one_line(name.replace("\\", "/").rpartition("/")[2])
        if not line.strip("."):
            line = f"bijlage {number}"
        stem, dot, suffix = line.rpartition(".")
        while line in self._by_name:
            line = f"{stem} ({number}).{suffix}" if dot else f"{suffix} ({number})"
            number += 1
        self._by_name[line] = Attachment(line, content)

    def all(self) -> tuple[Attachment, ...]:
        """Return the files, in the order in which they were added."""
        return tuple(self._by_name.values())
