"""A process that judges documents for another: it loads its model once, and ends with the other."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from classifier.assessment.assessment import Assessment
from classifier.batch.judging import Judging, Task, judge, read_task
from classifier.batch.loading import loaded
from classifier.batch.reading import WorkerReader, silence
from classifier.documents import Unopened

if TYPE_CHECKING:
    from classifier.assessor import Assessor


def judge_chunk(how: Judging, tasks: Sequence[Task], parent: int) -> list[Assessment]:
    """Return the assessments of some tasks, in order.

    This process ends when judging one document takes longer than ``how.limits.max_seconds``:
    nothing else stops a parser that runs on in C. The one that asks then finds out which.

    Parameters
    ----------
    how : Judging
        How documents are judged; the same for all tasks of a process, as a rule.
    tasks : sequence of Task
        Documents, and what failed before.
    parent : int
        The process that asks, with which this one ends.

    Raises
    ------
    ModelError
        When the model cannot be used.
    """
    set_up(parent)
    assessor, reader = _equipment(how)
    assessments = []
    for task, following in zip_longest(tasks, tasks[1:]):
        opened = read_task(task, reader)
        if isinstance(following, Unopened):  # the reader need not wait for this process
            reader.begin(following.content, name=following.source)
        faulthandler.dump_traceback_later(how.limits.max_seconds, exit=True, file=silence())
        try:
            assessments.append(judge(opened, assessor, how))
        finally:
            faulthandler.cancel_dump_traceback_later()
    return assessments


@lru_cache(maxsize=1)
def _equipment(how: Judging) -> tuple[Assessor, WorkerReader]:
    """Return what a process judges with, loaded once.

    Each process has a model of its own: most of its memory is spaCy's vocabulary, which cannot be
    shared, and memory-mapped arrays would ask for a second copy of the model on disk. It also has
    a reader of its own, so that reading is spread like judging, and a document that crashes its
    parser does not cost a loaded model. That starts with the first document that is for it.
    """
    return loaded(how.model, how.max_error), WorkerReader(how.limits, how.ocr)


def start(how: Judging, parent: int) -> None:
    """Make this process ready to judge before there is something to judge.

    Parameters
    ----------
    how : Judging
        How documents will be judged.
    parent : int
        The process that will ask.
    """
    set_up(parent)
    with suppress(Exception):  # it comes again with the first documents, and is told then
        _equipment(how)


@cache
def set_up(parent: int) -> None:
    """Make this process end with the one that asks, and only then; once a process.

    Parameters
    ----------
    parent : int
        The process that asks.
    """
    # An interruption from the keyboard is for the one that asks, who then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    # One that is killed cannot say so, and its workers would wait for five minutes. It may be
    # killed before this process asks who its parent is, so it is told.
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
