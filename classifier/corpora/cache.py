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

from classifier.corpora.kept import Kept
from classifier.features import Observation
from classifier.preprocessing import build_pipeline, pipeline_id

_FORMAT: Final = 1  # to be raised when entries are written otherwise
_HEAD: Final = struct.Struct("<II")  # bytes of JSON, and number of places
_STAGES: Final = ("documents", "preprocessing", "features")  # what an observation is made by


class ObservationCache:
    """Observations by the text they are of and the program that made them.

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

    def get(self, texts: Iterable[str]) -> Iterator[Observation | None]:
        """Yield what is kept of each text, None when that is nothing or damaged."""
        for content in self._kept.get(map(self._key, texts)):
            yield None if content is None else _unpacked(content)

    def put(self, observations: Mapping[str, Observation]) -> None:
        """Keep the observations of some texts; all of them are kept or none."""
        self._kept.put({self._key(text): _packed(one) for text, one in observations.items()})

    def _key(self, text: str) -> bytes:
        return sha256(self._program + text.encode("utf-8", errors="surrogatepass")).digest()


@lru_cache(maxsize=4)
def _program(pipeline: str) -> bytes:
    """Return what tells the programs apart that can give other observations of a text."""
    known = f"{_FORMAT} {pipeline_id(build_pipeline(pipeline))} {version('spacy')}"
    return sha256(known.encode() + code_digest(_STAGES)).digest()


def code_digest(stages: Iterable[str]) -> bytes:
    """Return a digest of the code of some stages, so that no one has to remember to raise a number.

    Parameters
    ----------
    stages : iterable of str
        Names of packages, such as ``features``.
    """
    digest = sha256()
    package = Path(str(files("classifier")))
    for stage in stages:
        for path in sorted((package / stage).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.relative_to(package).as_posix().encode())
                digest.update(sha256(path.read_bytes()).digest())
    return digest.digest()


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
