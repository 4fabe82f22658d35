import csv
import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pyarrow import parquet

from classifier.batch.journal import Journal

ROOT = Path(__file__).parents[2]
FORMATS = ["json", "jsonl", "csv", "parquet"]


def dataset(path: Path, number: int) -> Path:
    lines = [{"id": f"r{n}", "text": "Wij horen de aanvrager. " * (n % 7)} for n in range(number)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


# Ended and gone on with, in this process


class EndedError(BaseException):
    """As an interruption: nothing of ours may take it for a document that failed."""


@pytest.fixture
def end_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None], None]:
    """Return what lets a run end after a number of documents; None for never."""
    append = Journal.append

    def set_to(number: int | None) -> None:
        left = number

        def append_or_end(self, *arguments):
            nonlocal left
            if left == 0:
                raise EndedError
            left = None if left is None else left - 1
            append(self, *arguments)

        monkeypatch.setattr(Journal, "append", append_or_end)

    return set_to


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("part_size", [None, 4])
def test_a_run_that_was_ended_gives_the_same_files(
    run, end_after, tmp_path: Path, output_format: str, part_size: int | None
) -> None:
    parts = () if part_size is None else ("--part-size", part_size)
    rows = dataset(tmp_path / "rows.jsonl", 10)
    options = ("--dataset", rows, "--format", output_format, "--explain", *parts)
    for name in ("whole", "ended"):
        (tmp_path / name).mkdir()
    whole, ended = (
        tmp_path / name / (f"out.{output_format}" if part_size is None else "")
        for name in ("whole", "ended")
    )
    code, _, err = run("classify", *options, "--output", whole)
    assert code == 1
    assert err.startswith("beleidsregel: 2 of 10 documents could not be judged;")
    for number in (0, 3, 4, 1, 0):
        end_after(number)
        with pytest.raises(EndedError):
            run("classify", *options, "--output", ended, "--resume")
    end_after(None)
    assert run("classify", *options, "--output", ended, "--resume") == (code, "", err)
    assert files(tmp_path / "ended") == files(tmp_path / "whole")
    if part_size:
        names = [f"part-{number:05}.{output_format}" for number in (1, 2, 3)]
        assert sorted(files(whole)) == names


def test_without_resume_a_run_begins_anew(run, end_after, tmp_path: Path) -> None:
    rows = dataset(tmp_path / "rows.jsonl", 5)
    output = tmp_path / "out.jsonl"
    options = ("classify", "--dataset", rows, "--format", "jsonl", "--output", output)
    end_after(3)
    with pytest.raises(EndedError):
        run(*options)
    code, _, err = run(*options, "--explain", "--resume")
    assert code == 2
    assert "the earlier run was another one (explain); go on with what it was given" in err
    end_after(None)
    assert run(*options, "--explain")[0] == 1
    assert "explanation" in output.read_text(encoding="utf-8")
    assert sorted(files(tmp_path)) == ["out.jsonl", "rows.jsonl"]


def test_other_documents_are_not_gone_on_with(run, end_after, tmp_path: Path) -> None:
    options = ("--format", "jsonl", "--output", tmp_path / "out.jsonl", "--resume")
    end_after(3)
    with pytest.raises(EndedError):
        run("classify", "--dataset", dataset(tmp_path / "rows.jsonl", 5), *options)
    (tmp_path / "other").mkdir()
    for name in "abcde":
        (tmp_path / "other" / f"{name}.txt").write_text("Wij horen.", encoding="utf-8")
    code, _, err = run("classify", tmp_path / "other", *options)
    assert code == 2
    assert "earlier run was another one (dataset)" in err
    rows = dataset(tmp_path / "rows.jsonl", 5)
    rows.write_text(rows.read_text().replace("r1", "r9"), encoding="utf-8")
    code, _, err = run("classify", "--dataset", rows, *options)
    assert code == 2
    assert "document 2 (r1) is now another (r9)" in err


def test_parts_of_another_run_are_not_mixed_in(run, tmp_path: Path) -> None:
    rows = dataset(tmp_path / "rows.jsonl", 5)
    options = ("classify", "--dataset", rows, "--format", "csv", "--output", tmp_path / "out")
    assert run(*options, "--part-size", 2)[0] == 1
    before = files(tmp_path / "out")
    assert len(before) == 3
    for resume in ((), ("--resume",)):
        code, _, err = run(*options, "--part-size", 3, *resume)
        assert code == 2
        assert "holds parts of another run" in err
    assert files(tmp_path / "out") == before


