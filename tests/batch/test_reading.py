import subprocess
import sys

import pytest

from classifier.batch.reading import WorkerReader
from classifier.documents import Limits, read
from classifier.errors import DocumentError

PLAIN = b"Wij horen de aanvrager."
HTML = b"<!doctype html><p>Wij horen de aanvrager."
HANGS = """
import os, time
from classifier.batch import reading
from classifier.documents import Limits
reading.read = lambda *_, **__: time.sleep(600)
reading.WorkerReader(Limits(max_seconds=1))(b"Wij horen.", name="a.txt")
"""


@pytest.mark.parametrize(
    ("content", "here"),
    [(PLAIN, True), (PLAIN * 50_000, False), (HTML, False), (b"\n# Kop\n\n**Let** op", False)],
    ids=["plain", "large", "html", "markdown"],
)
@pytest.mark.parametrize("begun", [True, False])
def test_plain_text_is_read_here_and_all_else_by_the_reader(
    content: bytes, here: bool, begun: bool
) -> None:
    with WorkerReader() as reader:
        reader.close()  # it starts when it is needed
        if begun:
            reader.begin(content, name="nota")
            assert (reader._process is None) is here
        assert reader(content, name="nota") == read(content, name="nota")
        assert (reader._process is None) is here


@pytest.mark.parametrize("content", [b"", b"PK\3\4kapot", b"\0\1\2", PLAIN])
def test_the_same_error(content: bytes) -> None:
    limits = Limits(max_chars=5)
    with pytest.raises(DocumentError) as expected:
        read(content, name="nota", limits=limits)
    with WorkerReader(limits) as reader, pytest.raises(type(expected.value)) as found:
        reader(content, name="nota")
    assert str(found.value) == str(expected.value)


def test_what_takes_all_memory_is_for_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("classifier.batch.reading.read", full)
    with WorkerReader() as reader:
        assert reader(PLAIN, name="a.txt") == read(PLAIN, name="a.txt")


def test_a_text_that_hangs_ends_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", HANGS], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
