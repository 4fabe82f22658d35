from collections.abc import Callable
from itertools import repeat

import numpy as np
import pypdfium2
import pytest

from classifier.documents.pdf import calls


@pytest.fixture
def page(pdf: Callable[..., bytes]) -> pypdfium2.PdfPage:
    page = [(f"Regel {number} van vele", 72.0, 800.0 - number, 11.0, False) for number in range(99)]
    return pypdfium2.PdfDocument(pdf([page]))[0]


def test_text_and_boxes_are_those_of_the_bindings(page: pypdfium2.PdfPage) -> None:
    theirs = page.get_textpage()
    text = calls.open_text(page)
    shown = calls.content_of(text, calls.count_chars(text))
    assert calls.count_chars(text) == theirs.count_chars()
    assert shown == theirs.get_text_range()
    indices = [number for number, character in enumerate(shown) if not character.isspace()]
    assert len(indices) > 1024  # so that they are asked for in several goes
    for loose, boxes in ((False, calls.char_boxes), (True, calls.loose_char_boxes)):
        expected = [theirs.get_charbox(index, loose=loose) for index in indices]
        assert boxes(repeat(text), indices) == pytest.approx(np.array(expected))
    calls.close_text(text)


def test_characters_of_several_pages(pdf: Callable[..., bytes]) -> None:
    file = pypdfium2.PdfDocument(
        pdf([[("Regel", left, 700.0, 11.0, False)] for left in (72.0, 172.0)])
    )
    pages = list(file)
    texts = [calls.open_text(page) for page in pages]
    boxes = calls.char_boxes(iter(texts), [0, 0])
    assert boxes[1, 0] - boxes[0, 0] == pytest.approx(100)


def test_a_page_without_text_has_no_content(pdf: Callable[..., bytes]) -> None:
    page = pypdfium2.PdfDocument(pdf([[]]))[0]
    text = calls.open_text(page)
    assert calls.count_chars(text) == 0
    assert calls.content_of(text, 0) == ""


def test_a_character_that_is_not_there_has_no_box(page: pypdfium2.PdfPage) -> None:
    text = calls.open_text(page)
    calls.char_boxes(repeat(text), range(100))
    for boxes in (calls.char_boxes, calls.loose_char_boxes):
        assert boxes(repeat(text), [0, 10**6])[1].tolist() == [0, 0, 0, 0]


def test_names_of_fonts(page: pypdfium2.PdfPage) -> None:
    names = list(calls.font_names(iter([calls.open_text(page)] * 2), [0, 10**6]))
    assert b"Helvetica" in names[0]
    assert names[1] == b""
