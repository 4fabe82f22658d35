import hashlib
import os
import signal
import time
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import pytest

from classifier.assessment.assessment import Assessment, failure
from classifier.batch.judging import Judging, Task, judge, read_task
from classifier.batch.stream import Workers, _chunks
from classifier.documents import IsolatedReader, Limits, Unopened
from classifier.errors import EmptyDocumentError, ModelError
from tests import nep

pytestmark = [
    pytest.mark.usefixtures("nep_processes"),
    pytest.mark.skipif(os.name == "nt", reason="the fake assessor is put in place by a link"),
]
WORDS = Judging(limits=Limits(max_seconds=60))


def unopened(source: str, text: str = "Wij horen de aanvrager.") -> Unopened:
    return Unopened("", (), source=source, content=text.encode())


def judged(tasks: Iterable[Task], how: Judging, *, jobs: int) -> Iterator[Assessment]:
    with Workers(how, jobs) as workers:
        yield from workers.judged(tasks)


def codes(assessments: Iterator[Assessment]) -> dict[str, str | None]:
    return {assessment.source: assessment.error_code for assessment in assessments}


@pytest.mark.parametrize("how", [Judging(), Judging(explain=True, top=0, keep_text=False)])
def test_records_are_those_of_one_process_in_their_order(how: Judging) -> None:
    tasks: list[Task] = [unopened(f"{n}.txt", "Wij horen. " * n) for n in range(30)]
    tasks.insert(7, failure("weg.txt", EmptyDocumentError("weg.txt: leeg; kijk na")))
    tasks.insert(9, unopened("vreemd.bin", "\0\1\2"))
    with IsolatedReader() as reader:
        here = [judge(read_task(task, reader), nep.Assessor(), how) for task in tasks]
    assert list(judged(tasks, how, jobs=2)) == here
    assert [here[0].error_code, here[7].error_message] == ["empty", "weg.txt: leeg; kijk na"]
    assert all(bool(assessment.text) is how.keep_text for assessment in here[1:7])


def test_a_process_that_dies_costs_the_document_at_hand() -> None:
    deadly = {5: "kill", 6: "abort", 17: "exit"}
    tasks = [unopened(f"{n}.txt", deadly.get(n, "Wij horen.")) for n in range(24)]
    found = codes(judged(tasks, WORDS, jobs=2))
    assert list(found) == [task.source for task in tasks]
    assert {name for name, code in found.items() if code == "crashed"} == {
        f"{n}.txt" for n in deadly
    }
    assert set(found.values()) == {None, "crashed"}


def test_a_document_that_takes_too_long_is_lost_alone(seconds: int) -> None:
    tasks = [unopened("a.txt"), unopened("b.txt", "hang"), unopened("c.txt")]
    how = Judging(limits=Limits(max_seconds=seconds))
    found = list(judged(tasks, how, jobs=2))
    assert [assessment.error_code for assessment in found] == [None, "timeout", None]
    assert found[1].sha256 == hashlib.sha256(tasks[1].content).hexdigest()
    assert found[1].error_message == (
        f"b.txt: not judged within {seconds} seconds; split the document, or allow more with "
        f"--limit max_seconds={2 * seconds}, in Python Limits(max_seconds={2 * seconds})"
    )


def test_no_more_is_read_ahead_than_a_number() -> None:
    taken = 0

    def endless() -> Iterator[Task]:
        nonlocal taken
        for number in count():
            taken += 1
            yield unopened(f"{number}.txt")

    stream = judged(endless(), Judging(), jobs=2)
    assert [next(stream).source for _ in range(3)] == ["0.txt", "1.txt", "2.txt"]
    assert taken <= 2 * (128 + 16)
    stream.close()


def test_few_large_documents_are_submitted_that_busy_every_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("classifier.batch.stream._AHEAD_BYTES", 5000)
    for text, number in (("Wij horen. " * 1000, 4), ("Wij horen.", 2 * 128)):
        with Workers(Judging(keep_text=False), 2) as workers:
            while not workers._are_full():
                workers._submit([unopened("a.txt", text)])
            assert len(workers._waiting) == number
            while workers._waiting:
                workers._next()
            assert not workers._are_full()


def test_chunks_grow_with_what_went_before(monkeypatch: pytest.MonkeyPatch) -> None:
    few = [unopened(f"{n}.txt") for n in range(20)]
    assert [len(chunk) for chunk in _chunks(few, 2)] == [1] * 16 + [2] * 2
    many = [unopened(f"{n}.txt") for n in range(2000)]
    chunks = list(_chunks(many, 2))
    assert [task for chunk in chunks for task in chunk] == many
    assert {len(chunk) for chunk in chunks} == set(range(1, 17))
    monkeypatch.setattr("classifier.batch.stream._CHUNK_BYTES", 40)
    assert {len(chunk) for chunk in _chunks(many, 2)} == {1, 2}


def test_processes_load_their_model_before_there_is_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEP_PIDS", str(pids := tmp_path / "pids"))
    pids.mkdir()
    with Workers(Judging(), 2):
        while len(list(pids.iterdir())) < 2:
            time.sleep(0.01)


def test_no_process_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEP_PIDS", str(pids := tmp_path / "pids"))
    pids.mkdir()
    assert codes(judged([unopened("a.txt")], Judging(), jobs=2)) == {"a.txt": None}
    for path in pids.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.name), 0)


def test_a_model_that_cannot_be_used_is_told() -> None:
    stream = judged([unopened("a.txt")], Judging(model=Path("kapot")), jobs=2)
    with pytest.raises(ModelError, match=r"^kapot: damaged; get it anew$"):
        next(stream)


def test_an_error_in_the_source_comes_through() -> None:
    def broken() -> Iterator[Task]:
        yield unopened("a.txt")
        raise ModelError("of the source")

    with pytest.raises(ModelError, match="of the source"):
        list(judged(broken(), Judging(), jobs=2))


def test_the_keyboard_is_for_the_one_that_asks() -> None:
    # A shell that starts the tests in the background lets them ignore it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    assert codes(judged([unopened("a.txt")], Judging(), jobs=2)) == {"a.txt": None}
    assert signal.signal(signal.SIGINT, before) is signal.default_int_handler
