from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from classifier.documents.ocr import tesseract as ocr

WHITE = b"P5 40 30 255\n" + b"\xff" * 1200
Fake = Callable[..., Path]


def recognise(program: Path, image: bytes = WHITE, seconds: float = 20) -> bytes:
    return ocr.recognise(image, str(program), seconds=seconds, dpi=300)


def test_it_is_found_with_its_dutch(tesseract: Fake) -> None:
    program = tesseract("exit 1")
    assert ocr.find() == str(program)


@pytest.mark.parametrize("languages", ["eng", "eng nldx", "''"])
def test_without_dutch_it_is_not_there(tesseract: Fake, languages: str) -> None:
    tesseract("exit 1", languages=languages)
    assert ocr.find() is None


def test_without_it_nothing_is_found(no_tesseract: None) -> None:
    assert ocr.find() is None


def test_a_program_that_cannot_start_is_not_there(tesseract: Fake) -> None:
    tesseract("").write_bytes(b"\x7fELF rommel")
    assert ocr.find() is None


def test_it_gets_the_image_and_nothing_else(
    tesseract: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEHEIM", "token")
    out = tmp_path / "out"
    program = tesseract(f"cat > {out}.image; echo $* > {out}.arguments; env > {out}.env; echo ok")
    assert recognise(program) == b"ok\n"
    assert Path(f"{out}.image").read_bytes() == WHITE
    assert Path(f"{out}.arguments").read_text() == "- - -l nld --psm 1 --dpi 300 hocr\n"
    assert "OMP_THREAD_LIMIT=1" in Path(f"{out}.env").read_text()
    assert "token" not in Path(f"{out}.env").read_text()


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("cat > /dev/null; echo half; exit 3", r"failed \(exit code 3\)"),
        ("cat > /dev/null", "failed"),  # no output
        ("kill -SEGV $$", r"failed \(exit code -11\)"),
        ("exec 0<&-; exit 1", "failed"),  # reads nothing
    ],
)
def test_a_failure_is_told(tesseract: Fake, script: str, message: str) -> None:
    image = b"P5 4000 3000 255\n" + bytes(12_000_000)  # more than a pipe holds
    with pytest.raises(ocr.RecognitionError, match=message) as caught:
        recognise(tesseract(script), image)
    assert not isinstance(caught.value, ocr.RecognitionTimeout)


def test_a_hang_is_ended_with_all_its_processes(tesseract: Fake, tmp_path: Path) -> None:
    program = tesseract(f"sleep 60 & echo $! > {tmp_path}/child; sleep 60")
    begin = time.perf_counter()
    with pytest.raises(ocr.RecognitionTimeout, match="over 1 seconds"):
        recognise(program, seconds=1)
    assert time.perf_counter() - begin < 20
    child = Path("/proc") / (tmp_path / "child").read_text().strip()
    if not Path("/proc").exists():
        return
    for _ in range(50):
        if not child.exists() or "Z" in (child / "stat").read_text().split()[2]:
            return
        time.sleep(0.1)
    pytest.fail("a process was left")


def test_its_memory_is_bounded(tesseract: Fake) -> None:
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("only Linux can bound the memory of another process")
    program = tesseract("cat > /dev/null; ulimit -v")
    assert int(recognise(program)) * 1024 == pytest.approx(2_000_000_000, rel=0.001)
