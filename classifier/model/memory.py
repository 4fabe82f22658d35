"""What was learned before from the same figures is not learned again, while a memory is in use.

Like scikit-learn's configuration, the memory is set for a stretch of work, so that what learns need
not hand it on. What comes from a memory is what would have been learned, to the last bit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from typing import Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.generic]


class Memory(Protocol):
    """Keeps arrays by the digest of what they were learned from."""

    def recall(self, digest: bytes) -> list[Array] | None:
        """Return what is kept, None when that is nothing."""
        ...

    def keep(self, digest: bytes, learned: Sequence[Array]) -> None:
        """Keep what was learned."""
        ...


_memory: ContextVar[Memory | None] = ContextVar("memory", default=None)


@contextmanager
def using(memory: Memory | None) -> Iterator[None]:
    """Use a memory, or none, within a ``with`` block."""
    token = _memory.set(memory)
    try:
        yield
    finally:
        _memory.reset(token)


def remembered(
    learn: Callable[[], Sequence[Array]], arrays: Sequence[Array], choices: Sequence[object]
) -> Sequence[Array]:
    """Return what is remembered, or else learn and keep it.

    Parameters
    ----------
    learn : callable
        Learns; a function of the arrays and the choices alone.
    arrays : sequence of array
        What it learns from.
    choices : sequence
        What else it depends on, such as its name and settings; as JSON has them.
    """
    memory = _memory.get()
    if memory is None:
        return learn()
    digest = digest_of(arrays, choices)
    found = memory.recall(digest)
    if found is not None:
        return found
    learned = learn()
    memory.keep(digest, learned)
    return learned


def digest_of(arrays: Sequence[Array], choices: Sequence[object]) -> bytes:
    """Return a digest of arrays, with their shapes and types, and of choices.

    >>> ones = np.ones(2)
    >>> digest_of([ones], [1]) == digest_of([ones.reshape(1, 2)], [1])
    False
    """
    digest = blake2b(digest_size=32)
    head = [[array.shape, array.dtype.str] for array in arrays]
    digest.update(json.dumps([head, choices], default=float).encode("utf-8"))
    for array in arrays:
        digest.update(np.ascontiguousarray(array).data)
    return digest.digest()
