"""Documents whose reading is put off, so that another process can do it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from classifier.documents.containers import Reader
from classifier.documents.document import Document
from classifier.documents.formats import may_hold_others


@dataclass(frozen=True, slots=True)
class Unopened(Document):
    """A document that was found but not read: it has a source and a content, and no text yet."""

    content: bytes = b""  # of the file

    def refused(self) -> Document:
        """Return what is known of it when it cannot be read: its source and its checksum.

        >>> Unopened("", (), source="nota.txt", content=b"").refused().sha256[:8]
        'e3b0c442'
        """
        checksum = hashlib.sha256(self.content).hexdigest()
        return Document("", (), source=self.source, sha256=checksum)


class PostponingReader:
    """Puts off the reading of all documents but those that may hold others.

    A mail is read at once, since nobody knows before what is attached to it.

    Parameters
    ----------
    reader : Reader
        Reads what cannot wait.

    Examples
    --------
    >>> from classifier.documents import read
    >>> PostponingReader(read)(b"Wij horen de aanvrager.", name="nota.txt").content
    b'Wij horen de aanvrager.'
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, content: bytes, /, *, name: str) -> Document:
        """Return the document, unopened if that may be.

        Parameters
        ----------
        content : bytes
            The file.
        name : str
            What to call it; its suffix decides where the content leaves doubt.

        Raises
        ------
        DocumentError
            When it is read at once, and cannot be.
        """
        if may_hold_others(content, PurePath(name).suffix.lower()):
            return self._reader(content, name=name)
        return Unopened("", (), source=name, content=content)
