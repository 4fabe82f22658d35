"""Answers about one document put together: annotators that agree, labels asked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from classifier.corpora.entry import Entry


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """Return an entry for each document and label, in the order of the documents.

    Those who give one label become one entry; a document with two labels stays two entries with
    one id. An answer without a label (skipped, rejected) gives way to one with a label.

    Parameters
    ----------
    entries : iterable of Entry
        Several may be of one document: the id and the text are then the same.
    """
    documents: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        documents.setdefault((entry.id, entry.text), []).append(entry)
    return [entry for answers in documents.values() for entry in _by_label(answers)]


def _by_label(answers: Sequence[Entry]) -> list[Entry]:
    labels = dict.fromkeys(answer.label for answer in answers if answer.label is not None)
    # A document with a label may have other answers that only mark its passages.
    shared = [answer for answer in answers if answer.label is None]
    return [
        _joined([answer for answer in answers if answer.label == label] + shared)
        for label in labels
    ] or [_joined(shared)]


def _joined(answers: Sequence[Entry]) -> Entry:
    first = answers[0]
    agreeing = [answer for answer in answers if answer.label == first.label]
    if len(answers) == 1:
        return first
    who = list(dict.fromkeys(answer.annotator for answer in agreeing if answer.annotator))
    passages = {passage for answer in answers for passage in answer.passages}
    problems = dict.fromkeys(problem for answer in answers for problem in answer.problems)
    return replace(
        first,
        passages=tuple(sorted(passages, key=lambda p: (p.start, p.end, p.label))),
        annotator=", ".join(who),
        annotators=max(len(who), 1) if first.annotators is None else first.annotators,
        problems=tuple(problems),
    )
