"""RIS: records of two-letter tags, as ASReview exports them, as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

_TAG: Final = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
# The tags of which one value is kept, by the name that ASReview gives them in a table.
_NAMES: Final = {
    "TI": "title",
    "T1": "title",
    "AB": "abstract",
    "N2": "abstract",
    "ID": "id",
    "PY": "year",
    "Y1": "year",
}
_DECIDED: Final = {
    "ASReview_relevant": "1",
    "ASReview_irrelevant": "0",
    "ASReview_not_seen": "",
}
_MARKUP: Final = re.compile(r"</?p>")  # which Zotero puts around notes


def looks_like_ris(head: str) -> bool:
    r"""Return whether a text begins with a record of RIS.

    >>> looks_like_ris("1. \nTY  - JOUR\\nTI  - Een titel"), looks_like_ris("text,label")
    (True, False)
    """
    return re.search(r"^TY  - ", head[:1000], re.M) is not None


def records(text: str) -> Iterator[dict[str, Any]]:
    """Yield the records of a file as rows, with what was decided as ``label_included``.

    Parameters
    ----------
    text : str
        The file.
    """
    row: dict[str, Any] | None = None
    last = ""
    for line in text.splitlines():
        match = _TAG.fullmatch(line)
        if match is None:
            if row is not None and last and line.strip():  # a value that runs on
                row[last] = f"{row[last]}\n{line.strip()}"
            continue
        tag, value = match[1], match[2].strip()
        last = ""
        if tag == "TY":
            if row is not None:  # whose end was left out
                yield row
            row = {"label_included": ""}
        elif row is not None and tag == "ER":
            yield row
            row = None
        elif row is not None and tag == "N1":
            note = _MARKUP.sub("", value)
            row["label_included"] = _DECIDED.get(note, row["label_included"])
        elif row is not None and tag in _NAMES and _NAMES[tag] not in row:
            last = _NAMES[tag]
            row[last] = value
    if row is not None:
        yield row
