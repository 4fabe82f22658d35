import os
from pathlib import Path

import pytest

from classifier.whole import beside


@pytest.mark.parametrize("alone", [False, True])
def test_a_file_takes_its_place_at_the_end(tmp_path: Path, *, alone: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with beside(path, alone=alone) as part:
        part.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"), beside(path, lasting=True) as part:
        part.write_text("new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("alone", [False, True])
def test_what_a_killed_run_left_is_in_no_ones_way(tmp_path: Path, *, alone: bool) -> None:
    path, left = tmp_path / "a.txt", tmp_path / ".a.txt.part"
    left.write_text("left by a run that was killed")
    with beside(path, alone=alone) as part:
        part.write_text("new")
    assert path.read_text() == "new"
    assert left.exists() is not alone


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_what_someone_put_in_the_place_beside_is_not_written_to(tmp_path: Path, kind: str) -> None:
    path, other, planted = (tmp_path / name for name in ("a.txt", "other", ".a.txt.part"))
    other.write_text("stays")
    if kind == "link":
        planted.symlink_to(other)
    else:
        os.mkfifo(planted)
    with beside(path, alone=True) as part:
        assert part.is_file()
        part.write_text("new")
    assert (path.read_text(), other.read_text()) == ("new", "stays")
    assert not path.is_symlink()


def test_two_that_write_one_file_leave_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with beside(path) as one, beside(path) as other:
        one.write_text("one")
        other.write_text("other")
    assert path.read_text() == "one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link"
    path.write_text("old")
    link.symlink_to(path)
    with beside(link) as part:
        part.write_text("new")
    assert link.is_symlink()
    assert path.read_text() == "new"


def test_a_device_is_written_as_it_is() -> None:
    with beside(Path(os.devnull)) as part:
        assert part == Path(os.devnull)
