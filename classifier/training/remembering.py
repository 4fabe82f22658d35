"""A cache of what was learned, so that a training that is repeated or goes on learns what is new.

The regressions and the smoothing of a training are kept by what they were learned from, down to
the last bit, and by all that could make their last bits differ. They say less about the texts than
the observations beside them, but are as confidential.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from threadpoolctl import threadpool_info

from classifier.corpora.cache import code_digest
from classifier.corpora.kept import Kept
from classifier.model.memory import Array

_STAGES: Final = ("model",)  # what arrays are learned by
_PACKAGES: Final = ("numpy", "scipy", "scikit-learn")
_MOST: Final = 500  # entries, of which a training makes about twenty


class LearningCache:
    """Arrays by the digest of what they were learned from: a memory of the model.

    Parameters
    ----------
    folder : Path
        The folder of all caches.

    Raises
    ------
    CorpusError
        When the folder cannot be made, or kept from others.
    """

    def __init__(self, folder: Path) -> None:
        self._kept = Kept(folder, "learned")
        self._program = _program()

    def recall(self, digest: bytes) -> list[Array] | None:
        """Return what is kept, None when that is nothing."""
        (content,) = self._kept.get([self._key(digest)])
        if content is None:
            return None
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
                return [arrays[name] for name in arrays.files]
        except (ValueError, OSError, EOFError, BadZipFile):  # as if it were not there
            return None

    def keep(self, digest: bytes, learned: Sequence[Array]) -> None:
        """Keep what was learned."""
        content = io.BytesIO()
        np.savez(content, *learned, allow_pickle=False)
        self._kept.put({self._key(digest): content.getvalue()}, most=_MOST)

    def _key(self, digest: bytes) -> bytes:
        return sha256(self._program + digest).digest()


@lru_cache(maxsize=1)
def _program() -> bytes:
    """Return what tells apart the programs and processors that can learn other last bits."""
    algebra = sorted(
        f"{one['internal_api']} {one.get('version')} {one.get('architecture')}"
        for one in threadpool_info()
        if one["user_api"] == "blas"
    )
    versions = [version(name) for name in _PACKAGES]
    return sha256(json.dumps([algebra, versions]).encode() + code_digest(_STAGES)).digest()
