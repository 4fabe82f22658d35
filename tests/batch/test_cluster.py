import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra dask is not installed")

from classifier.assessment.assessment import failure
from classifier.batch.cluster import judge_on_cluster
from classifier.batch.judging import Judging, Task, judge, read_task
from classifier.documents import IsolatedReader, Limits, Unopened
from classifier.errors import EmptyDocumentError
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
        import json

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
                "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
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


@pytest.fixture
def cluster(nep_processes: None, tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    yield started
    started.end()


def test_nothing_is_lost_and_nothing_twice_when_a_worker_is_killed(cluster: Cluster) -> None:
    cluster.start()
    deadly = {11: "kill", 60: "exit"}
    tasks: list[Task] = [unopened(f"{n}.txt", deadly.get(n, "Wij horen. " * n)) for n in range(120)]
    tasks.insert(7, failure("weg.txt", EmptyDocumentError("weg.txt: leeg; kijk na")))
    found = []
    for assessment in judge_on_cluster(tasks, HOW, scheduler=cluster.address):
        found.append(assessment)
        if len(found) == 20:
            cluster.workers[0].send_signal(signal.SIGKILL)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert cluster.workers[1].poll() is None  # no document ended it
    assert [each.source for each in found] == [task.source for task in tasks]
    crashed = {each.source for each in found if each.error_code == "crashed"}
    assert crashed == {f"{n}.txt" for n in deadly}
    with IsolatedReader() as reader:
        here = [
            judge(read_task(task, reader), nep.Assessor(), HOW)
            for task in tasks
            if task.source not in crashed
        ]
    assert [each for each in found if each.source not in crashed] == here
