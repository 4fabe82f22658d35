"""An assessor that is none, for tests of processes: it starts at once and does as it is told.

It takes the place of ``classifier.assessor`` in every Python process that finds this file under
the name ``sitecustomize`` first, so it may import nothing of ours before it is asked to.
"""

import os
import signal
import sys
import time
import types
from pathlib import Path

SECONDS = float(os.environ.get("NEP_SECONDS", "0"))  # that judging takes
PIDS = os.environ.get("NEP_PIDS")  # a folder in which each process that judges leaves its number


class Assessor:
    def assess_many(self, sources, *, explain=False):
        for document in sources:
            time.sleep(SECONDS)
            obey(document.text.split()[0])
            yield assessment(document, explain)


def obey(word):
    if word == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "parent":  # of the process that judges: the worker of a cluster
        os.kill(os.getppid(), signal.SIGKILL)
    if word == "abort":
        os.abort()
    if word == "exit":
        os._exit(0)
    if word == "hang":
        time.sleep(60)


def assessment(document, explain):
    from classifier.assessment.assessment import Assessment, Passage
    from classifier.explanation import Contribution, Explanation

    share = len(document.text) / 3
    reason = Contribution("ngram:één", "ngram", share, share / 7, ((0, 3),))
    chances = {"beleidsregel": 0.1, "overig": 1 / 3, "uitvoeringsinstructie": 1 - 0.1 - 1 / 3}
    return Assessment(
        document.source,
        sha256=document.sha256,
        title=document.title,
        model="nep@1",
        n_words=len(document.text.split()),
        label="overig",
        decision="overig",
        probabilities=chances,
        explanation=Explanation("overig", "beleidsregel", 0.1 + share / 7, 0.1, 0.0, (reason,))
        if explain
        else None,
        passages=(Passage(0, 3, "overig", {"overig": 1.0}, reason="zegt niets"),),
        warnings=("blad 2: onleesbaar \ud800",) if "onleesbaar" in document.text else (),
        text=document.text,
    )


def load(path=None, *, max_error=None):
    from classifier.errors import ModelError

    if path is not None and path.name == "kapot":
        raise ModelError(f"{path}: damaged; get it anew")
    if PIDS:
        (Path(PIDS) / str(os.getpid())).touch()
    return Assessor()


if __name__ == "sitecustomize":  # and not where a test imports it
    module = types.ModuleType("classifier.assessor")
    module.Assessor, module.load = Assessor, load
    sys.modules["classifier.assessor"] = module
