"""A cache of observations: what was seen in a text before is not worked out again.

Not ``joblib.Memory``, whose entries are pickles, which whoever writes them may fill with code. An
entry here is JSON and plain arrays in an SQLite database, with a checksum; one that is damaged is
worked out anew. Observations hold the words of the texts in order: a cache is as confidential as
the corpus, so only its owner may open the folder.
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from hashlib import blake2b, sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np

from classifier.errors import CorpusError
from classifier.features import Observation
from classifier.preprocessing import build_pipeline, pipeline_id

_FORMAT: Final = 1  # to be raised when entries are written otherwise
_HEAD: Final = struct.Struct("<II")  # bytes of JSON, and number of places
_STAGES: Final = ("documents", "preprocessing", "features")  # what an observation is made by
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, entry BLOB NOT NULL) WITHOUT ROWID"
)
_PATIENCE: Final = 60.0  # seconds to wait for another run that writes


def default_folder() -> Path:
    """Return the folder of the user's caches of this program."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    # The specification: a path that is not absolute is to be passed over.
    base = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
    return base / "beleidsregel"


class ObservationCache:
    """Observations by the text they are of and the program that made them.

    Parameters
    ----------
    folder : Path
        Gets a folder ``observations`` that only its owner may open. It may be thrown away at any
        time.
    pipeline : str
        The name of the pipeline that the texts are observed with.

    Raises
    ------
    CorpusError
        When the folder cannot be made, or kept from others.
    """

    def __init__(self, folder: Path, pipeline: str) -> None:
        self.path = folder / "observations" / "observations.sqlite3"
        self._program = _program(pipeline)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.parent.chmod(0o700)
            self._make_sound()
        except (OSError, sqlite3.DatabaseError) as error:
            raise _unusable(folder, error) from error

    def get(self, texts: Iterable[str]) -> Iterator[Observation | None]:
        """Yield what is kept of each text, None when that is nothing or damaged."""
        with self._database() as database:
            for text in texts:
                key = self._key(text)
                row = database.execute("SELECT entry FROM entries WHERE key = ?", (key,)).fetchone()
                yield _unpacked(key, row[0]) if row else None

    def put(self, observations: Mapping[str, Observation]) -> None:
        """Keep the observations of some texts; all of them are kept or none."""
        keys = [self._key(text) for text in observations]
        rows = [(k, _packed(k, one)) for k, one in zip(keys, observations.values(), strict=True)]
        with self._database() as database, database:
            database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", rows)

    def _key(self, text: str) -> bytes:
        return sha256(self._program + text.encode("utf-8", errors="surrogatepass")).digest()

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as database:
                yield database
        except sqlite3.DatabaseError as error:
            raise _unusable(self.path, error) from error

    def _make_sound(self) -> None:
        """Make the database; what is no sound one makes place for it."""
        with closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as database:
            try:
                database.execute(_TABLE)
                if database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                    return
            except sqlite3.OperationalError:  # locked, or a full disk: no reason to throw it away
                raise
            except sqlite3.DatabaseError:
                pass
        for suffix in ("", "-journal", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        with self._database() as database:
            database.execute(_TABLE)


@lru_cache(maxsize=4)
def _program(pipeline: str) -> bytes:
    """Return what tells the programs apart that can give other observations of a text.

    The code itself counts, so that no one has to remember to raise a number.
    """
    digest = sha256(
        f"{_FORMAT} {pipeline_id(build_pipeline(pipeline))} {version('spacy')}".encode()
    )
    package = Path(str(files("classifier")))
    for stage in _STAGES:
        for path in sorted((package / stage).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.relative_to(package).as_posix().encode())
                digest.update(sha256(path.read_bytes()).digest())
    return digest.digest()


def _unusable(path: Path, error: Exception) -> CorpusError:
    return CorpusError(
        f"{path}: the cache cannot be used ({error}); "
        "give another folder with --cache, or do without: --no-cache"
    )


def _packed(key: bytes, observation: Observation) -> bytes:
    known = [observation.n_words, observation.words, dict(observation.marks)]
    head = json.dumps(known, separators=(",", ":")).encode("ascii")
    arrays = (
        observation.ids.astype("<i4"),
        observation.spans.astype("<i4"),
        observation.joins.astype("u1"),
    )
    content = zlib.compress(
        b"".join(
            [_HEAD.pack(len(head), len(observation.ids)), head, *(a.tobytes() for a in arrays)]
        ),
        1,
    )
    return _checksum(key, content) + content


def _unpacked(key: bytes, entry: Any) -> Observation | None:
    with suppress(ValueError, TypeError, KeyError, struct.error, zlib.error):
        size = len(_checksum(key, b""))
        content = entry[size:]
        if entry[:size] != _checksum(key, content):
            return None
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


def _checksum(key: bytes, content: bytes) -> bytes:
    return blake2b(key + content, digest_size=16).digest()
