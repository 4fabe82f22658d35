"""Runs that meet a full disk, each other, or the end of their processes."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks import soak
from benchmarks.kills import done, in_session
from tests.conftest import judge_by_nep

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.usefixtures("nep_processes"),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux"),
]
COMMAND = (sys.executable, "-c", "import sys; from classifier.cli import main; sys.exit(main())")
LIMITED = """
import resource, sys
from classifier.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
sys.exit(main())
"""


def dataset(path: Path, number: int) -> Path:
    lines = [
        {"id": f"r{n}", "text": "Wij horen de aanvrager. " * (n % 7 + 1)} for n in range(number)
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def started(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    rows = dataset(tmp_path_factory.mktemp("rows") / "rows.jsonl", 60)
    return "classify", "--dataset", rows, "--format", "jsonl", "--resume"


@pytest.fixture(scope="module")
def whole(
    options: tuple[object, ...], nep_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    """The output of a run of one process that nothing happens to."""
    output = tmp_path_factory.mktemp("whole") / "whole.jsonl"
    with pytest.MonkeyPatch.context() as patch:
        judge_by_nep(nep_folder, patch)
        process = started(*options, "--output", output)
        process.communicate()
    assert process.returncode == 0
    return output.read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_that_may_not_grow_end_the_run_and_it_goes_on(
    options: tuple[object, ...], whole: bytes, tmp_path: Path, jobs: int
) -> None:
    output = tmp_path / "out.jsonl"
    arguments = map(str, (*options, "--jobs", jobs, "--output", output))
    full = subprocess.run(
        [sys.executable, "-c", LIMITED, *arguments],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert full.returncode == 1
    assert "then give the same command with --resume" in full.stderr
    assert full.stderr.endswith("beleidsregel: the output: File too large\n")
    assert not output.exists()
    assert [path.name for path in tmp_path.glob(".*")] == [".out.jsonl.journal"]
    process = started(*options, "--output", output)
    assert process.communicate()[1] == ""
    assert output.read_bytes() == whole
    assert not list(tmp_path.glob(".*"))


def wait_for_end(session: int) -> None:
    """Wait until no process of a run is left, for a while."""
    deadline = time.monotonic() + 20
    while left := in_session(session):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def is_starting(session: int) -> bool:
    """Return whether a process that will judge has been started."""
    for each in in_session(session):
        with suppress(OSError):
            if b"popen_loky" in Path(f"/proc/{each}/cmdline").read_bytes():
                return True
    return False


@pytest.mark.parametrize("early", [True, False])
def test_a_killed_run_takes_its_readers_and_judges_with_it(
    options: tuple[object, ...],
    whole: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    early: bool,
) -> None:
    monkeypatch.setenv("NEP_SECONDS", "0.05")
    output = tmp_path / "out.jsonl"
    journal = tmp_path / ".out.jsonl.journal"
    killed = started(*options, "--jobs", 2, "--output", output)
    while not is_starting(killed.pid) if early else done(journal) < 5:
        assert killed.poll() is None
        time.sleep(0.01)
    # At least the run, one that judges, and what looks after it.
    assert len(in_session(killed.pid)) >= 3
    killed.kill()
    killed.communicate()
    wait_for_end(killed.pid)
    assert started(*options, "--output", output).wait() == 0
    assert output.read_bytes() == whole


def test_a_worker_that_is_killed_costs_no_run(
    options: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEP_SECONDS", "0.05")
    pids = tmp_path / "pids"
    pids.mkdir()
    monkeypatch.setenv("NEP_PIDS", str(pids))
    output = tmp_path / "out.jsonl"
    journal = tmp_path / ".out.jsonl.journal"
    process = started(*options, "--jobs", 2, "--output", output)
    while done(journal) < 5:
        assert process.poll() is None
        time.sleep(0.01)
    for path in list(pids.iterdir())[:1]:
        os.kill(int(path.name), signal.SIGKILL)
    process.communicate()
    records = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert [record["source"] for record in records] == [f"r{n}" for n in range(60)]
    assert process.returncode == 0
    assert {record["error"] for record in records} == {None}
    wait_for_end(process.pid)


def test_two_runs_at_once_into_one_output(
    options: tuple[object, ...], whole: bytes, tmp_path: Path
) -> None:
    output = tmp_path / "out.jsonl"
    runs = [started(*options, "--output", output) for _ in range(3)]
    told = [run.communicate()[1] for run in runs]
    for run, message in zip(runs, told, strict=True):
        assert run.returncode in (0, 2)
        assert (run.returncode == 2) is ("another run writes to the same output" in message)
    assert 0 in {run.returncode for run in runs}
    assert output.read_bytes() == whole
    assert not list(tmp_path.glob(".*"))


def test_a_short_soak_finds_nothing_that_grows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEP_SECONDS", "0.004")
    assert soak.main(["--documents", "600"]) == 0, capsys.readouterr().out
    assert "--jobs 1: 600 documents" in (out := capsys.readouterr().out)
    assert "--jobs 2: 600 documents" in out
