"""Workbooks: the first sheet of XLSX as a table; of other workbooks, what to do instead."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

from classifier.corpora.records import Columns, Record, check_columns, encodable, record_of
from classifier.errors import CorpusError, MissingPackageError

# XLSX and ODS are zip files; XLS, and an XLSX file with a password, is a compound file.
_ZIP: Final = b"PK\x03\x04"
_BEGINNINGS: Final = (_ZIP, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_MOST_BYTES: Final = 200_000_000  # when unpacked
_MOST_ROWS: Final = 1_048_576  # that Excel has; a damaged file may number them higher
_MOST_CELLS: Final = 200_000_000  # the empty ones too, which a file of some megabytes may claim
_INSTEAD: Final = (
    "save the table as CSV, in UTF-8 (in Excel: Save As, CSV UTF-8; in LibreOffice: Save As, Text "
    "CSV, UTF-8)"
)


def is_xlsx(path: Path) -> bool:
    """Tell whether a file is an Excel workbook of 2007 or later, by its content.

    Raises
    ------
    CorpusError
        When it cannot be opened, or is a workbook of another kind, or an archive.
    """
    try:
        with path.open("rb") as file:
            head = file.read(max(map(len, _BEGINNINGS)))
        if head.startswith(_ZIP) and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                if "xl/workbook.xml" in archive.namelist():
                    return True
    except zipfile.BadZipFile:
        pass  # refused below
    except OSError as error:
        raise CorpusError(f"{path}: cannot be opened ({error.strerror}); check the path") from error
    if head.startswith(_BEGINNINGS):
        raise CorpusError(
            f"{path}: is a workbook (of LibreOffice, old, or with a password) or an archive; "
            f"{_INSTEAD}, or unpack it"
        )
    return False


def read_xlsx(path: Path, columns: Columns) -> Iterator[Record]:
    """Yield the rows of the first sheet of an XLSX file, of which the first names the columns.

    Cells are text, as in CSV; a formula counts for what was last worked out. A row is called by its
    number in Excel.

    Parameters
    ----------
    path : Path
        The file.
    columns : Columns
        Where to find what in a row.

    Raises
    ------
    CorpusError
        When the file is damaged or too large, or lacks a column.
    MissingPackageError
        Without openpyxl, which is an extra.
    """
    header: list[str] = []
    for number, cells in enumerate(_rows(path), start=1):
        if not any(cells):
            continue
        if header:
            row = {name: cell for name, cell in zip(header, cells, strict=False) if name}
            yield record_of(row, columns, f"row {number}")
        else:
            header = [cell.strip() for cell in cells]
            check_columns(path, [name for name in header if name], columns)


def _rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each row as text, those of blank rows as well."""
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError as error:
        raise MissingPackageError(
            f"{path}: is an Excel workbook; pip install 'beleidsregel-classifier[xlsx]' to read "
            f"it, or {_INSTEAD}"
        ) from error
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > _MOST_BYTES:  # strings that cells share are held in memory
            raise CorpusError(
                f"{path}: {size} bytes when unpacked, while at most {_MOST_BYTES} are read; "
                f"{_INSTEAD}"
            )
        with (
            path.open("rb") as file,  # a path would be refused by its name
            closing(load_workbook(file, read_only=True, data_only=True)) as book,
        ):
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a file says of its own size may be wrong
            cells = 0
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                cells += len(row)
                if number > _MOST_ROWS:
                    raise CorpusError(f"{path}: more than {_MOST_ROWS} rows; {_INSTEAD}")
                if cells > _MOST_CELLS:
                    raise CorpusError(f"{path}: more than {_MOST_CELLS} cells; {_INSTEAD}")
                yield [_text(cell) for cell in row]
    except CorpusError:
        raise
    except Exception as error:  # whatever a parser raises on a damaged file
        raise CorpusError(
            f"{path}: not readable as XLSX ({error}); save it anew, or {_INSTEAD}"
        ) from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # Excel has no whole numbers
    return encodable(cell.isoformat() if isinstance(cell, date) else str(cell))
