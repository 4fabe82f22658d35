"""Split a corpus by group, with the labels in both parts as far as groups allow."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

from classifier.corpora import Entry
from classifier.counting import counted
from classifier.errors import CorpusError


def split(
    entries: Sequence[Entry], test_size: float = 0.2, *, seed: int = 0
) -> tuple[list[Entry], list[Entry]]:
    """Return the entries to train on, and those to test on.

    Groups are taken in a random order, the large ones first. One moves to the test part, or back,
    when that brings the labels of that part nearer to what they should be.

    Parameters
    ----------
    entries : sequence of Entry
        A corpus.
    test_size : float
        The share of the documents to test on.
    seed : int
        Of the order.

    Raises
    ------
    CorpusError
        When there are fewer than two groups, or the share is none.

    Examples
    --------
    >>> corpus = [Entry(str(n), "…", "overig", "", str(n // 2)) for n in range(10)]
    >>> train, test = split(corpus)
    >>> len(test), {entry.group for entry in train} & {entry.group for entry in test}
    (2, set())
    """
    if not 0 < test_size < 1:
        raise CorpusError(f"a test size of {test_size}; give a share between 0 and 1")
    labels: dict[str, list[str | None]] = defaultdict(list)
    for entry in entries:
        labels[entry.group].append(entry.label)
    if len(labels) < 2:
        raise CorpusError(
            f"{counted(len(labels), 'group')} cannot be split; add documents of other groups"
        )
    order = sorted(labels)
    random.Random(seed).shuffle(order)  # noqa: S311  (a split, no secret)
    order.sort(key=lambda group: -len(labels[group]))
    wanted = {label: n * test_size for label, n in Counter(e.label for e in entries).items()}
    taken: Counter[str | None] = Counter()
    chosen: set[str] = set()
    improved = True
    while improved:  # each move brings the labels nearer, so this ends
        improved = False
        for group in order:
            sign = -1 if group in chosen else 1
            moved = {label: sign * n for label, n in Counter(labels[group]).items()}
            before = sum((wanted[label] - taken[label]) ** 2 for label in moved)
            after = sum((wanted[label] - taken[label] - n) ** 2 for label, n in moved.items())
            if after < before and (sign < 0 or len(chosen) < len(labels) - 1):
                chosen ^= {group}
                taken.update(moved)
                improved = True
    # A share that is too small for any group still asks for something to test on.
    chosen = chosen or {order[-1]}
    train = [entry for entry in entries if entry.group not in chosen]
    return train, [entry for entry in entries if entry.group in chosen]
