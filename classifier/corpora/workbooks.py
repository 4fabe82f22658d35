"""Workbooks given for a table: told by their first bytes, with what to do instead."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from classifier.errors import CorpusError

# XLSX and ODS are zip files; XLS is a compound file.
_BEGINNINGS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def refuse_workbook(path: Path) -> None:
    """Refuse a file that is a workbook or an archive, whatever its name.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    CorpusError
        When it is one, or cannot be opened.
    """
    try:
        with path.open("rb") as file:
            head = file.read(max(map(len, _BEGINNINGS)))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be opened ({error.strerror}); check the path") from error
    if head.startswith(_BEGINNINGS):
        raise CorpusError(
            f"{path}: is a workbook (Excel, LibreOffice) or an archive; save the table as CSV, in "
            "UTF-8, or unpack it"
        )
