"""What is in a corpus: how many documents of each label, by source, length and decade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from classifier.corpora import Entry
from classifier.evaluation.slices import decade_of, length_of, years_in

#: The name of what has no label.
UNLABELLED: Final = "no label"


@dataclass(frozen=True, slots=True)
class Table:
    """How often each label occurs in each part of a corpus."""

    name: str  # what the corpus is divided by
    labels: tuple[str, ...]  # sorted; the columns
    rows: dict[str, tuple[int, ...]]  # by part: a count for each label
    totals: tuple[int, ...]  # of the corpus as a whole; labels may share a group


def tables(entries: Sequence[Entry]) -> list[Table]:
    """Return the tables of a corpus: by label, source, length, decade and split.

    Parameters
    ----------
    entries : sequence of Entry
        A corpus; a division that puts all documents in one part is left out.
    """
    labels = sorted({_label(entry) for entry in entries})
    found = [
        Table(
            "label",
            ("documents", "groups", "words"),
            {label: _sizes([e for e in entries if _label(e) == label]) for label in labels},
            _sizes(entries),
        )
    ]
    n_each = Counter(map(_label, entries))
    totals = tuple(n_each[label] for label in labels)
    for name, part_of in _DIVISIONS.items():
        counts: dict[str, Counter[str]] = {}
        for entry in entries:
            counts.setdefault(part_of(entry), Counter())[_label(entry)] += 1
        if len(counts) > 1:
            rows = {part: tuple(counts[part][label] for label in labels) for part in sorted(counts)}
            found.append(Table(name, tuple(labels), rows, totals))
    return found


def length_in_words(entry: Entry) -> int:
    """Return how many words a document has."""
    return len(entry.text.split())


def _label(entry: Entry) -> str:
    return UNLABELLED if entry.label is None else entry.label


def _sizes(entries: Sequence[Entry]) -> tuple[int, int, int]:
    groups = len({entry.group for entry in entries})
    return len(entries), groups, sum(map(length_in_words, entries))


def _decade(entry: Entry) -> str:
    """Return the decade of a document: of its date, or else of the latest year that it names."""
    dated = years_in(entry.date)
    return decade_of(str(dated[0]) if dated else entry.text)


_DIVISIONS: Final[dict[str, Callable[[Entry], str]]] = {
    "source": lambda entry: entry.source,
    "length": lambda entry: length_of(entry.text),
    "decade": _decade,
    "split": lambda entry: entry.split or "no split",
}
