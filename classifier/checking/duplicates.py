"""Duplicates: texts that are the same but for their layout, and texts that share their wording.

The wording of a text is the set of its runs of words (shingles), as hashes. Two texts are compared
when the smallest hashes of both (a bottom-k sketch) have some in common; how alike they are is then
computed exactly, so a pair that is reported is as alike as is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import HashingVectorizer

_SHINGLE: Final = 4  # words
_SKETCH: Final = 128  # smallest hashes of a text
_HASHES: Final = 2**30
_MAX_CHARS: Final = 1_000_000  # of a text; the rest does not change the picture
_COMMON: Final = 200  # texts that may share a hash: more, and it is a formula of many documents
_BATCH: Final = 500  # texts that are compared with all others at a time
#: The share of the wording of two texts together that makes them near-duplicates.
ALIKE: Final = 0.5


def same(texts: Sequence[str]) -> list[list[int]]:
    """Return the places of texts that are the same but for case and white space, two or more.

    >>> same(["De  nota", "iets", "de nota", ""])
    [[0, 2]]
    """
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(" ".join(text.casefold().split()), []).append(place)
    places.pop("", None)
    return [found for found in places.values() if len(found) > 1]


def alike(texts: Sequence[str], least: float = ALIKE) -> list[tuple[int, int, float]]:
    """Return pairs of texts that share their wording.

    Parameters
    ----------
    texts : sequence of str
        The texts; those under a shingle have no wording.
    least : float
        The share of their shingles together (the Jaccard index) from which a pair counts.

    Returns
    -------
    list of (int, int, float)
        The places of each pair, the first first, and the share.
    """
    shingles = _shingles(texts) if texts else csr_matrix((0, 0))
    if not shingles.nnz:
        return []
    sketches = _sketches(shingles)
    sizes = np.diff(shingles.indptr)
    # Of two texts that are as alike as asked, far more of the sketches is shared than this.
    enough = max(1, int(_SKETCH * least / 4))
    found = []
    for start in range(0, len(texts), _BATCH):
        shared = (sketches[start : start + _BATCH] @ sketches.T).tocoo()
        first, second = shared.row + start, shared.col
        least_shared = np.minimum(enough, np.minimum(sizes[first], sizes[second]) * least / 2)
        chosen = (first < second) & (shared.data >= least_shared)
        for one, other in zip(first[chosen].tolist(), second[chosen].tolist(), strict=True):
            share = _jaccard(shingles, one, other)
            if share >= least:
                found.append((one, other, share))
    return found


def twins(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return links between the places of texts that are the same or alike, for :func:`clusters`.

    >>> twins(["De  nota", "iets", "de nota"])
    [(0, 2)]
    """
    links = [(one, other) for one, other, _ in alike(texts)]
    return links + [(places[0], place) for places in same(texts) for place in places[1:]]


def shared(groups: Iterable[str]) -> list[tuple[int, int]]:
    """Return links between the places of what has one group, for :func:`clusters`.

    >>> shared(["a", "b", "a"])
    [(0, 0), (1, 1), (0, 2)]
    """
    first: dict[str, int] = {}
    return [(first.setdefault(group, place), place) for place, group in enumerate(groups)]


def clusters(n_texts: int, links: Iterable[tuple[int, int]]) -> npt.NDArray[np.int64]:
    """Return the number of each text's cluster: texts that are linked, through others or not.

    Parameters
    ----------
    n_texts : int
        How many texts there are.
    links : iterable of (int, int)
        Pairs of places.

    Returns
    -------
    array of int, shape (n_texts,)
    """
    pairs = np.array(list(links), dtype=np.int64).reshape(-1, 2)
    graph = csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n_texts, n_texts))
    _, numbers = connected_components(graph, directed=False)
    return np.asarray(numbers, dtype=np.int64)


def _shingles(texts: Sequence[str]) -> csr_matrix:
    vectorizer = HashingVectorizer(
        ngram_range=(_SHINGLE, _SHINGLE),
        n_features=_HASHES,
        token_pattern=r"\w+",  # noqa: S106  (words, no secret)
        binary=True,
        norm=None,
        alternate_sign=False,
    )
    rows = vectorizer.transform(text[:_MAX_CHARS] for text in texts)
    rows.sort_indices()
    return csr_matrix(rows)


def _sketches(shingles: csr_matrix) -> csr_matrix:
    """Return the smallest hashes of each row: the columns are hashes, so these are the first."""
    ends = np.minimum(shingles.indptr[1:], shingles.indptr[:-1] + _SKETCH)
    lengths = ends - shingles.indptr[:-1]
    kept = np.concatenate(
        [shingles.indices[a:b] for a, b in zip(shingles.indptr[:-1], ends, strict=True)]
    )
    hashes, columns, counts = np.unique(kept, return_inverse=True, return_counts=True)
    indptr = np.concatenate([[0], np.cumsum(lengths)])
    sketches = csr_matrix(
        (np.ones(len(kept), dtype=np.int32), columns, indptr),
        shape=(len(lengths), len(hashes)),
    )
    return csr_matrix(sketches[:, counts <= _COMMON])


def _jaccard(shingles: csr_matrix, one: int, other: int) -> float:
    a, b = (
        shingles.indices[shingles.indptr[place] : shingles.indptr[place + 1]]
        for place in (one, other)
    )
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / (len(a) + len(b) - common)
