"""What is kept on disk between runs: entries by key, each with a checksum.

Not ``joblib.Memory``, whose entries are pickles, which whoever writes them may fill with code. An
entry here is plain bytes in an SQLite database; one that is damaged counts as none.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from classifier.errors import CorpusError

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


class Kept:
    """Entries by key, in a folder that only its owner may open and anyone may throw away.

    Parameters
    ----------
    folder : Path
        The folder of all caches.
    name : str
        What is kept; gets a folder of its own in it.

    Attributes
    ----------
    path : Path
        The database.

    Raises
    ------
    CorpusError
        When the folder cannot be made, or kept from others.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / name / f"{name}.sqlite3"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.parent.chmod(0o700)
            self._make_sound()
        except (OSError, sqlite3.DatabaseError) as error:
            raise _unusable(folder, error) from error

    def get(self, keys: Iterable[bytes]) -> Iterator[bytes | None]:
        """Yield what is kept under each key, None when that is nothing or damaged."""
        with self._database() as database:
            for key in keys:
                row = database.execute("SELECT entry FROM entries WHERE key = ?", (key,)).fetchone()
                yield _content(key, row[0]) if row else None

    def put(self, contents: Mapping[bytes, bytes], most: int | None = None) -> None:
        """Keep contents by key; all of them are kept or none.

        Parameters
        ----------
        contents : mapping of bytes to bytes
            What to keep.
        most : int, optional
            How many entries there may be: when there are more, the cache begins anew with these.
        """
        rows = [(key, _checksum(key, content) + content) for key, content in contents.items()]
        with self._database() as database, database:
            if most is not None:
                (n_entries,) = database.execute("SELECT count(*) FROM entries").fetchone()
                if n_entries + len(rows) > most:
                    database.execute("DELETE FROM entries")
            database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", rows)

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


def _unusable(path: Path, error: Exception) -> CorpusError:
    return CorpusError(
        f"{path}: the cache cannot be used ({error}); "
        "give another folder with --cache, or do without: --no-cache"
    )


def _content(key: bytes, entry: Any) -> bytes | None:
    """Return what an entry holds, None when it is not what was kept under the key."""
    if not isinstance(entry, bytes):
        return None
    size = len(_checksum(key, b""))
    content = entry[size:]
    return content if entry[:size] == _checksum(key, content) else None


def _checksum(key: bytes, content: bytes) -> bytes:
    return blake2b(key + content, digest_size=16).digest()
