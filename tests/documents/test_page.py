from __future__ import annotations

import pytest

from classifier.documents.page import Frame, line


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_box_comes_back_from_the_page_as_shown(rotation: int) -> None:
    frame = Frame(1, (20.0, 30.0, 420.0, 630.0), rotation)
    box = (60.0, 100.0, 160.0, 112.0)
    shown = frame.shown(box)
    assert frame.in_file(shown) == box
    assert 0 <= shown[0] < shown[2] <= frame.width
    assert 0 <= shown[1] < shown[3] <= frame.height


def test_what_is_at_the_head_of_the_page_depends_on_its_rotation() -> None:
    visible = (0.0, 0.0, 400.0, 600.0)
    places = [
        line("kop", Frame(1, visible, rotation).shown((10, 580, 60, 590)), Frame(1, visible), 10)
        for rotation in (0, 180)
    ]
    assert places[0].place > 0.9
    assert places[1].place < 0.1


def test_a_line_knows_whether_it_stands_upright() -> None:
    frame = Frame(1, (0.0, 0.0, 400.0, 600.0))
    assert line("langs", (10, 100, 60, 110), frame, 10).upright
    assert line("I", (10, 100, 13, 112), frame, 10).upright
    assert not line("omhoog", (10, 100, 20, 200), frame, 10).upright
