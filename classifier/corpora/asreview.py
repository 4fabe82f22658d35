"""ASReview: records of a title and an abstract, relevant (1) or irrelevant (0).

What the two stand for, the user says: ``{"1": "beleidsregel", "0": "overig"}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from classifier.corpora.columns import entry_of, string
from classifier.corpora.entry import Entry, Fields, RowPlace
from classifier.corpora.files import FileTexts

# What an export adds comes before what the data set had when it was imported.
_LABELS: Final = ("asreview_label", "included", "label_included")
_TITLES: Final = ("title", "primary_title")
_ABSTRACTS: Final = ("abstract",)
_DATES: Final = ("date", "year", "publication_year")
_KNOWN: Final = {"0": "0", "0.0": "0", "False": "0", "1": "1", "1.0": "1", "True": "1"}
_NOT_SEEN: Final = {"", "-1", "-1.0", "None", "nan", "<NA>"}


def recognises(row: Mapping[str, Any]) -> bool:
    """Return whether a row has a column for what was decided in ASReview."""
    return not {*_LABELS, "asreview_ranking"}.isdisjoint(map(str, row))


def read(
    row: Mapping[str, Any], place: RowPlace, fields: Fields, files: FileTexts
) -> Iterator[Entry]:
    """Yield the entry of a record; one that was not seen has no label."""
    problems: list[str] = []
    text = string(row, fields.text, problems)
    if not text:
        parts = [string(row, _present(row, names), problems) for names in (_TITLES, _ABSTRACTS)]
        text = "\n\n".join(part for part in parts if part.strip())
    given = str(row.get(_present(row, _LABELS), ""))
    label = None if given in _NOT_SEEN else _KNOWN.get(given, given)
    yield entry_of(
        {**row, "date": row.get(_present(row, _DATES))},
        place,
        fields,
        text=text,
        label=label,
        identity=row.get(fields.id) or row.get("record_id"),
        problems=problems,
    )


def _present(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """Return the first of some columns that has a value, or the first when none has."""
    return next((name for name in names if row.get(name) not in (None, "")), names[0])
