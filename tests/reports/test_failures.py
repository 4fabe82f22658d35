"""What cannot be read, said in Dutch: all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from classifier import errors
from classifier.documents.builder import DocumentBuilder
from classifier.documents.limits import Limits
from classifier.documents.ocr import recognition, tesseract
from classifier.documents.page import Line
from classifier.reports import failures

BOX = (72.0, 700.0, 500.0, 712.0)
LINE = Line("Het college verleent geen ontheffing.", *BOX, 11.0, False, 1, 0.8, BOX)


def codes(kind: type[errors.ClassifierError] = errors.ClassifierError) -> Iterator[str]:
    yield from (kind.code, "internal")  # the latter of an exception that is none of ours
    for each in kind.__subclasses__():
        yield from codes(each)


@pytest.mark.parametrize("code", sorted(set(codes())))
def test_every_error_says_what_it_is_and_what_to_do(code: str) -> None:
    told = failures.error(code)
    assert re.fullmatch(r"[A-Z][^.]+\.( [A-Z][^.]+\.)+", told)
    assert re.search(r"\. (Haal|Sla|Controleer|Splits|Zoek|Leg|Beoordeel|Probeer) ", told)


def test_errors_have_words_of_their_own() -> None:
    known = sorted(set(codes()))
    assert len(known) > 20
    assert len({failures.error(code) for code in known}) == len(known)
    assert failures.error("of later") == failures.error("error")


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> DocumentBuilder:
    monkeypatch.setattr(tesseract, "find", lambda: "tesseract")
    return DocumentBuilder("nota.pdf", Limits(max_ocr_pages=2))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (tesseract.RecognitionTimeout("long"), "duurde te lang"),
        (tesseract.RecognitionError("it is damaged"), "want beschadigd"),
        (tesseract.RecognitionError("Tesseract failed (exit code 1)"), "mislukte"),
    ],
)
def test_warnings_of_pages_that_ocr_cannot_read(
    builder: DocumentBuilder, error: Exception, words: str
) -> None:
    def image(number: int) -> None:
        raise error

    recognition.recognised([[LINE], [], [], []], ["sound", *["few"] * 3], image, builder)
    builder.add("paragraph", LINE.text)
    first, last = map(failures.warning, builder.build().warnings)
    assert first is not None
    assert first.startswith("Pagina’s 2-3: niet gelezen, want")
    assert words in first
    assert last is not None
    assert last.startswith("Pagina 4: niet gelezen, want er zijn te veel")


def test_warnings_without_ocr(builder: DocumentBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "find", lambda: None)
    qualities = ["sound", "few", "glued", None]
    recognition.recognised([[LINE], [], [LINE], []], qualities, lambda number: None, builder)
    builder.add("paragraph", LINE.text)
    told = [failures.warning(line) or line for line in builder.build().warnings]
    assert [line.partition(",")[0] for line in told] == [
        "Pagina 2: niet gelezen",
        "Pagina 3: gelezen",
        "Pagina 4: niet gelezen",
    ]


def test_other_warnings_have_no_words() -> None:
    for line in ("page 2 holds a picture", "page 2: turned", "2: not read, for it is damaged", ""):
        assert failures.warning(line) is None
