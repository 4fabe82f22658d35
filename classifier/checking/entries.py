"""What is wrong with documents by themselves: no label, no text, too short, in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import spacy

from classifier.assessment.doubt import MIN_WORDS
from classifier.checking.finding import Finding, Kind
from classifier.corpora import Entry, Fields
from classifier.corpora.faults import faults, is_misread
from classifier.counting import counted, too_few
from classifier.documents import Limits
from classifier.preprocessing.language import is_dutch

_tokenizer = cache(spacy.blank)
_SAMPLE: Final = 20_000  # characters that tell the language
# What is left of letters with accents and of quotes that were read in the wrong encoding.
_BROKEN: Final = re.compile("\ufffd|\u00c3[\u0080-\u00bf]|\u00e2\u20ac|\u00e2\u0080")


def entry_findings(
    entries: Sequence[Entry], labels: tuple[str, ...], fields: Fields
) -> Iterator[Finding]:
    """Yield what is wrong with each document by itself.

    Parameters
    ----------
    entries : sequence of Entry
        A corpus.
    labels : tuple of str
        The labels that may occur.
    fields : Fields
        What the columns are called, for the remedies.
    """
    most = Limits().max_chars
    labelled = [entry for entry in entries if entry.label is not None]
    n_textless = sum(not entry.text.strip() and not entry.problems for entry in labelled)
    few_textless = not is_misread(n_textless, len(labelled))
    nlp = _tokenizer("nl")
    for entry in entries:
        for problem in entry.problems:
            yield Finding("unreadable", (entry.id,), problem)
        if entry.label is None and labelled and not entry.problems:
            message = f"{entry.where}: no label; fill {fields.label!r}, or training leaves it out"
            yield Finding("unlabelled", (entry.id,), message)
        elif few_textless and entry.label in labels and not (entry.problems or entry.text.strip()):
            message = f"{entry.where}: no text; fill {fields.text!r}, or training leaves it out"
            yield Finding("textless", (entry.id,), message)
        elif not entry.problems:
            for fault in faults(entry, labels, fields):
                yield Finding("text" if ": no text; " in fault else "label", (entry.id,), fault)
        if not entry.text.strip():
            continue
        n_words, n_chars = len(entry.text.split()), len(entry.text)
        if n_chars > most:
            yield _finding("text", entry, f"{n_chars} characters, while at most {most} are read")
            continue
        if n_words < MIN_WORDS:
            yield _finding("short", entry, f"{counted(n_words, 'word')}, too few to judge")
        elif not is_dutch(nlp.make_doc(entry.text[:_SAMPLE])):
            yield _finding("language", entry, "does not look like Dutch")
        broken = _BROKEN.findall(entry.text)
        if broken:
            message = (
                f"{counted(len(broken), 'character was', 'characters were')} read in a wrong "
                "encoding; save it as UTF-8"
            )
            yield Finding("characters", (entry.id,), f"{entry.where}: {message}")


def label_findings(
    entries: Sequence[Entry], groups: Sequence[str], labels: tuple[str, ...], needed: int
) -> Iterator[Finding]:
    """Yield the labels that too few groups have to be learned.

    Parameters
    ----------
    entries : sequence of Entry
        A corpus.
    groups : sequence of str
        The group of each.
    labels : tuple of str
        The labels that must occur.
    needed : int
        In how many groups.
    """
    for label in labels:
        pairs = zip(entries, groups, strict=True)
        n_groups = len({group for entry, group in pairs if entry.label == label})
        if n_groups < needed:
            yield Finding(
                "few",
                (),
                f"{too_few(n_groups, 'group')} of documents with label {label!r}; "
                f"training needs {needed}: add documents, or check these together with others",
            )


def _finding(kind: Kind, entry: Entry, message: str) -> Finding:
    return Finding(kind, (entry.id,), f"{entry.where}: {message}; leave it out")
