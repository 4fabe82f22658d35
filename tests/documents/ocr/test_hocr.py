from __future__ import annotations

import pytest

from classifier.documents.ocr.hocr import ImagePage, TextLine, Word, pages_of

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>'
PAGE = "<div class='ocr_page' title='image \"-\"; bbox 0 0 2480 3508; ppageno 0'>"


def hocr(inside: str, head: str = HEAD) -> bytes:
    return f"{head}{PAGE}{inside}</div></body></html>".encode()


def span(title: str, *words: str, kind: str = "ocr_line") -> str:
    return f"<p><span class='{kind}' title=\"{title}\">{''.join(words)}</span></p>"


def word(text: str, title: str = "bbox 300 400 380 440; x_wconf 91") -> str:
    return f"<span class='ocrx_word' title='{title}'>{text}</span>"


@pytest.mark.parametrize("kind", ["ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"])
def test_a_line_of_any_class(kind: str) -> None:
    title = "bbox 300 400 380 440; textangle 180; x_size 41.5; x_descenders 9"
    (page,) = pages_of(hocr(span(title, word("<em>Wij</em> &amp;\u200b"), kind=kind)))
    words = (Word("Wij &", (300, 400, 380, 440), 91),)
    assert page == ImagePage(2480, 3508, (TextLine(words, 41.5, 180),))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (span("bbox 0 0 9 9"), ()),
        (span("bbox 0 0 9 9; x_size 4", word(" \x00\ufeff"), word("")), ()),
        (span("", word("horen", "bbox 9 9 3 3; x_wconf 1")), ()),
        (span("", word("horen", "x_wconf 90")), ()),
        (span("", word("horen", "bbox 1 2 3 40")), ((38.0, 0, "horen", 0),)),
    ],
)
def test_what_is_not_understood_is_left_out(line: str, found: tuple) -> None:
    (page,) = pages_of(hocr(line))
    assert found == tuple(
        (one.size, one.angle, word.text, word.confidence)
        for one in page.lines
        for word in one.words
    )


@pytest.mark.parametrize("content", [b"rommel", b"<html>", HEAD.encode(), hocr("")[:-30]])
def test_rubbish_gives_no_lines(content: bytes) -> None:
    assert [one for page in pages_of(content) for one in page.lines] == []


def test_entities_are_not_resolved() -> None:
    head = HEAD.replace("<html", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html')
    (page,) = pages_of(hocr(span("x_size 9", word("a&x;b")), head))
    assert "root:" not in "".join(word.text for line in page.lines for word in line.words)
