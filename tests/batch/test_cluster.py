import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra dask is not installed")

from classifier import __version__
from classifier.assessment.assessment import Assessment, failure
from classifier.batch import cluster as client
from classifier.batch.cluster import judge_on_cluster
from classifier.batch.judging import Judging, Task, judge, lost, read_task
from classifier.documents import IsolatedReader, Limits, Unopened
from classifier.errors import ClusterError, EmptyDocumentError
from classifier.model.folder import standard_folder
from classifier.reports.json import write_lines
from tests import nep

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the fake assessor is put in place by a link"),
]
ROOT = Path(__file__).parents[2]
HOW = Judging(limits=Limits(max_seconds=60))


def unopened(source: str, text: str = "Wij horen de aanvrager.") -> Unopened:
    return Unopened("", (), source=source, content=text.encode())


@dataclass
class Cluster:
    """A scheduler and two workers, each a process of its own on this machine."""

    folder: Path
    allowed_failures: int = 1
    address: str = ""

    def __post_init__(self) -> None:
        self._stack = ExitStack()
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self, number: int = 2) -> None:
        file = self.folder / "scheduler.json"
        self.scheduler = self._started(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)
        )
        wait_for(file.exists)
        wait_for(lambda: file.read_text(encoding="utf-8").endswith("}"))
        self.address = json.loads(file.read_text(encoding="utf-8"))["address"]
        self.workers = [self.worker() for _ in range(number)]

    def worker(self) -> subprocess.Popen[bytes]:
        return self._started(
            "worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard"
        )

    def _started(self, *arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            cwd=self.folder,
            env={
                **os.environ,
                "NEP_SECONDS": "0.02",
                "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(self.allowed_failures),
                "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s",
            },
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / f"{arguments[0]}.log").open("ab"),
        )
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process

    def end(self) -> None:
        self._stack.close()


def wait_for(happened, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def written(assessments: Iterable[Assessment]) -> str:
    stream = io.StringIO()
    write_lines(assessments, stream)
    return stream.getvalue()


@pytest.fixture
def cluster(nep_processes: None, tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    yield started
    started.end()


def test_nothing_is_lost_and_nothing_twice_when_a_worker_is_killed(cluster: Cluster) -> None:
    cluster.start()
    tasks: list[Task] = [
        unopened(f"{n}.txt", "kill" if n == 40 else "Wij horen. " * n) for n in range(80)
    ]
    tasks.insert(7, failure("weg.txt", EmptyDocumentError("weg.txt: leeg; kijk na")))
    found = []
    for assessment in judge_on_cluster(tasks, HOW, scheduler=cluster.address):
        found.append(assessment)
        if len(found) == 20:
            cluster.workers[0].send_signal(signal.SIGKILL)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert cluster.workers[1].poll() is None  # no document ended it
    # The same as of one process, which would have ended with the document.
    with IsolatedReader() as reader:
        here = [
            lost(task, HOW, 0)
            if task.source == "40.txt"
            else judge(read_task(task, reader), nep.Assessor(), HOW)
            for task in tasks
        ]
    assert written(found) == written(here)


def test_a_document_that_ends_its_workers_is_lost_alone(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.allowed_failures = 0
    cluster.start(0)

    def refused(name: str, value: object) -> str:
        """Return the error of a run on this cluster where this machine differs."""
        with monkeypatch.context() as other:
            other.setattr(client, name, value)
            with pytest.raises(ClusterError) as caught:
                list(judge_on_cluster([unopened("a.txt")], HOW, scheduler=cluster.address))
        return caught.value.message

    assert refused("_PATIENCE", 1) == (
        f"{cluster.address}: the scheduler has no workers; start some with: dask worker "
        f"{cluster.address}"
    )
    workers = [cluster.worker() for _ in range(3)]
    deadly = [unopened(f"{n}.txt", "parent" if n == 5 else "Wij horen.") for n in range(30)]
    sent = replace(HOW, model=standard_folder())
    found = list(judge_on_cluster(deadly, sent, scheduler=cluster.address))
    assert [each.source for each in found] == [task.source for task in deadly]
    assert [each.source for each in found if each.error_code] == ["5.txt"]
    assert found[5].error_code == "crashed"
    assert [worker.poll() for worker in workers].count(None) == 1  # it was tried twice

    assert f"has version {__version__}, this is 0; install the same version" in refused(
        "__version__", "0"
    )
    assert "has another model than this machine" in refused("fingerprint", lambda _: "ab")

    taken = 0

    def endless() -> Iterator[Task]:
        nonlocal taken
        for taken in count(1):
            yield unopened(f"{taken}.txt")

    stream = judge_on_cluster(endless(), HOW, scheduler=cluster.address)
    assert [next(stream).source for _ in range(3)] == ["1.txt", "2.txt", "3.txt"]
    assert taken <= 32 + 3
    cluster.scheduler.kill()
    with pytest.raises(ClusterError, match=r"the scheduler was lost; .* with --resume"):
        list(stream)


def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_PATIENCE", 0.5)
    with pytest.raises(ClusterError, match=r"^tcp://127\.0\.0\.1:9: no scheduler answers here"):
        list(judge_on_cluster([unopened("a.txt")], HOW, scheduler="tcp://127.0.0.1:9"))


@pytest.mark.parametrize("address", ["kapot", "vreemd://host:1"])
def test_what_is_no_address_of_a_scheduler_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_PATIENCE", 0.5)
    with pytest.raises(ClusterError, match=f"^{address}: no scheduler answers here"):
        list(judge_on_cluster([unopened("a.txt")], HOW, scheduler=address))
