"""Labelled corpora: documents with a label, and the group that near-duplicates share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from classifier.corpora import Entry, Fields, read_entries
from classifier.corpora.datasets import read_dataset
from classifier.corpora.entry import Within
from classifier.corpora.faults import faults
from classifier.corpora.incomplete import Incomplete
from classifier.counting import counted
from classifier.documents import Limits
from classifier.documents.builder import OcrMode
from classifier.errors import CorpusError

# What a document counts for in training, by the annotators' confidence (1 to 3).
CONFIDENCE_WEIGHTS: Final = {1: 0.7, 2: 0.85, 3: 1.0}
# When so many documents cannot be used, the corpus is no other than it seems.
_MOST_PROBLEMS: Final = 1000
# The label of a text, and where it stands first, by an id and the hash of the text.
_Given = dict[tuple[str, bytes], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """One document of a corpus."""

    id: str
    text: str
    label: str
    group: str  # near-duplicates share it; never split over training and test
    source: str  # the corpus it comes from, or the "source" field of its row
    weight: float = 1.0
    annotators: int | None = None
    within: Within | None = None  # of a passage: where it stands, if that is known
    file: Path | None = None  # that a row of the corpus names for its text


def read_corpus(
    path: Path,
    *,
    labels: tuple[str, ...],
    fields: Fields | None = None,
    texts: Path | None = None,
) -> Iterator[LabelledDocument]:
    """Read a labelled corpus, of which every document must be fit to learn from.

    Parameters
    ----------
    path : Path
        Of any format that :func:`classifier.corpora.read_entries` reads.
    labels : tuple of str
        The labels that may occur.
    fields : Fields, optional
        What the columns are called; without id and group, a document is its own group.
    texts : Path, optional
        The folder of the files that rows name; by default files lie beside the corpus.

    Raises
    ------
    CorpusError
        Naming the row that has no text, an unknown label, or another label than its id and text
        had before.
    """
    entries = read_entries(path, fields=fields, texts=texts)
    # What one sentence does may depend on where it stands, so passages may share a text.
    for document in _documents(entries, labels, fields or Fields(), {}, by_id=True):
        if isinstance(document, str):
            raise CorpusError(document)
        yield document


def _documents(
    entries: Iterable[Entry],
    labels: tuple[str, ...],
    fields: Fields,
    given: _Given,
    *,
    by_id: bool = False,
) -> Iterator[LabelledDocument | str]:
    """Yield each document of a corpus, or why it cannot be learned from.

    Those that were there before, in other corpora as well, are in ``given``: a text has one label,
    or with ``by_id`` one under each id.
    """
    for entry in entries:
        try:
            document = labelled(entry, labels, fields)
        except CorpusError as error:
            yield error.message
            continue
        # Not the texts themselves: a corpus that is read one by one may not fit in memory.
        text = hashlib.sha256(entry.text.encode("utf-8", errors="surrogatepass")).digest()
        label, where = given.setdefault(
            (entry.id if by_id else "", text), (document.label, entry.where)
        )
        if label == document.label:
            yield document
        else:
            yield (
                f"{entry.where}: its text is {entry.label} here and {label} in {where}; "
                "choose one, or leave the document out"
            )


def read_corpora(
    paths: Iterable[Path],
    *,
    labels: tuple[str, ...],
    fields: Fields | None = None,
    names: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    ocr: OcrMode = "auto",
    progress: Callable[[str], None] = lambda message: None,
) -> list[LabelledDocument]:
    """Read several labelled corpora as one, of which every document must be fit to learn from.

    What has no label yet is left out, and counted: a corpus is often labelled in part. So is what
    has a label and no text, unless that is most of a corpus: it was read from the wrong column.

    Parameters
    ----------
    paths : iterable of Path
        Each of any format that :func:`classifier.corpora.read_entries` reads.
    labels : tuple of str
        The labels that may occur.
    fields, names, limits, ocr
        As in :func:`classifier.corpora.read_entries`.
    progress : callable
        Is told in words what was left out of a corpus.

    Raises
    ------
    CorpusError
        When a corpus is empty, has no label at all, or mostly no texts, or naming the first
        document that cannot be used, and how many more there are: without a known label, or whose
        text has another label elsewhere.
    """
    documents: list[LabelledDocument] = []
    given: _Given = {}
    fields = fields or Fields()
    for path in paths:
        entries = read_entries(path, fields=fields, names=names, limits=limits, ocr=ocr)
        incomplete = Incomplete()
        n_before, problems = len(documents), []
        usable = incomplete.left_out_of(entries)
        for document in _documents(usable, labels, fields, given):
            if isinstance(document, str):
                problems.append(document)
            else:
                documents.append(document)
            if len(problems) == _MOST_PROBLEMS:
                break
        incomplete.check(len(documents) - n_before + len(problems), fields)
        if len(documents) == n_before:  # with a label in no row, its column has another name
            problems += [next(faults(entry, labels, fields)) for entry in incomplete.unlabelled]
        if len(problems) > 1:
            others = counted(len(problems) - 1, "more document cannot", "more documents cannot")
            raise CorpusError(f"{problems[0]}; {others} be used either: see corpus check")
        if problems:
            raise CorpusError(problems[0])
        if len(documents) == n_before:
            raise CorpusError(f"{path}: there are no documents in it; check the path")
        for sentence in incomplete.told():
            progress(sentence)
    return documents


def read_texts(path: Path, *, text_field: str = "text", id_field: str = "id") -> Iterator[str]:
    """Read the texts of documents without a label; rows without text are passed over.

    Parameters
    ----------
    path : Path
        A data set, as :func:`~classifier.corpora.datasets.read_dataset` reads it.
    text_field, id_field : str
        The columns that hold the text and the id; a row may lack the id.

    Raises
    ------
    CorpusError
        When the data set cannot be used.
    """
    rows = read_dataset(path, text_field=text_field, id_field=id_field, optional={id_field})
    for record in rows:
        if record.error is None and record.text.strip():
            yield record.text


def labelled(
    entry: Entry, labels: tuple[str, ...], fields: Fields, within: Within | None = None
) -> LabelledDocument:
    """Return an entry as a document, or a passage, that can be learned from.

    Parameters
    ----------
    entry : Entry
        As it was given.
    labels : tuple of str
        The labels that may occur.
    fields : Fields
        What the columns are called, for the remedy.
    within : Within, optional
        Of a passage: where it stands.

    Raises
    ------
    CorpusError
        When it has no text, or none of the labels, or came with another problem.
    """
    problems = [*entry.problems, *faults(entry, labels, fields)]
    if problems:
        raise CorpusError(problems[0])
    assert entry.label is not None  # noqa: S101  (it is one of the labels)
    return LabelledDocument(
        id=entry.id,
        text=entry.text,
        label=entry.label,
        group=entry.group,
        source=entry.source,
        weight=CONFIDENCE_WEIGHTS[entry.confidence or 3],
        annotators=entry.annotators,
        within=within,
        file=entry.file,
    )


def fingerprint(documents: list[LabelledDocument]) -> str:
    """Return a short hash of a corpus, the same whatever the order of its documents."""
    lines = sorted(f"{d.id}\t{d.label}\t{d.group}\t{d.text}" for d in documents)
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:12]
