"""Reading in a process that judges for another: plain text by itself, anything else by its reader.

A process that judges is one that may end: the document at hand is lost then, and no other. Text in
no format has no parser that could be made to do harm, and to send it to a reader and back takes
longer than to read it. It is not under ``max_memory``, which would bound the model as
well: the size of the text bounds what it takes.
"""

from __future__ import annotations

import faulthandler
import os
from functools import cache
from pathlib import Path, PurePath
from typing import Final, TextIO

from classifier.documents import Document, IsolatedReader, read
from classifier.documents.formats import detect
from classifier.errors import DocumentError

_PLAIN: Final = "text/plain"
_MOST: Final = 1_000_000  # bytes of what is read here; more may take more memory than is allowed


class WorkerReader(IsolatedReader):
    """Reads documents for a process that judges, which is to end when one takes too long.

    Parameters
    ----------
    limits : Limits
        What one document may cost.
    ocr : {"auto", "always", "never"}
        As :class:`~classifier.documents.isolation.IsolatedReader` takes it.
    """

    def __call__(self, content: bytes, /, *, name: str) -> Document:
        """Read a document.

        Parameters
        ----------
        content : bytes
            The file.
        name : str
            What to call it.

        Raises
        ------
        DocumentError
            As :class:`~classifier.documents.isolation.IsolatedReader` does.
        """
        if _is_plain(content, name):
            faulthandler.dump_traceback_later(self.limits.max_seconds, exit=True, file=silence())
            try:
                return read(content, name=name, limits=self.limits, ocr=self.ocr)
            except MemoryError:
                pass  # the reader has a limit, and says what it is
            finally:
                faulthandler.cancel_dump_traceback_later()
        return super().__call__(content, name=name)

    def begin(self, content: bytes, /, *, name: str) -> None:
        """Have the reader begin with a document that will be asked for next, if it is for it.

        Parameters
        ----------
        content : bytes
            The file.
        name : str
            What to call it.
        """
        if not _is_plain(content, name):
            super().begin(content, name=name)


@cache
def silence() -> TextIO:
    """Return where nobody reads, for what a process that ends itself would write."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _is_plain(content: bytes, name: str) -> bool:
    if not 0 < len(content) <= _MOST:
        return False
    try:
        return detect(content, PurePath(name).suffix.lower(), name).media_type == _PLAIN
    except DocumentError:
        return False
