from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from classifier.documents import IsolatedReader, Limits, read, worker
from classifier.documents.transfer import pack, unpack
from classifier.errors import (
    CrashedReaderError,
    DocumentError,
    EncryptedDocumentError,
    TimedOutDocumentError,
    TooLargeDocumentError,
    document_error,
)

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
PLAIN = "classifier.documents.plain"


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader() as reader:
        yield reader


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose sitecustomize makes the reader of plain text do what the text says."""
    (tmp_path / "sitecustomize.py").write_text(
        """
import sys, os, time, ctypes
from classifier.documents import plain
original = plain.read
served = 0
def read(content, builder):
    global served
    served += 1
    word, _, number = content.decode().partition(" ")
    if word == "crash": os.abort()
    if word == "end": os._exit(0)
    if word == "hang": time.sleep(600)
    if word == "print": print("noise " * 1000); os.write(1, b"noise" * 1000)
    if word == "memory": builder.kept = bytearray(int(number))
    if word == "second" and served > 1: os.abort()
    if word == "interrupt": os.kill(os.getpid(), 2)
    original(content, builder)
plain.read = read
"""
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return tmp_path


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_the_same_document(reader: IsolatedReader, path: Path) -> None:
    assert reader(path.read_bytes(), name=str(path)) == read(path)


def test_attachments_and_odd_characters(reader: IsolatedReader) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.nl", "c@d.nl", "Stukken 🙂"
    message.set_content("Hierbij de stukken, \u202e omgekeerd en \x85 anders.")
    for name in ("a.bin", "leeg.bin", "b.bin"):
        content = b"" if name == "leeg.bin" else bytes(range(256)) * 9
        message.add_attachment(content, maintype="image", subtype="x", filename=name)
    document = reader(message.as_bytes(), name="post.eml")
    assert document == read(message.as_bytes(), name="post.eml")
    assert [len(attachment.content) for attachment in document.attachments] == [2304, 0, 2304]
    odd = read("Een \ud800 teken.", name="\ud800")
    assert unpack(*pack(odd)) == odd


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"%PDF-1.7 kapot", b"PK\3\4kapot"])
def test_the_same_error(reader: IsolatedReader, content: bytes) -> None:
    with pytest.raises(DocumentError) as expected:
        read(content, name="nota")
    with pytest.raises(type(expected.value)) as found:
        reader(content, name="nota")
    assert str(found.value) == str(expected.value)


def test_limits_are_passed_on() -> None:
    with (
        IsolatedReader(Limits(max_chars=5)) as reader,
        pytest.raises(TooLargeDocumentError, match="max_chars"),
    ):
        reader(b"Wij horen de aanvrager.", name="nota.txt")


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("fault", [b"crash", b"end"])
def test_a_crash_loses_one_document(fault: bytes) -> None:
    with IsolatedReader() as reader:
        assert reader(b"Wij horen.", name="a").text == "Wij horen."
        with pytest.raises(CrashedReaderError, match=r"^b: its reader crashed"):
            reader(fault, name="b")
        assert reader(b"Wij beslissen.", name="c").text == "Wij beslissen."


@pytest.mark.usefixtures("faulty")
def test_a_document_does_not_pay_for_those_before_it() -> None:
    with IsolatedReader() as reader:
        reader(b"Wij horen.", name="a")
        assert reader(b"second", name="b").text == "second"


@pytest.mark.usefixtures("faulty")
def test_a_hang_loses_one_document(seconds: int) -> None:
    with IsolatedReader(Limits(max_seconds=seconds)) as reader:
        start = time.monotonic()
        with pytest.raises(
            TimedOutDocumentError, match=rf"^b: not read within {seconds} s.*={2 * seconds}\)"
        ):
            reader(b"hang", name="b")
        assert time.monotonic() - start < 10 * seconds
        assert reader(b"Wij beslissen.", name="c").text == "Wij beslissen."


@pytest.mark.parametrize("size", [1, 50_000])  # also more than fits into a pipe
def test_what_is_begun_is_what_is_asked_for_next(reader: IsolatedReader, size: int) -> None:
    texts = [f"Wij horen de aanvrager {n}. " * size for n in range(3)]
    for text in texts:
        reader.begin(text.encode(), name="a.txt")
        assert reader(text.encode(), name="a.txt") == read(text.encode(), name="a.txt")
    reader.begin(texts[0].encode(), name="a.txt")
    reader.begin(texts[1].encode(), name="a.txt")
    assert reader(texts[1].encode(), name="a.txt").text.startswith("Wij horen de aanvrager 1.")
    reader.begin(texts[0].encode(), name="a.txt")
    assert reader(texts[2].encode(), name="a.txt").text.startswith("Wij horen de aanvrager 2.")


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize(
    ("text", "error"), [("crash", CrashedReaderError), ("hang", TimedOutDocumentError)]
)
def test_what_is_begun_is_lost_alone(text: str, error: type[DocumentError], seconds: int) -> None:
    with IsolatedReader(Limits(max_seconds=seconds)) as reader:
        reader(b"Wij horen.", name="a")
        reader.begin(text.encode(), name="b")
        with pytest.raises(error, match=r"^b: "):
            reader(text.encode(), name="b")
        assert reader(b"Wij beslissen.", name="c").text == "Wij beslissen."


def test_an_answer_that_no_one_took_in_time_is_asked_for_again() -> None:
    content = b"Wij horen de aanvrager. " * 50_000
    with IsolatedReader() as reader:
        reader.begin(content, name="a.txt")
        assert reader._begun is not None
        assert reader._process is not None
        reader._begun.clock._end(reader._process)  # it has not written all, since no one reads
        assert reader(content, name="a.txt") == read(content, name="a.txt")


@pytest.mark.usefixtures("faulty")
@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory")
def test_too_much_memory_loses_one_document() -> None:
    with IsolatedReader(Limits(max_memory=500_000_000)) as reader:
        assert reader(b"memory 100000000", name="a").text == "memory 100000000"
        with pytest.raises(TooLargeDocumentError, match=r"^b: takes more memory"):
            reader(b"memory 900000000", name="b")
        assert reader(b"Wij beslissen.", name="c").text == "Wij beslissen."


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory")
@pytest.mark.parametrize("name", ["behandeling-bezwaarschriften.odt", "opzet-nader-gehoor.pdf"])
def test_memory_in_which_no_library_can_be_loaded_is_no_damage(name: str) -> None:
    with (
        IsolatedReader(Limits(max_memory=1)) as reader,
        pytest.raises(TooLargeDocumentError, match="takes more memory than the 1 bytes"),
    ):
        reader((EXAMPLES / name).read_bytes(), name=name)


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("text", ["print", "interrupt"])
def test_noise_and_the_keyboard_do_no_harm(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    with IsolatedReader() as reader:
        assert reader(text.encode(), name="a").text == text
    assert capfd.readouterr() == ("", "")


def test_modules_among_the_documents_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "lxml", "classifier", "struct"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    with IsolatedReader() as reader:
        assert reader(b"Wij horen.", name="a").text == "Wij horen."
    assert not (tmp_path / "run").exists()


def test_the_process_ends_with_the_reader() -> None:
    with IsolatedReader() as reader:
        process = reader._process
        assert process is not None
        assert process.poll() is None
    assert process.poll() is not None
    assert reader(b"Wij horen.", name="a").text == "Wij horen."  # with a new one
    reader.close()
    reader.close()


def test_the_process_ends_with_the_one_that_asks() -> None:
    reader = IsolatedReader()
    with reader:
        process = reader._process
        assert process is not None
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) == 0


@pytest.mark.skipif(not hasattr(signal, "alarm"), reason="needs an alarm of the system")
def test_the_process_ends_itself_when_no_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    child = os.fork()
    if child == 0:
        worker.GRACE = 0
        monkeypatch.setattr("classifier.documents.plain.read", lambda *_: time.sleep(60))
        asked = worker.request("read", "a", Limits(max_seconds=1), ocr="auto")
        worker.answer(asked, b"Wij horen.")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGALRM


@pytest.mark.parametrize("code", ["crashed", "encrypted", "timeout", "too_large", "empty"])
def test_every_code_finds_its_error(code: str) -> None:
    error = document_error(code, "nota: zo")
    assert (type(error) is not DocumentError, error.code, str(error)) == (True, code, "nota: zo")
    assert isinstance(document_error("encrypted", "x"), EncryptedDocumentError)
