from contextlib import suppress
from pathlib import Path

import pytest

from classifier.assessment.assessment import Assessment
from classifier.batch.journal import Journal, gone_on, key_of
from classifier.batch.judging import Task
from classifier.documents import Document, Unopened
from classifier.errors import JournalError

RUN = {"model": "abc", "explain": True}
TASKS: list[Task] = [
    Unopened("", (), source="na\udcefef.txt", content=b"Wij horen."),
    Document("Wij beslissen.", (), source="b.eml", sha256="12"),
    Assessment("c.txt", error_code="empty", error_message="c.txt: leeg"),
]
DONE = [Assessment("na\udcefef.txt", n_words=2), Assessment("b.eml", title="ĳ"), TASKS[2]]


class EndedError(Exception):
    pass


def write(path: Path, number: int = 3) -> None:
    """Write a journal of a run that was ended."""
    with suppress(EndedError), Journal(path, RUN, resume=False) as journal:
        for task, assessment in list(zip(TASKS, DONE, strict=True))[:number]:
            journal.append(key_of(task), assessment)
        raise EndedError


def finish(path: Path) -> tuple[int, list[Assessment]]:
    """Go on, and return how many were done before, and all."""
    with suppress(EndedError), Journal(path, RUN, resume=True) as journal:
        tasks = iter(TASKS)
        found = list(gone_on(tasks, journal))
        before = len(found)
        for task in tasks:
            assessment = DONE[TASKS.index(task)]
            journal.append(key_of(task), assessment)
            found.append(assessment)
        raise EndedError
    return before, found


def test_a_run_goes_on_where_it_was(tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path / "j", number)
        assert finish(tmp_path / "j") == (number, DONE)
        assert finish(tmp_path / "j") == (3, DONE)


def test_it_may_be_ended_at_any_byte(tmp_path: Path) -> None:
    path = tmp_path / "j"
    write(path)
    whole = path.read_bytes()
    ends = [at + 1 for at, byte in enumerate(whole) if byte == 10]
    for end in range(0, len(whole), 3):
        path.write_bytes(whole[:end])
        assert finish(path) == (max(sum(at <= end for at in ends) - 1, 0), DONE)
        assert path.read_bytes() == whole


@pytest.mark.parametrize("bit", range(8))
def test_what_follows_a_damaged_line_is_done_again(tmp_path: Path, bit: int) -> None:
    path = tmp_path / "j"
    write(path)
    whole = path.read_bytes()
    head = whole.index(b"\n") + 1
    for at in range(head + bit, len(whole), 8):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        assert finish(path) == (whole.count(b"\n", head, at), DONE)
        assert path.read_bytes() == whole


def test_a_line_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "j"
    write(path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:3], *lines[2:]]))
    assert finish(path) == (2, DONE)


@pytest.mark.parametrize("bit", range(8))
def test_a_head_of_which_a_byte_was_altered_is_refused(tmp_path: Path, bit: int) -> None:
    path = tmp_path / "j"
    write(path)
    whole = path.read_bytes()
    for at in range(whole.index(b"\n") + 1):
        damaged = whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]
        path.write_bytes(damaged)
        with pytest.raises(JournalError, match="journal is damaged; begin anew without --resume"):
            Journal(path, RUN, resume=True)
        assert path.read_bytes() == damaged
    write(path)  # which is to begin anew
    assert path.read_bytes() == whole


def test_another_run_is_refused_by_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "j"
    write(path)
    before = path.read_bytes()
    with pytest.raises(JournalError, match=r"was another one \(explain, top\)"):
        Journal(path, {"model": "abc", "explain": False, "top": 3}, resume=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        ([TASKS[0], TASKS[2], TASKS[1]], r"document 2 \(b.eml\) is now another \(c.txt\)"),
        (TASKS[:2], r"document 3 \(c.txt\) is no longer there"),
        ([Unopened("", (), source="na\udcefef.txt", content=b"Anders.")], "document 1 "),
    ],
)
def test_other_documents_are_refused(tmp_path: Path, tasks: list[Task], message: str) -> None:
    write(tmp_path / "j")
    with (
        pytest.raises(JournalError, match=message),
        Journal(tmp_path / "j", RUN, resume=True) as journal,
    ):
        list(gone_on(iter(tasks), journal))


@pytest.mark.parametrize("resume", [False, True])
def test_two_runs_have_not_the_same_journal(tmp_path: Path, resume: bool) -> None:
    write(tmp_path / "j")
    before = (tmp_path / "j").read_bytes()
    with Journal(tmp_path / "j", RUN, resume=True):
        with pytest.raises(JournalError, match="another run writes to the same output"):
            Journal(tmp_path / "j", RUN, resume=resume)
        assert (tmp_path / "j").read_bytes() == before
    assert not (tmp_path / "j").exists()  # the run is finished
    with Journal(tmp_path / "j", RUN, resume=resume):
        pass


def test_keys_tell_documents_apart() -> None:
    others = [
        Unopened("", (), source="a", content=b"b"),
        Unopened("", (), source="ab", content=b""),
        Document("", (), source="a", sha256="b2"),
        Assessment("a", error_code="empty"),
        Assessment("a", error_code="not_found"),
    ]
    assert len({key_of(task) for task in [*TASKS, *others]}) == 8
