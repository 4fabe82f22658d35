"""Labelled passages that are kept apart from their documents get their place in these."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from classifier.corpora.corpus import CONFIDENCE_WEIGHTS, LabelledDocument
from classifier.corpora.entry import Within
from classifier.corpora.within import find_passage


def texts_by_id(paths: Iterable[Path]) -> dict[str, str]:
    """Return the texts of the documents in JSONL files, by their id."""
    return {
        row["id"]: row["text"]
        for path in paths
        for row in map(json.loads, path.open(encoding="utf-8"))
    }


def with_places(
    passages: Iterable[LabelledDocument], texts: Mapping[str, str]
) -> Iterator[LabelledDocument]:
    """Yield passages with their places in their documents, as far as they can be found there.

    Parameters
    ----------
    passages : iterable of LabelledDocument
        The id of each is that of its document, "#" and a number.
    texts : mapping of str to str
        Of documents by their id; a long one may have been cut off.
    """
    for passage in passages:
        document = passage.id.partition("#")[0]
        place = find_passage(texts.get(document, ""), passage.text)
        yield replace(passage, within=place and Within(document, texts[document], *place))


def read_places(table: Path, texts: Mapping[str, str]) -> Iterator[LabelledDocument]:
    """Read passages that are labelled by their place.

    Parameters
    ----------
    table : Path
        CSV with id, group, start, end, label and confidence; start and end count characters of
        the text of the document.
    texts : mapping of str to str
        Of documents by their id.
    """
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = Within(row["id"], texts[row["id"]], int(row["start"]), int(row["end"]))
            yield LabelledDocument(
                id=f"{row['id']}@{row['start']}",
                text=place.text[place.start : place.end],
                label=row["label"],
                group=row["group"],
                source=table.stem,
                weight=CONFIDENCE_WEIGHTS[int(row["confidence"])],
                within=place,
            )
