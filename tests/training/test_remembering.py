import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from classifier.corpora.kept import Kept
from classifier.errors import CorpusError
from classifier.training import remembering as module
from classifier.training.remembering import LearningCache

LEARNED = [np.arange(6.0).reshape(2, 3), np.asfortranarray(np.ones((2, 2), dtype=np.float16))]


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    assert LearningCache(tmp_path).recall(b"key") is None
    LearningCache(tmp_path).keep(b"key", LEARNED)
    found = LearningCache(tmp_path).recall(b"key")
    assert found is not None
    for mine, theirs in zip(LEARNED, found, strict=True):
        assert mine.tolist() == theirs.tolist()
        assert (mine.dtype, mine.strides) == (theirs.dtype, theirs.strides)
    assert LearningCache(tmp_path).recall(b"another") is None


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + 18 * b"\0"])
def test_entry_that_holds_no_arrays_counts_for_none(tmp_path: Path, content: bytes) -> None:
    cache = LearningCache(tmp_path)
    Kept(tmp_path, "learned").put({cache._key(b"key"): content})
    assert not cache.recall(b"key")


def test_entry_with_a_pickle_is_never_loaded(tmp_path: Path) -> None:
    cache = LearningCache(tmp_path)
    path = tmp_path / "objects.npz"
    np.savez(path, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    Kept(tmp_path, "learned").put({cache._key(b"key"): path.read_bytes()})
    assert cache.recall(b"key") is None


def test_another_program_recalls_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    LearningCache(tmp_path).keep(b"key", LEARNED)
    monkeypatch.setattr(module, "_program", lambda: b"another")
    assert LearningCache(tmp_path).recall(b"key") is None


def test_full_cache_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    cache = LearningCache(tmp_path)
    for key in (b"1", b"2", b"3"):
        cache.keep(key, LEARNED)
    assert [cache.recall(key) is not None for key in (b"1", b"2", b"3")] == [False, False, True]


def test_database_that_breaks_is_told(tmp_path: Path) -> None:
    cache = LearningCache(tmp_path)
    with closing(sqlite3.connect(cache._kept.path)) as database, database:
        database.execute("DROP TABLE entries")
    with pytest.raises(CorpusError, match="the cache cannot be used"):
        cache.recall(b"key")
