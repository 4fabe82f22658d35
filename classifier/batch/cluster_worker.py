"""What a worker of a Dask cluster does: it judges a document in a process beside it.

That process holds the model. The worker itself stays small, however many threads it has, and lives
on when a document crashes what reads or judges it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

from distributed import WorkerPlugin, get_worker

from classifier import __version__
from classifier.assessment.assessment import Assessment
from classifier.batch.isolation import IsolatedJudge
from classifier.batch.judging import Judging
from classifier.documents import Document
from classifier.errors import ClusterError
from classifier.model.folder import fingerprint

_here: Final = threading.local()  # a process a thread of the worker


@dataclass(frozen=True)
class Expected:
    """What a worker must have, so that its records are those of any other."""

    version: str
    model: str  # the fingerprint of the model
    sent: bool  # whether the model was sent; otherwise it is the shipped one


class ModelFolder(WorkerPlugin):
    """The files of a model, which the scheduler gives once to each worker, also to later ones.

    Parameters
    ----------
    folder : Path
        The folder of a model. Its files are written as they are; they are audited when they are
        loaded, like those of any model.
    """

    idempotent = True

    def __init__(self, folder: Path) -> None:
        self.digest = fingerprint(folder)
        self.name = f"beleidsregel-{self.digest}"
        self._files = {
            path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()
        }

    def setup(self, worker: Any) -> None:
        """Write the files into the folder of the worker."""
        self.folder = Path(worker.local_directory) / self.name
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._files.items():
            (self.folder / name).write_bytes(content)
        self._files = {}


def judge_here(how: Judging, expected: Expected, task: Document) -> Assessment:
    """Return the assessment of a document, in a worker.

    Parameters
    ----------
    how : Judging
        How it is judged, without a model.
    expected : Expected
        What the one that asks has.
    task : Document
        The document, perhaps still to be read.

    Raises
    ------
    ClusterError
        When this worker has another version of this package, or another model.
    ModelError
        When the model cannot be used.
    """
    worker = get_worker()
    if __version__ != expected.version:
        raise ClusterError(
            f"worker {worker.address} has version {__version__}, this is {expected.version}; "
            "install the same version of beleidsregel-classifier there"
        )
    folder = None
    if expected.sent:
        sent = cast(ModelFolder, worker.plugins[f"beleidsregel-{expected.model}"])
        folder = sent.folder
    if fingerprint(folder) != expected.model:
        raise ClusterError(
            f"worker {worker.address} has another model than this machine; install the same "
            "version of beleidsregel-classifier there, or give --model"
        )
    if not hasattr(_here, "judge"):
        _here.judge = IsolatedJudge()
    judge: IsolatedJudge = _here.judge
    return judge(replace(how, model=folder), task)
