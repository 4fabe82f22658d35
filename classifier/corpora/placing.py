"""Labels that are kept apart from the documents find these, and labelled passages their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from classifier.corpora.corpus import CONFIDENCE_WEIGHTS, LabelledDocument
from classifier.corpora.datasets import read_dataset
from classifier.corpora.entry import Within
from classifier.corpora.within import find_passage
from classifier.errors import CorpusError


def texts_by_id(paths: Iterable[Path]) -> dict[str, str]:
    """Return the texts of the documents in data sets, by their id.

    Raises
    ------
    CorpusError
        When a data set cannot be read.
    """
    return {record.id: record.text for path in paths for record in read_dataset(path)}


def read_labels(table: Path, texts: Mapping[str, str]) -> Iterator[LabelledDocument]:
    """Read documents that are labelled by their id.

    Parameters
    ----------
    table : Path
        CSV with id, group, label, confidence and annotators.
    texts : mapping of str to str
        Of documents by their id.

    Raises
    ------
    CorpusError
        Naming the row whose document is not there, or whose numbers are none.
    """
    for record in read_dataset(table, optional={"text"}):
        row = record.fields
        try:
            yield LabelledDocument(
                id=record.id,
                text=texts[record.id],
                label=row["label"],
                group=row["group"],
                source=table.stem,
                weight=CONFIDENCE_WEIGHTS[int(row["confidence"])],
                annotators=int(row["annotators"]),
            )
        except (KeyError, ValueError) as error:
            raise CorpusError(
                f"{table} ({record.id}): names no document that is known, or gives no label, no "
                "group, no confidence from 1 to 3 or no number of annotators; check the row"
            ) from error


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
    texts
        As for :func:`read_labels`.

    Raises
    ------
    CorpusError
        As there.
    """
    for record in read_dataset(table, optional={"text"}):
        row = record.fields
        try:
            place = Within(record.id, texts[record.id], int(row["start"]), int(row["end"]))
            weight = CONFIDENCE_WEIGHTS[int(row["confidence"])]
        except (KeyError, ValueError) as error:
            raise CorpusError(
                f"{table} ({record.id}): gives no place in a document that is known, or no "
                "confidence from 1 to 3; check the row"
            ) from error
        yield LabelledDocument(
            id=f"{record.id}@{place.start}",
            text=place.text[place.start : place.end],
            label=row["label"],
            group=row["group"],
            source=table.stem,
            weight=weight,
            within=place,
        )
