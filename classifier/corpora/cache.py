"""A cache of observations: what was seen in a text before is not worked out again.

An entry is JSON and plain arrays. Observations hold the words of the texts in order: a cache is as
confidential as the corpus.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from classifier.corpora.entry import Within
from classifier.corpora.kept import Kept
from classifier.corpora.pipelines import pipeline_here
from classifier.features import Observation
from classifier.preprocessing import pipeline_id

_FORMAT: Final = 1  # to be raised when entries are written otherwise
_HEAD: Final = struct.Struct("<II")  # bytes of JSON, and number of places
# What an observation is made by.
_CODE: Final = ("documents", "preprocessing", "features", "corpora/within.py")


class ObservationCache:
    """Observations by what they are of and the program that made them.

    What is observed is a text, or a passage within the text of its document.

    Parameters
    ----------
    folder : Path
        The folder of all caches.
    pipeline : str
        The name of the pipeline that the texts are observed with.

    Raises
    ------
    CorpusError
        When the folder cannot be made, or kept from others.
    """

    def __init__(self, folder: Path, pipeline: str) -> None:
        self._kept = Kept(folder, "observations")
        self._program = _program(pipeline)

    def get(self, observed: Iterable[str | Within]) -> Iterator[Observation | None]:
        """Yield what is kept of each, None when that is nothing or damaged."""
        for content in self._kept.get(map(self._key, observed)):
            yield None if content is None else _unpacked(content)

    def put(self, observations: Mapping[str, Observation] | Mapping[Within, Observation]) -> None:
        """Keep the observations of some texts or passages; all of them are kept or none."""
        self._kept.put({self._key(each): _packed(one) for each, one in observations.items()})

    def _key(self, observed: str | Within) -> bytes:
        if isinstance(observed, str):
            return sha256(self._program + _encoded(observed)).digest()
        # What the document is called is no part of what is seen in it.
        text = sha256(_encoded(observed.text)).digest()
        place = struct.pack("<QQ", observed.start, observed.end)
        return sha256(self._program + b"within " + place + text).digest()


@lru_cache(maxsize=4)
def _program(pipeline: str) -> bytes:
    """Return what tells the programs apart that can give other observations of a text."""
    known = f"{_FORMAT} {pipeline_id(pipeline_here(pipeline))} {version('spacy')}"
    return sha256(known.encode() + code_digest(_CODE)).digest()


def code_digest(parts: Iterable[str]) -> bytes:
    """Return a digest of some of the code, so that no one has to remember to raise a number.

    Parameters
    ----------
    parts : iterable of str
        Names of packages and modules, such as ``features`` and ``corpora/within.py``.
    """
    digest = sha256()
    package = Path(str(files("classifier")))
    for part in parts:
        for path in sorted([package / part, *(package / part).rglob("*")]):
            if path.is_file() and path.suffix in (".py", ".toml"):
                digest.update(path.relative_to(package).as_posix().encode())
                digest.update(sha256(path.read_bytes()).digest())
    return digest.digest()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogatepass")


def _packed(observation: Observation) -> bytes:
    known = [observation.n_words, observation.words, dict(observation.marks)]
    head = json.dumps(known, separators=(",", ":")).encode("ascii")
    arrays = (
        observation.ids.astype("<i4"),
        observation.spans.astype("<i4"),
        observation.joins.astype("u1"),
    )
    return zlib.compress(
        b"".join(
            [_HEAD.pack(len(head), len(observation.ids)), head, *(a.tobytes() for a in arrays)]
        ),
        1,
    )


def _unpacked(content: bytes) -> Observation | None:
    with suppress(ValueError, TypeError, KeyError, struct.error, zlib.error):
        content = zlib.decompress(content)
        n_head, n_places = _HEAD.unpack_from(content)
        start = _HEAD.size + n_head
        n_words, words, marks = json.loads(content[_HEAD.size : start])
        numbers = np.frombuffer(content, "<i4", 3 * n_places, start)
        joins = np.frombuffer(content, "u1", n_places, start + 12 * n_places)
        return Observation(
            n_words=n_words,
            words=tuple(words),
            ids=numbers[:n_places].astype(np.int32),
            spans=numbers[n_places:].reshape(-1, 2).astype(np.int32),
            joins=joins.astype(bool),
            marks={name: tuple((a, b) for a, b in places) for name, places in marks.items()},
        )
    return None
