"""Journals that were altered with care: the checksum of each line is right, what it says is not."""

import os
import zlib
from pathlib import Path

import pytest

from classifier.assessment.assessment import Assessment
from classifier.batch.journal import Journal, gone_on, key_of
from classifier.documents import Unopened
from classifier.errors import JournalError

RUN = {"model": "abc"}
TASK = Unopened("", (), source="a.txt", content=b"Wij horen.")
HEAD = b'{"model": "abc"}'
KEY = key_of(TASK).encode()


def written(path: Path, *lines: bytes) -> Path:
    path.write_bytes(b"".join(b"%08x %s\n" % (zlib.crc32(line), line) for line in lines))
    return path


def resumed(path: Path) -> list[Assessment]:
    with Journal(path, RUN, resume=True) as journal:
        return list(gone_on(iter([TASK]), journal))


def test_one_that_is_right_is_gone_on_with(tmp_path: Path) -> None:
    path = written(tmp_path / "j", HEAD, b'0 %s {"source": "a.txt"}' % KEY)
    assert resumed(path) == [Assessment("a.txt")]


@pytest.mark.parametrize(
    "lines",
    [
        [b"{"],
        [b"3"],
        [b'"ab"'],
        [b"[1]"],
        [b"\xff"],
        [b""],
        [HEAD, b"0 %s {" % KEY],
        [HEAD, b"0 %s []" % KEY],
        [HEAD, b"0 %s null" % KEY],
        [HEAD, b'0 %s {"bron": "a.txt"}' % KEY],
        [HEAD, b'0 %s {"source": "a.txt", "passages": [1]}' % KEY],
        [HEAD, b'0 %s {"source": "a.txt", "explanation": {"x": 1}}' % KEY],
        [HEAD, b"0 %s %s" % (KEY, b"[" * 100_000)],
        [HEAD, b"0 %s \xc3\xa9" % KEY],
        [HEAD, b"0"],
    ],
    ids=lambda lines: repr(lines[-1][:60]),
)
def test_what_it_says_is_not_taken_for_a_record(tmp_path: Path, lines: list[bytes]) -> None:
    path = written(tmp_path / "j", *lines)
    before = path.read_bytes()
    with pytest.raises(JournalError, match="the journal is damaged; begin anew without --resume"):
        resumed(path)
    assert path.read_bytes() == before  # left for who wants to know what happened


@pytest.mark.parametrize("number", [b"1", b"-1", b"x", b""])
def test_a_record_out_of_its_place_is_done_again(tmp_path: Path, number: bytes) -> None:
    path = written(tmp_path / "j", HEAD, b'%s %s {"source": "a.txt"}' % (number, KEY))
    assert resumed(path) == []


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "van een ander"
    other.write_text("blijft", encoding="utf-8")
    (tmp_path / "j").symlink_to(other)
    for resume in (False, True):
        with pytest.raises(OSError, match="symbolic links"):
            Journal(tmp_path / "j", RUN, resume=resume)
    assert other.read_text(encoding="utf-8") == "blijft"
