import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from classifier.errors import ModelError
from classifier.model.replacing import replace_folder

ROOT = Path(__file__).parents[2]


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def put(folder: Path, **contents: str) -> None:
    files = {name: text.encode() for name, text in contents.items()}
    replace_folder(folder, files, known="a", drop={"b"})


def test_new_folder(tmp_path: Path) -> None:
    put(tmp_path / "deep" / "m", a="1", b="2")
    assert held(tmp_path / "deep" / "m") == {"a": "1", "b": "2"}
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["m"]


def test_other_files_stay_and_dropped_ones_go(tmp_path: Path) -> None:
    put(tmp_path / "m", a="1", b="2")
    (tmp_path / "m" / "notes").write_text("mine", encoding="utf-8")
    put(tmp_path / "m", a="3")
    assert held(tmp_path / "m") == {"a": "3", "notes": "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


def test_links_stay_and_what_they_lead_to_is_not_written(tmp_path: Path) -> None:
    put(tmp_path / "real", a="1")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("theirs", encoding="utf-8")
    (tmp_path / "real" / "c").symlink_to(elsewhere)
    (tmp_path / "m").symlink_to(tmp_path / "real")
    put(tmp_path / "m", a="2", c="3")
    assert (tmp_path / "m").is_symlink()
    assert held(tmp_path / "real") == {"a": "2", "c": "3"}
    assert elsewhere.read_text("utf-8") == "theirs"


def test_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter").write_text("x", encoding="utf-8")
    with pytest.raises(ModelError, match="home: holds files, but no a; give"):
        put(tmp_path / "home", a="1")
    assert held(tmp_path / "home") == {"letter": "x"}


def test_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ModelError, match=r"cannot be written .*--output"):
        put(tmp_path / "file" / "m", a="1")
    with pytest.raises(ModelError, match="file"):
        put(tmp_path / "file", a="1")
    assert (tmp_path / "file").read_text("utf-8") == "x"


@pytest.mark.parametrize("failing", [1, 2], ids=["old away", "new in place"])
@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_swap_that_fails_leaves_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int, error: BaseException
) -> None:
    put(tmp_path / "m", a="1", b="2")
    real, calls = Path.rename, []

    def rename(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == failing:
            raise error
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(ModelError if isinstance(error, OSError) else KeyboardInterrupt):
        put(tmp_path / "m", a="3")
    assert held(tmp_path / "m") == {"a": "1", "b": "2"}


def test_killed_between_the_renames_is_put_back(tmp_path: Path) -> None:
    put(tmp_path / "m", a="1", b="2")
    (tmp_path / "m" / "notes").write_text("mine", encoding="utf-8")
    (tmp_path / "m").rename(tmp_path / ".m.old")
    put(tmp_path / "m", a="3")
    assert held(tmp_path / "m") == {"a": "3", "notes": "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


WRITER = """
import signal, sys
from pathlib import Path
from classifier.model.replacing import replace_folder
# Where the tests run in the background, the signal would be ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
for n in range(1_000_000):
    text = str(n).encode() * 2000
    replace_folder(Path(sys.argv[1]), {"a": text, "b": text}, known="a")
    print(n, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills by a signal of POSIX")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("seed", range(3))
def test_writer_that_is_ended_at_any_moment_leaves_a_whole_folder(
    tmp_path: Path, ending: signal.Signals, seed: int
) -> None:
    folder = tmp_path / "m"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "0\n"
    time.sleep(random.Random(seed).uniform(0, 0.02))
    writer.send_signal(ending)
    writer.wait()
    writer.stdout.close()
    # Between the two renames the old one has its other name.
    left = folder if folder.exists() else tmp_path / ".m.old"
    contents = held(left)
    assert contents["a"] == contents["b"]
    assert len(contents["a"]) % 2000 == 0
    if ending == signal.SIGINT:  # who is asked to end clears up
        assert left == folder
        assert not (tmp_path / ".m.new").exists()
    put(folder, a="next")
    assert held(folder)["a"] == "next"
    assert [path.name for path in tmp_path.iterdir()] == ["m"]
