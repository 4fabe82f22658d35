"""Corpora in and out of pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from classifier.corpora.entry import Entry, Fields, RowPlace
from classifier.corpora.files import FileTexts
from classifier.corpora.formats import format_of
from classifier.corpora.merging import merged
from classifier.corpora.renaming import renamed
from classifier.corpora.writing import COLUMNS, as_row
from classifier.documents import Limits

if TYPE_CHECKING:
    import pandas


def from_frame(
    frame: pandas.DataFrame,
    *,
    fields: Fields | None = None,
    names: Mapping[str, str] | None = None,
    source: str = "frame",
) -> list[Entry]:
    """Return the entries in a data frame, a row each.

    Parameters
    ----------
    frame : DataFrame
        With the columns of any of the formats; what is missing in a cell (None, NaN) is left out.
    fields : Fields, optional
        What the columns are called.
    names : mapping of str to str, optional
        Our label for each of theirs.
    source : str
        What to call the frame.

    Examples
    --------
    >>> import pandas
    >>> frame = pandas.DataFrame({"text": ["Wij horen de aanvrager."], "label": ["overig"]})
    >>> [(entry.id, entry.label) for entry in from_frame(frame)]
    [('frame-1', 'overig')]
    """
    rows = [
        {str(name): _whole(value) for name, value in row.items() if not _is_missing(value)}
        for row in frame.to_dict("records")
    ]
    if not rows:
        return []
    form = format_of(dict.fromkeys(map(str, frame.columns)) | rows[0])
    with closing(FileTexts(Limits())) as files:
        entries = [
            entry
            for number, row in enumerate(rows, start=1)
            for entry in form.read(
                row,
                RowPlace(f"{source}, row {number}", f"{source}-{number}", source, Path()),
                fields or Fields(),
                files,
            )
        ]
    labelled = renamed(entries, names or {})
    return merged(labelled) if form.merges else list(labelled)


def to_frame(entries: Iterable[Entry]) -> pandas.DataFrame:
    """Return a data frame with a row an entry, and the columns of :func:`as_row`.

    Parameters
    ----------
    entries : iterable of Entry
        A corpus.
    """
    import pandas

    return pandas.DataFrame([as_row(entry) for entry in entries], columns=list(COLUMNS))


def _is_missing(value: object) -> bool:
    from pandas import isna
    from pandas.api.types import is_scalar

    return is_scalar(value) and bool(isna(value))


def _whole(value: object) -> object:
    """Return whole numbers as such: a column with missing cells holds them as fractions."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
