"""A copy of a DOCX file with comments, by python-docx; what is given is never changed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import docx
from docx.text.run import Run
from lxml import etree

from classifier.documents.builder import DocumentBuilder
from classifier.documents.docx.origins import Origins
from classifier.documents.docx.reading import trace
from classifier.documents.docx.runs import LeafPlace, Runs
from classifier.documents.docx.walk import LEAVES, REFERENCES
from classifier.documents.limits import Limits
from classifier.errors import ClassifierError, UnreadableDocumentError

_DEFAULT: Final = Limits()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on words."""

    start: int  # offset in characters into Document.text
    end: int  # exclusive
    text: str  # plain; paragraphs are parted by a newline
    apart: str = ""  # put before it where it cannot stand at its words, and so should tell them


def commented(
    content: bytes,
    comments: Iterable[Comment],
    *,
    author: str,
    initials: str,
    name: str,
    limits: Limits = _DEFAULT,
) -> bytes:
    """Return a copy of a DOCX file with comments.

    Runs are split so that a comment holds its words and no more. Word knows no comments within
    notes and text boxes: those on words there stand at the mark of the note, or where the text
    box hangs; those on the number of a paragraph, or on a formula, at the text nearby.

    Parameters
    ----------
    content : bytes
        The file.
    comments : iterable of Comment
        In the order in which they are listed.
    author, initials : str
        Who made them, as a word processor shows it.
    name : str
        What to call the file in messages.
    limits : Limits
        How large the file may be, as when it was read.

    Raises
    ------
    TooLargeDocumentError
        When the file is above a limit.
    UnreadableDocumentError
        When the file is damaged, or of a variety that python-docx does not know.
    """
    builder = DocumentBuilder(name, limits)
    stream = io.BytesIO()
    try:
        leaves, found = trace(content, builder)
        origins = Origins(builder.build(), found)
        word = docx.Document(io.BytesIO(content))
        own = list(word.element.iter(*LEAVES, *REFERENCES))
        if [leaf.tag for leaf in leaves] != [leaf.tag for leaf in own]:
            raise ValueError("its main part is not where it should be")
        runs = Runs(own)
        anchors = list(_anchors(comments, origins, leaves, runs))
        runs.split(place for anchor in anchors for place in anchor.cuts)
        for anchor in anchors:
            ends = [runs.run(place) for place in (anchor.first, anchor.last)]
            of_docx = [Run(run, word) for run in ends if run is not None]
            word.add_comment(of_docx, anchor.text, author, initials)
        word.save(stream)
    except (ClassifierError, MemoryError):
        raise
    except Exception as error:  # whatever python-docx raises on a damaged or unusual file
        raise UnreadableDocumentError(
            f"{name}: no comments can be put in it ({type(error).__name__}: {error}); save it anew "
            "as an ordinary .docx"
        ) from error
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Where a comment stands; both places are in a run."""

    first: LeafPlace
    last: LeafPlace
    text: str
    cuts: tuple[LeafPlace, ...]  # where a run has to begin, so that the words stand by themselves


def _anchors(
    comments: Iterable[Comment],
    origins: Origins,
    leaves: Sequence[etree._Element],
    runs: Runs,
) -> Iterator[_Anchor]:
    numbers = {leaf: number for number, leaf in enumerate(leaves)}
    for comment in comments:
        spots = origins.spots(comment.start, comment.end)
        places = [LeafPlace(numbers[spot.leaf], spot.offset) for spot in spots]
        own = [place for place in places if runs.may_split(place.leaf)]
        if own:
            first, last = min(own), max(own)
            yield _Anchor(first, last, comment.text, (first, last.after))
            continue
        near = (
            LeafPlace(numbers[spot.leaf], spot.offset)
            for some in chain([spots], origins.near(comment.start))
            for spot in some
        )
        found = next((place for place in near if runs.run(place) is not None), None)
        if found is None:
            raise ValueError("it has no text outside formulas")
        yield _Anchor(found, found, f"{comment.apart}\n{comment.text}", ())
