"""The formats of rows, and which of them a row is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from classifier.corpora import asreview, doccano, labelstudio, plain, prodigy
from classifier.corpora.entry import Entry, Fields, RowPlace
from classifier.corpora.files import FileTexts


@dataclass(frozen=True, slots=True)
class Format:
    """How the rows of one program are told and read."""

    name: str
    recognises: Callable[[Mapping[str, Any]], bool]
    read: Callable[[Mapping[str, Any], RowPlace, Fields, FileTexts], Iterator[Entry]]
    merges: bool  # whether several rows may be of one document


#: The most particular first; every row is of the last.
FORMATS: Final = (
    Format("Label Studio", labelstudio.recognises, labelstudio.read, merges=True),
    Format("Prodigy", prodigy.recognises, prodigy.read, merges=True),
    Format("ASReview", asreview.recognises, asreview.read, merges=False),
    Format("doccano", doccano.recognises, doccano.read, merges=True),
    Format("rows", plain.recognises, plain.read, merges=False),
)


def format_of(row: Mapping[str, Any]) -> Format:
    """Return the format of a row.

    >>> format_of({"text": "…", "label": "overig", "answer": "accept"}).name
    'Prodigy'
    """
    return next(form for form in FORMATS if form.recognises(row))