def test_parts_are_not_mixed_with_other_files(run, folder: Path, tmp_path: Path) -> None:
    rows = dataset(tmp_path / "rows.jsonl", 5)
    before = files(folder)
    code, _, err = run("classify", "--dataset", rows, "--format", "csv", "--output", folder)
    assert code == 2
    assert "which this command did not write; name a new or empty folder" in err
    assert files(folder) == before


@pytest.mark.parametrize("where", ["", "sub", "new/er"])
def test_parts_do_not_go_among_the_documents(run, folder: Path, where: str) -> None:
    before = sorted(folder.rglob("*"))
    options = ("--format", "jsonl", "--part-size", 1, "--output", folder / where)
    code, _, err = run("classify", folder, *options)
    assert code == 2
    assert "with the documents; name a folder outside it" in err
    assert sorted(folder.rglob("*")) == before


def test_nothing_to_judge_is_a_file_too(run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("", encoding="utf-8")
    options = ("classify", "--dataset", rows, "--format", "csv", "--part-size", 3)
    assert run(*options, "--output", tmp_path / "out")[0] == 0
    assert files(tmp_path / "out")["part-00001.csv"].startswith(b"source,sha256")


def test_parquet_has_the_cells_of_the_csv(run, folder: Path, tmp_path: Path) -> None:
    for name in ("csv", "parquet"):
        run("classify", folder, "--format", name, "--explain", "--output", tmp_path / f"o.{name}")
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    found = parquet.read_table(tmp_path / "o.parquet").to_pylist()
    assert [
        {name: "" if cell is None else str(cell) for name, cell in row.items()} for row in found
    ] == expected


# What cannot be written


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--format", "parquet"), "give a file or folder"),
        (("--format", "jsonl", "--resume"), "give a file or folder"),
        (("--format", "table", "--part-size", "3", "--output", "out"), "give a file or folder"),
        (("--format", "table", "--output", "."), "give a file or folder"),
        (("--format", "jsonl", "--output", "no/such/folder/x"), "cannot be written"),
        (("--format", "jsonl", "--output", "file", "--part-size", "3"), "cannot be written"),
        (("--format", "jsonl", "--jobs", "0"), "give 1 or more, or -1"),
    ],
)
def test_wrong_usage_is_told(
    run, folder: Path, tmp_path: Path, monkeypatch, options: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    code, out, err = run("classify", folder, *options)
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that no one may write in")
def test_a_folder_that_is_read_only_is_told(run, folder: Path) -> None:
    code, _, err = run("classify", folder, "--format", "jsonl", "--output", "/proc/out.jsonl")
    assert code == 2
    assert "/proc/out.jsonl cannot be written" in err


def test_a_full_disk_is_told_and_gone_on_after(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = dataset(tmp_path / "rows.jsonl", 9)
    options = ("classify", "--dataset", rows, "--format", "jsonl", "--output", tmp_path / "out")
    assert run(*options)[0] == 1
    whole = files(tmp_path)
    write, left = Journal._write, 5

    def write_half(self: Journal, text: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            self._file.write(text[: len(text) // 2].encode("ascii"))
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(self, text)

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "_write", write_half)
        code, _, err = run(*options)
    assert code == 1
    assert "not finished; mend what is told next, then give the same command with --resume" in err
    assert err.endswith("beleidsregel: the output: No space left on device\n")
    assert (tmp_path / "out").read_bytes() == whole["out"]  # of the run before
    assert sorted(files(tmp_path)) == [".out.journal", "out", "rows.jsonl"]
    assert run(*options, "--resume")[0] == 1
    assert files(tmp_path) == whole


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_device_is_written_to_as_it_is(run, folder: Path) -> None:
    code, _, err = run("classify", folder, "--format", "jsonl", "--output", "/dev/full")
    assert (code, err) == (1, "beleidsregel: the output: No space left on device\n")


def test_two_runs_do_not_write_to_one_output(run, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with Journal(tmp_path / ".out.jsonl.journal", {}, resume=False):
        code, _, err = run("classify", folder, "--format", "jsonl", "--output", output)
    assert code == 2
    assert "another run writes to the same output; wait for it" in err
