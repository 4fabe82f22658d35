import os
from pathlib import Path

import pytest

from classifier.documents import Unread, read_all
from classifier.documents.folders import files_in

NAMES = ["a/b.txt", "a/c/d.txt", "a b/e.txt", "a.txt", "a-.txt", "B.txt", "z/.y/x.txt", "é/f.txt"]
HIDDEN = ["Thumbs.db", "a/desktop.ini", "a b/~$e.docx", "__MACOSX/a.txt"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES + HIDDEN:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_files_come_by_name_without_hidden_ones(folder: Path) -> None:
    shown = [folder / name for name in NAMES if "/.y/" not in name]
    assert list(files_in(folder)) == sorted(shown)


def test_a_folder_is_read_when_its_files_are_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    names_in = os.listdir

    def noted(path: Path) -> list[str]:
        read.append(path.name)
        return names_in(path)

    monkeypatch.setattr(os, "listdir", noted)
    files = files_in(folder)
    assert next(files).name == "B.txt"
    assert read == [folder.name]
    list(files)
    assert read == [folder.name, "a", "c", "a b", "z", "é"]


def test_link_that_leads_nowhere_is_a_file_that_is_lost(tmp_path: Path) -> None:
    (tmp_path / "weg.txt").symlink_to(tmp_path / "nergens")
    assert [path.name for path in files_in(tmp_path)] == ["weg.txt"]
    (found,) = read_all(tmp_path)
    assert isinstance(found, Unread)
    assert found.source.endswith("weg.txt")
