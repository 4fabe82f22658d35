import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from classifier.corpora import cache as module
from classifier.corpora import observing
from classifier.corpora.cache import ObservationCache
from classifier.corpora.kept import Kept, default_folder
from classifier.errors import CorpusError
from classifier.features import Observation

TEXTS = [
    "Het college verleent de vergunning, tenzij artikel 3 geldt.",
    "  \n ",  # cannot be read
    "Open het dossier, stap 1.\n\nNoteer de ‘datum’ in het 🗂 veld.",
]


def same(one: Observation | str | None, two: Observation | str | None) -> bool:
    assert isinstance(one, Observation)
    assert isinstance(two, Observation)
    return (
        (one.n_words, one.words, dict(one.marks)) == (two.n_words, two.words, dict(two.marks))
        and all(
            mine.dtype == theirs.dtype and mine.tolist() == theirs.tolist()
            for mine, theirs in (
                (one.ids, two.ids), (one.spans, two.spans), (one.joins, two.joins)
            )
        )
    )  # fmt: skip


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were worked out."""
    seen: list[str] = []
    real = observing._observe_chunk

    def observe_chunk(texts, pipeline):
        seen.extend(texts)
        return real(texts, pipeline)

    monkeypatch.setattr(observing, "_observe_chunk", observe_chunk)
    return seen


def observe(folder: Path, texts: list[str] = TEXTS) -> list[Observation | str]:
    return observing.observe_or_tell(texts, "nl_rules", cache=ObservationCache(folder, "nl_rules"))


def test_second_run_observes_what_is_new_alone(tmp_path: Path, calls: list[str]) -> None:
    first = observe(tmp_path)
    assert calls == TEXTS
    again = observe(tmp_path, [*TEXTS, "Een nieuwe tekst."])
    assert calls[3:] == [TEXTS[1], "Een nieuwe tekst."]
    assert same(first[0], again[0])
    assert same(first[2], again[2])
    assert isinstance(first[1], str)
    assert first[1] == again[1]


def test_progress_counts_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observing, "_CHUNK", 2)
    observe(tmp_path, TEXTS[:1])
    told: list[int] = []
    texts = [TEXTS[0], *(f"Zaak {n} is gesloten." for n in range(3))]
    kept = ObservationCache(tmp_path, "nl_rules")
    observing.observe_or_tell(texts, "nl_rules", n_jobs=1, cache=kept, progress=told.append)
    assert told == [1, 3, 4]


def test_another_program_or_pipeline_finds_nothing(
    tmp_path: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    observe(tmp_path)
    monkeypatch.setattr(module, "_program", lambda pipeline: b"another")
    observe(tmp_path)
    assert calls == [*TEXTS, *TEXTS]


def test_program_is_its_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = module._program.__wrapped__("nl_rules")
    assert here == module._program.__wrapped__("nl_rules")
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "a.py").write_text("A = 1", encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda name: tmp_path)
    one = module._program.__wrapped__("nl_rules")
    (tmp_path / "features" / "a.py").write_text("A = 2", encoding="utf-8")
    assert len({here, one, module._program.__wrapped__("nl_rules")}) == 3


def database_in(folder: Path) -> Path:
    return Kept(folder, "observations").path


def change_entries(path: Path, change) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        for key, entry in database.execute("SELECT key, entry FROM entries").fetchall():
            database.execute("UPDATE entries SET entry = ? WHERE key = ?", (change(entry), key))


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry[:-1],
        lambda entry: b"",
        lambda entry: entry[:40] + bytes([entry[40] ^ 1]) + entry[41:],
        lambda entry: "a text",
        lambda entry: 12,
    ],
    ids=["shorter", "empty", "a bit", "text", "number"],
)
def test_damaged_entry_is_worked_out_anew(tmp_path: Path, calls: list[str], change) -> None:
    first = observe(tmp_path)
    change_entries(database_in(tmp_path), change)
    again = observe(tmp_path)
    assert calls == [*TEXTS, *TEXTS]
    assert same(first[0], again[0])
    observe(tmp_path)
    assert calls[6:] == [TEXTS[1]]


def test_entry_of_another_text_is_not_believed(tmp_path: Path, calls: list[str]) -> None:
    observe(tmp_path)
    path = database_in(tmp_path)
    with closing(sqlite3.connect(path)) as database:
        entries = [entry for (entry,) in database.execute("SELECT entry FROM entries")]
    change_entries(path, lambda entry: entries[1 - entries.index(entry)])
    observe(tmp_path)
    assert calls == [*TEXTS, *TEXTS]


@pytest.mark.parametrize(
    "content", [b"no database at all" * 300, b"SQLite format 3\0" + b"x" * 9000]
)
def test_damaged_database_makes_place_for_a_new_one(
    tmp_path: Path, calls: list[str], content: bytes
) -> None:
    observe(tmp_path)
    database_in(tmp_path).write_bytes(content)
    observe(tmp_path)
    assert calls == [*TEXTS, *TEXTS]
    observe(tmp_path)
    assert calls[6:] == [TEXTS[1]]


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_only_the_owner_may_open_the_folder(tmp_path: Path) -> None:
    (tmp_path / "observations").mkdir(mode=0o755)
    ObservationCache(tmp_path, "nl_rules")
    assert stat.S_IMODE(database_in(tmp_path).parent.stat().st_mode) == 0o700


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"file: the cache cannot be used .*--no-cache"):
        ObservationCache(tmp_path / "file", "nl_rules")


def test_default_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "beleidsregel"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert default_folder() == Path.home() / ".cache" / "beleidsregel"
