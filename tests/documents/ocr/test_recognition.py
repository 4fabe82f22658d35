"""Scans, from the file to the document; with Tesseract, and with programs in its place."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pypdf
import pytest

from classifier.documents import Document, IsolatedReader, Limits, read
from classifier.documents.ocr import tesseract
from classifier.documents.ocr.recognition import listed
from classifier.errors import (
    DocumentError,
    NeedsOcrError,
    TimedOutDocumentError,
    TooLargeDocumentError,
    UnreadableDocumentError,
)

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "data" / "examples" / "uitwegen-provinciale-wegen.pdf"
FORMATS = ROOT / ".." / "shared" / "formats" / "pdf"
PACKAGES = "tesseract-ocr and tesseract-ocr-nld"
Maker = Callable[..., bytes]
Fake = Callable[..., Path]

needs_tesseract = pytest.mark.skipif(
    tesseract.find() is None, reason=f"needs the Debian packages {PACKAGES}"
)
RULE = "Het college verleent geen ontheffing voor een terras op de weg."
GLUED = "Hetcollegeverleentgeenontheffing vooreenterrasopdeweg."
SHIFTED = "Khw froohjh yhuohhqw jhhq rqwkhiilqj yrru hhq whuudv rs gh zhj."
HOCR = """<html xmlns="http://www.w3.org/1999/xhtml"><body><div class='ocr_page' title='bbox 0 0
2480 3508'><span class='ocr_line' title='bbox 300 1700 900 1740; x_size 40'><span class='ocrx_word'
title='bbox 300 1700 900 1740; x_wconf 95'>{}</span></span></div></body></html>"""


@pytest.fixture
def pages(pdf: Maker, text_page: Callable[..., list], scan: Maker) -> Maker:
    """Make a PDF with a page of text for each text, of which some are scans."""

    def make(*texts: str, scans: list[int]) -> bytes:
        content = pdf([text_page(*[text] * 8) for text in texts])
        return scan(content, pages=scans, stamps=["Woo-besluit 7"])

    return make


def answer(text: str) -> str:
    return f"cat > /dev/null; cat << 'EOF'\n{HOCR.format(text)}\nEOF"


def first_page(path: Path) -> bytes:
    writer, stream = pypdf.PdfWriter(), io.BytesIO()
    writer.add_page(pypdf.PdfReader(path).pages[0])
    writer.write(stream)
    return stream.getvalue()


def alike(document: Document, other: Document) -> float:
    """Return the share of characters that two documents have in common, in order."""
    texts = (re.sub(r"\s+", " ", one.text) for one in (document, other))
    return SequenceMatcher(None, *texts, autojunk=False).ratio()


# With Tesseract


@needs_tesseract
@pytest.mark.parametrize(
    "options", [{}, {"askew": -2.5}, {"turned": 180, "stamps": ["Woo-besluit 7"]}]
)
def test_a_scan_is_read_as_its_text_layer(scan: Maker, options: dict) -> None:
    content = first_page(EXAMPLE)
    text = read(content)
    document = read(scan(content, **options), name="scan.pdf")
    assert alike(document, text) > 0.95  # the running footer comes first in the original
    words, seen = (Counter(re.findall(r"\w+", one.text)) for one in (text, document))
    assert (words & seen).total() > 0.98 * words.total()
    assert document.warnings == ()
    assert document.title == text.title
    kinds = [[block.kind for block in one.blocks] for one in (document, text)]
    assert SequenceMatcher(None, *kinds).ratio() > 0.8
    start = document.text.index("provincie")
    (place,) = document.locate(start, start + 1)
    assert place.page == 1
    assert place.box is not None
    if not options:  # the words stand where they stand in the original
        (same,) = text.locate(text.text.index("provincie"), text.text.index("provincie") + 1)
        assert same.box is not None
        assert place.box == pytest.approx(same.box, abs=6)


@needs_tesseract
def test_only_the_scan_among_the_pages_is_read(pages: Maker) -> None:
    document = read(pages(RULE, RULE.upper(), scans=[1]))
    assert RULE.upper() in document.text
    assert document.text.count(RULE) == 8
    assert [block.page for block in document.blocks] == sorted(
        block.page or 0 for block in document.blocks
    )


@needs_tesseract
def test_a_picture_of_real_files_is_read() -> None:
    if not FORMATS.exists():
        pytest.skip("needs the shared example files")
    document = read(FORMATS / "image.pdf")
    assert {"2008", "2014", "125%"} <= set(document.text.split())
    assert document.warnings == ()


# With a program in its place


def test_broken_layers_and_scans_are_replaced(
    tesseract: Fake, pages: Maker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    read_in_turn = ("De raad beslist. ", "Wij horen de aanvrager. ", "Het bezwaar slaagt. ")
    for number, text in enumerate(read_in_turn):
        (tmp_path / f"answer{number}").write_text(HOCR.format(text * 20))
    tesseract(f"cat > /dev/null; set -- {tmp_path}/answer*; cat $1; rm $1")
    caplog.set_level(logging.INFO)
    document = read(pages(RULE, GLUED, SHIFTED, RULE, scans=[3]), name="nota.pdf")
    texts = [document.text[slice(*page)] for page in document.pages]
    assert texts[0].count(RULE) == 8
    assert [text.strip() for text in texts[1:]] == [(text * 20).strip() for text in read_in_turn]
    assert [record.getMessage() for record in caplog.records] == [
        "nota.pdf: OCR of page 2 (1 of 3)",
        "nota.pdf: OCR of page 3 (2 of 3)",
        "nota.pdf: OCR of page 4 (3 of 3)",
    ]


def test_always_and_never(tesseract: Fake, pages: Maker) -> None:
    tesseract(answer("Gelezen"))
    content = pages(RULE, GLUED, scans=[])
    assert read(content, ocr="always").text == "Gelezen\n\nGelezen"
    document = read(content, ocr="never")
    assert "Gelezen" not in document.text
    assert document.warnings == (
        'page 2: read with words run together; allow OCR (--ocr auto, or ocr="auto"), '
        "to read it well",
    )


def test_a_picture_without_words_leaves_what_the_layer_says(tesseract: Fake, pages: Maker) -> None:
    tesseract(answer(""))
    document = read(pages(RULE, GLUED, RULE, scans=[2]))
    assert document.text.count(GLUED) == 8
    assert document.text.endswith("Woo-besluit 7")
    assert document.warnings == ()


def test_a_page_that_hangs_is_the_only_one_lost(
    tesseract: Fake, pages: Maker, tmp_path: Path
) -> None:
    tesseract(f"mkdir {tmp_path}/once 2> /dev/null && sleep 60\n{answer('Wel-gelezen-woorden')}")
    begin = time.perf_counter()
    content = pages(RULE, RULE, RULE, scans=[1, 2])
    document = read(content, limits=Limits(max_ocr_seconds=1))
    assert time.perf_counter() - begin < 30
    assert document.text.count(RULE) == 8
    assert document.text.endswith("Wel-gelezen-woorden")
    assert document.warnings == (
        "page 2: not read, for OCR took over 1 seconds; allow more with --limit max_ocr_seconds=2, "
        "in Python Limits(max_ocr_seconds=2)",
    )


def test_a_crash_is_a_warning(tesseract: Fake, pages: Maker) -> None:
    tesseract("kill -SEGV $$")
    document = read(pages(RULE, RULE, scans=[1]))
    assert document.warnings == (
        "page 2: not read, for Tesseract failed (exit code -11); scan it anew",
    )
    with pytest.raises(UnreadableDocumentError, match=r"nota\.pdf: not read, for Tesseract failed"):
        read(pages(RULE, RULE, scans=[0, 1]), name="nota.pdf")


def test_so_many_pages_are_read_and_no_more(tesseract: Fake, pages: Maker) -> None:
    tesseract(answer("Wel-gelezen-woorden"))
    content = pages(RULE, RULE, RULE, RULE, scans=[0, 1, 3])
    document = read(content, limits=Limits(max_ocr_pages=1))
    assert document.text.count("Wel-gelezen-woorden") == 1
    assert document.warnings == (
        "pages 2, 4: not read, for OCR came to 1 pages; split it, or allow more with "
        "--limit max_ocr_pages=3, in Python Limits(max_ocr_pages=3)",
    )


def test_the_time_of_the_document_is_kept(tesseract: Fake, pages: Maker, tmp_path: Path) -> None:
    tesseract(f"mkdir {tmp_path}/once 2> /dev/null && sleep 60\n{answer('Wel-gelezen-woorden')}")
    document = read(pages(RULE, RULE, RULE, scans=[1, 2]), limits=Limits(max_seconds=2))
    assert document.text.count(RULE) == 8
    more = "allow more with --limit max_seconds=4, in Python Limits(max_seconds=4)"
    assert document.warnings == (
        f"page 2: not read, for OCR took over 2 seconds; {more}",
        f"page 3: not read, for OCR came to 1 pages; split it, or {more}",
    )


@pytest.mark.parametrize(
    ("script", "limits", "error"),
    [
        ("sleep 60", Limits(max_ocr_seconds=1), TimedOutDocumentError),
        ("sleep 60", Limits(max_seconds=2), TimedOutDocumentError),
        (answer(""), Limits(max_ocr_pages=1), TooLargeDocumentError),
    ],
)
def test_a_limit_that_left_no_text_is_no_damage(
    tesseract: Fake, pages: Maker, script: str, limits: Limits, error: type[DocumentError]
) -> None:
    tesseract(script)
    with pytest.raises(error, match=r"not read, for OCR .*; .*allow more with --limit max_"):
        read(pages(RULE, RULE, scans=[0, 1]), limits=limits)


def test_the_isolated_reader_passes_on_what_to_do_and_what_is_done(
    tesseract: Fake, pages: Maker, caplog: pytest.LogCaptureFixture
) -> None:
    tesseract(answer("Wel-gelezen-woorden"))
    caplog.set_level(logging.INFO)
    content = pages(RULE, RULE, scans=[1])
    with IsolatedReader() as reader:
        assert reader(content, name="nota.pdf").text.endswith("Wel-gelezen-woorden")
        assert [record.getMessage() for record in caplog.records] == [
            "nota.pdf: OCR of page 2 (1 of 1)"
        ]
        reader.ocr = "never"
        (warning,) = reader(content, name="nota.pdf").warnings
        assert "allow OCR" in warning


# Without


@pytest.mark.parametrize(
    ("ocr_mode", "remedy"),
    [("auto", f"install the Debian packages {PACKAGES}"), ("never", "--ocr")],
)
def test_what_is_not_read_is_told(
    no_tesseract: None, pages: Maker, ocr_mode: str, remedy: str
) -> None:
    content = pages(RULE, RULE, SHIFTED, GLUED, scans=[1])
    document = read(content, ocr=ocr_mode)  # type: ignore[arg-type]
    lost, glued = document.warnings
    assert lost.startswith("pages 2-3: not read, for it takes OCR, as a scan does; ")
    assert glued.startswith("page 4: read with words run together; ")
    assert remedy in lost
    assert remedy in glued
    assert "froohjh" not in document.text
    assert GLUED in document.text


@pytest.mark.parametrize("texts", [(RULE, RULE), (SHIFTED, RULE)])
@pytest.mark.parametrize(("ocr_mode", "remedy"), [("auto", PACKAGES), ("never", "allow OCR")])
def test_without_any_text_it_is_an_error(
    no_tesseract: None, pages: Maker, texts: tuple[str, str], ocr_mode: str, remedy: str
) -> None:
    content = pages(*texts, scans=[0, 1] if texts[0] == RULE else [1])
    with pytest.raises(NeedsOcrError, match=rf"scan\.pdf: .*{remedy}") as caught:
        read(content, name="scan.pdf", ocr=ocr_mode)  # type: ignore[arg-type]
    assert caught.value.code == "needs_ocr"


def test_to_ask_for_it_in_vain_is_an_error(no_tesseract: None, pages: Maker) -> None:
    with pytest.raises(NeedsOcrError, match=PACKAGES):
        read(pages(RULE, scans=[]), ocr="always")


def test_a_sound_document_never_asks_for_it(monkeypatch: pytest.MonkeyPatch, pages: Maker) -> None:
    monkeypatch.setattr(tesseract, "find", lambda: pytest.fail("looked for Tesseract"))
    assert read(pages(RULE, RULE, scans=[])).warnings == ()


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([1], "page 1"), ([1, 2], "pages 1-2"), ([1, 3, 4, 5, 9], "pages 1, 3-5, 9")],
)
def test_pages_in_words(numbers: list[int], words: str) -> None:
    assert listed(numbers) == words
