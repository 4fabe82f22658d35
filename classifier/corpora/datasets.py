"""Data sets: rows of JSONL, CSV, Parquet or XLSX, streamed as records with an id and a text.

A row that is broken becomes a record with an error, so that no row is lost; a data set that
cannot be used at all raises before its first record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Final

from classifier.corpora.delimited import read_csv
from classifier.corpora.jsonl import read_jsonl
from classifier.corpora.parquet import read_parquet
from classifier.corpora.records import Columns, Record
from classifier.corpora.workbooks import is_xlsx, read_xlsx
from classifier.errors import CorpusError


def read_dataset(
    path: Path,
    *,
    text_field: str = "text",
    id_field: str = "id",
    optional: Collection[str] = (),
    suffix: str | None = None,
) -> Iterator[Record]:
    """Read the rows of a data set, in order and a few at a time.

    Parameters
    ----------
    path : Path
        A file whose name ends in ``.jsonl``, ``.ndjson``, ``.json`` (one object a line), ``.csv``,
        ``.tsv``, ``.parquet`` or ``.xlsx`` (the first sheet).
    text_field, id_field : str
        The columns that hold the text and the id.
    optional : collection of str
        Which of these columns a row may do without: its text is then "", its id its place.
    suffix : str, optional
        One of those, to read the file as if its name ended in it.

    Returns
    -------
    iterator of Record
        One a row; blank lines are no rows.

    Raises
    ------
    CorpusError
        At once, when the file is missing, damaged or of another format, or lacks a column; later,
        when a Parquet file turns out to be damaged.
    """
    suffix = path.suffix.lower() if suffix is None else suffix
    if suffix not in _READERS:
        formats = ", ".join(_READERS)
        raise CorpusError(f"{path}: no data set by its name; give a file ending in {formats}")
    if not path.is_file():
        raise CorpusError(f"{path}: no such file; check the path of the data set")
    records = _READERS[suffix](path, Columns(text_field, id_field, optional))
    if is_xlsx(path) and suffix != ".xlsx":
        raise CorpusError(f"{path}: is a workbook; give it a name that ends in .xlsx")
    try:
        # Reading the first record now raises what is wrong with the whole before work begins.
        first = next(records, None)
    except OSError as error:
        raise CorpusError(f"{path}: cannot be opened ({error.strerror}); check the file") from error
    return iter(()) if first is None else chain([first], records)


_READERS: Final[Mapping[str, Callable[[Path, Columns], Iterator[Record]]]] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".xlsx": read_xlsx,
}
#: How the name of a data set ends.
SUFFIXES: Final = frozenset(_READERS)
