"""What is wrong between documents: one id for two, one text with two labels, leaks of a split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from classifier.checking.duplicates import clusters, shared
from classifier.checking.finding import Finding
from classifier.corpora import Entry

_NAMED: Final = 5  # documents that a message names; all are in its ids
Pair = tuple[int, int, float]


def id_findings(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Yield each id that stands for several texts."""
    texts: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        if entry.text.strip():
            texts[entry.id].setdefault(entry.text, entry)
    for name, found in texts.items():
        if len(found) > 1:
            places = "; ".join(entry.where for entry in list(found.values())[:_NAMED])
            message = f"one id for {len(found)} texts ({places}); give each its own"
            yield Finding("id", (name,), message)


def same_findings(entries: Sequence[Entry], found: Sequence[Sequence[int]]) -> Iterator[Finding]:
    """Yield what is wrong with texts that stand in a corpus more than once.

    Parameters
    ----------
    entries : sequence of Entry
        A corpus.
    found : sequence of sequences of int
        The places of texts that are the same.
    """
    for places in found:
        documents = [entries[place] for place in places]
        ids = tuple(dict.fromkeys(document.id for document in documents))
        labels = sorted({document.label for document in documents if document.label is not None})
        if len(labels) > 1:
            message = f"one text, labelled {' and '.join(labels)}: {_named(documents)}; choose one"
            yield Finding("conflict", ids, message)
        elif len({document.group for document in documents}) > 1:
            message = f"one text, in several groups: {_named(documents)}; keep one of them"
            yield Finding("twice", ids, message)
        else:
            message = f"one text, {len(documents)} times: {_named(documents)}; keep one of them"
            yield Finding("near", ids, message)


def alike_findings(entries: Sequence[Entry], pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield clusters of texts that share their wording but not their group, or not their label.

    Parameters
    ----------
    entries : sequence of Entry
        A corpus.
    pairs : sequence of (int, int, float)
        The places of texts that are alike, and how much.
    """
    numbers = clusters(len(entries), [(one, other) for one, other, _ in pairs])
    members: dict[int, set[int]] = defaultdict(set)
    shares: dict[int, list[float]] = defaultdict(list)
    for one, other, share in pairs:
        members[int(numbers[one])] |= {one, other}
        shares[int(numbers[one])].append(share)
    for number, places in members.items():
        documents = [entries[place] for place in sorted(places)]
        ids = tuple(dict.fromkeys(document.id for document in documents))
        least = f"{min(shares[number]):.0%}"
        if len({document.group for document in documents}) > 1:
            message = (
                f"near-duplicates ({least} of their wording) in several groups: "
                f"{_named(documents)}; give them one group (--write-groups)"
            )
            yield Finding("near", ids, message)
        labels = sorted({document.label for document in documents if document.label is not None})
        if len(labels) > 1:
            by_label = ", ".join(f"{d.id} is {d.label}" for d in documents[:_NAMED])
            message = f"near-duplicates ({least} of their wording) with other labels: {by_label}"
            yield Finding("labels-differ", ids, f"{message}; look whether both are right")


def leak_findings(
    entries: Sequence[Entry], groups: Sequence[str], alike: Sequence[Pair]
) -> Iterator[Finding]:
    """Yield what stands in several splits: a group, or near-duplicates of different groups.

    Parameters
    ----------
    entries : sequence of Entry
        A corpus; only entries with a split count.
    groups : sequence of str
        The group of each.
    alike : sequence of (int, int, float)
        The places of texts that are alike, or the same.
    """
    splits: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry, group in zip(entries, groups, strict=True):
        if entry.split:
            splits[group][entry.split].append(entry)
    for group, found in splits.items():
        if len(found) > 1:
            documents = [entry for part in found.values() for entry in part]
            message = (
                f"group {group!r} is in {' and '.join(sorted(found))}: {_named(documents)}; "
                "put it in one of them"
            )
            yield Finding("leak", tuple(document.id for document in documents), message)
    for one, other, share in alike:
        first, second = entries[one], entries[other]
        apart = groups[one] != groups[other]
        if apart and first.split and second.split and first.split != second.split:
            message = (
                f"{first.id} ({first.split}) and {second.id} ({second.split}) share "
                f"{share:.0%} of their wording; put them in one split"
            )
            yield Finding("leak", (first.id, second.id), message)


def joined_groups(entries: Sequence[Entry], links: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return the group of each entry when near-duplicates share one.

    Parameters
    ----------
    entries : sequence of Entry
        A corpus.
    links : sequence of (int, int)
        The places of near-duplicates.

    Returns
    -------
    tuple of str
        Of groups that are joined, the name that comes first.
    """
    known = shared(entry.group for entry in entries)
    numbers = clusters(len(entries), [*known, *links]).tolist()
    names: dict[int, str] = {}
    for entry, number in zip(entries, numbers, strict=True):
        names[number] = min(names.get(number, entry.group), entry.group)
    return tuple(names[number] for number in numbers)


def _named(documents: Sequence[Entry]) -> str:
    names = list(dict.fromkeys(document.id for document in documents))
    if len(names) == 1:  # one id in several places
        names = list(dict.fromkeys(document.where for document in documents))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
