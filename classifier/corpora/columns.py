"""The columns that mean the same in every format: group, confidence, source, date and the like."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from classifier.corpora.entry import Entry, Fields, Passage, RowPlace
from classifier.corpora.records import encodable
from classifier.counting import counted

_SOURCE: Final = ("source", "domain")
_DATE: Final = ("date", "year")
_CONFIDENCE: Final = (1, 2, 3)


def entry_of(
    row: Mapping[str, Any],
    place: RowPlace,
    fields: Fields,
    *,
    text: str,
    label: str | None,
    identity: object = None,
    passages: Sequence[Passage] = (),
    annotator: object = None,
    path: str = "",
    file: Path | None = None,
    problems: Sequence[str] = (),
) -> Entry:
    """Return the entry of a row.

    Parameters
    ----------
    row : mapping
        Where the other columns are: those that every format names alike.
    place : RowPlace
        The row's place.
    fields : Fields
        What the columns are called.
    text, label, passages, path, file
        As in :class:`Entry`.
    identity : object, optional
        The id, when the format keeps it elsewhere than in the row.
    annotator : object, optional
        Likewise.
    problems : sequence of str
        What was found to be wrong, to which that of the other columns is added.
    """
    found = list(problems)
    name = _first(row, (fields.id,)) if identity in (None, "") else str(identity)
    name = name or path or place.id
    where = f"{place.where} ({name})"
    kept = [p for p in passages if 0 <= p.start < p.end <= len(text)]
    if len(kept) < len(passages):
        lost = counted(len(passages) - len(kept), "passage lies", "passages lie")
        found.append(
            f"{lost} outside the text; "
            "export the corpus together with the texts that were annotated"
        )
    who = row.get("annotator") if annotator is None else annotator
    return Entry(
        id=encodable(name),
        text=encodable(text),
        label=label,
        where=where,
        group=_first(row, (fields.group,)) or encodable(name),
        passages=tuple(sorted(kept, key=lambda p: (p.start, p.end, p.label))),
        annotator="" if who in (None, "") else str(who),
        annotators=_number(row, "annotators", found),
        confidence=_number(row, "confidence", found, _CONFIDENCE),
        source=_first(row, _SOURCE) or place.source,
        date=_first(row, _DATE),
        split=_first(row, ("split",)),
        path=path,
        file=file,
        columns=tuple(map(str, row)),
        problems=tuple(f"{where}: {problem}" for problem in found),
    )


def one_label(values: Sequence[object], problems: list[str]) -> str | None:
    """Return the one label among some, None when there is none; tell of several.

    Parameters
    ----------
    values : sequence
        What was chosen for a document.
    problems : list of str
        Gets a line when a document has more than one label.
    """
    labels = sorted({str(value) for value in values if value not in (None, "")})
    if len(labels) > 1:
        problems.append(f"has several labels at once: {', '.join(labels)}; choose one")
        return None
    return labels[0] if labels else None


def string(row: Mapping[str, Any], name: str, problems: list[str]) -> str:
    """Return a text of a row, "" when it has none; tell of what is no text."""
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value or ""
    problems.append(f"{name!r} holds {type(value).__name__}, not text; write it as text")
    return ""


def _first(row: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((str(row[name]) for name in names if row.get(name) not in (None, "")), "")


def _number(
    row: Mapping[str, Any], name: str, problems: list[str], known: Collection[int] = ()
) -> int | None:
    """Return a whole number that may be left out; CSV holds numbers as text."""
    value = row.get(name)
    if value in (None, ""):
        return None
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        number = -1
    if number < 0 or (known and number not in known):
        wanted = f"one of: {', '.join(map(str, known))}" if known else "a whole number"
        problems.append(f"{name!r} is {value!r}; it must be {wanted}, or left out")
        return None
    return number
