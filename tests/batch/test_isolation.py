import json
import os
import signal
import time
from pathlib import Path

import pytest

from classifier.assessment.assessment import Assessment
from classifier.batch import isolation
from classifier.batch.isolation import IsolatedJudge
from classifier.batch.judging import Judging, judge, read_task
from classifier.batch.restoring import fields_of
from classifier.documents import Document, IsolatedReader, Limits, Unopened, read
from classifier.errors import ModelError
from tests import nep

pytestmark = [
    pytest.mark.usefixtures("nep_child"),
    pytest.mark.skipif(os.name == "nt", reason="the fake assessor is put in place by a link"),
]
READY = read("# Kop\n\nWij horen de aanvrager.\n\n- een\n- twee", name="a.md")


@pytest.fixture
def nep_child(nep_processes: None, nep_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a child find the fake assessor where this process would find it."""
    monkeypatch.syspath_prepend(nep_folder)


def unopened(source: str, text: str = "Wij horen de aanvrager.") -> Unopened:
    return Unopened("", (), source=source, content=text.encode())


def test_an_assessment_is_that_of_this_process() -> None:
    tasks: list[Document] = [unopened("a.txt"), unopened("b.txt", ""), READY]
    with IsolatedReader() as reader, IsolatedJudge() as isolated:
        for how in (Judging(), Judging(explain=True, top=0, keep_text=False)):
            for task in tasks:
                assert isolated(how, task) == judge(read_task(task, reader), nep.Assessor(), how)


def test_what_a_page_shows_comes_back() -> None:
    found = Assessment("a.md", text=READY.text, document=READY)
    sent = json.dumps(found, default=fields_of).encode()
    assert isolation._assessment({}, sent).document == READY


def test_a_crash_costs_the_document_at_hand() -> None:
    texts = ("Wij horen.", "kill", "abort", "exit", "Wij horen.")
    with IsolatedJudge() as isolated:
        codes = [isolated(Judging(), unopened("a.txt", text)).error_code for text in texts]
    assert codes == [None, "crashed", "crashed", "crashed", None]


def test_a_document_that_takes_too_long_is_tried_once() -> None:
    how = Judging(limits=Limits(max_seconds=1))
    with IsolatedJudge() as isolated:
        assert isolated(how, unopened("a.txt")).error_code is None
        start = time.monotonic()
        assert isolated(how, unopened("b.txt", "hang")).error_code == "timeout"
        assert time.monotonic() - start < 2


def test_a_process_that_left_for_want_of_work_is_no_crash() -> None:
    with IsolatedJudge() as isolated:
        for _ in range(2):
            assert isolated(Judging(), unopened("a.txt")).error_code is None
            process = isolated._process
            process.send_signal(signal.SIGTERM)
            process.wait()


def test_a_model_that_cannot_be_used_is_told() -> None:
    with (
        IsolatedJudge() as isolated,
        pytest.raises(ModelError, match=r"^kapot: damaged; get it anew$"),
    ):
        isolated(Judging(model=Path("kapot")), unopened("a.txt"))
