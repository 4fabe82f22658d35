from collections.abc import Callable

import numpy as np
import pypdfium2
import pytest

from classifier.documents.pdf import calls


@pytest.fixture
def text(pdf: Callable[..., bytes]) -> pypdfium2.PdfTextPage:
    page = [(f"Regel {number} van vele", 72.0, 800.0 - number, 11.0, False) for number in range(99)]
    return pypdfium2.PdfDocument(pdf([page]))[0].get_textpage()


def test_boxes_are_those_of_the_bindings(text: pypdfium2.PdfTextPage) -> None:
    shown = text.get_text_range()
    indices = [number for number, character in enumerate(shown) if not character.isspace()]
    assert len(indices) > 1024  # so that they are asked for in several goes
    address = calls.address(text)
    for loose, boxes in ((False, calls.char_boxes), (True, calls.loose_char_boxes)):
        theirs = [text.get_charbox(index, loose=loose) for index in indices]
        assert boxes(address, indices) == pytest.approx(np.array(theirs))


def test_a_character_that_is_not_there_has_no_box(text: pypdfium2.PdfTextPage) -> None:
    address = calls.address(text)
    calls.char_boxes(address, range(100))
    for boxes in (calls.char_boxes, calls.loose_char_boxes):
        assert boxes(address, [0, 10**6])[1].tolist() == [0, 0, 0, 0]


def test_names_of_fonts(text: pypdfium2.PdfTextPage) -> None:
    address = calls.address(text)
    assert b"Helvetica" in calls.font_name(address, 0)
    assert calls.font_name(address, 10**6) == b""
