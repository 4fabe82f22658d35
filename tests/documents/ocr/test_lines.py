from __future__ import annotations

from itertools import pairwise

import pytest

from classifier.documents.ocr.hocr import ImagePage, TextLine, Word
from classifier.documents.ocr.lines import even, lines_of
from classifier.documents.page import Frame, line

FRAME = Frame(3, (0.0, 0.0, 600.0, 800.0))
SCALE = 4  # pixels a point


def word(text: str, left: float, foot: float, *, size: float = 10, confidence: int = 90) -> Word:
    """Return a word on a line, in points from the lower left corner, letters 5 points wide."""
    below = 0.2 * size if set(text) & set("gjpqy,") else 0
    box = left, 800 - foot - 0.7 * size, left + 5 * len(text), 800 - foot + below
    return Word(text, tuple(round(SCALE * one) for one in box), confidence)  # type: ignore[arg-type]


def page(*lines: tuple[Word, ...], angle: int = 0, size: float = 10) -> ImagePage:
    found = tuple(TextLine(words, SCALE * size / 1.2, angle) for words in lines)
    return ImagePage(600 * SCALE, 800 * SCALE, found)


def words(text: str, foot: float = 700, left: float = 72, **options: int) -> tuple[Word, ...]:
    result = []
    for one in text.split():
        result.append(word(one, left, foot, **options))  # type: ignore[arg-type]
        left += 5 * len(one) + 3
    return tuple(result)


def test_a_line_has_place_and_type() -> None:
    (found,) = lines_of(page(words("Wij horen de aanvrager.")), FRAME)
    assert (found.text, found.page, found.size) == ("Wij horen de aanvrager.", 3, 10)
    assert (found.left, found.right) == pytest.approx((72, 72 + 5 * 20 + 9))
    assert (found.bottom, found.top) == pytest.approx((698, 708), abs=0.3)
    assert found.place == pytest.approx(703 / 800, abs=0.001)
    assert found.box == pytest.approx((72, 698, 181, 707), abs=0.3)
    assert found.upright


def test_letters_below_the_line_do_not_move_it() -> None:
    texts = ("een man", "jij geeft", "of", "gyp")
    found = lines_of(page(*(words(text, 700 - 14 * n) for n, text in enumerate(texts))), FRAME)
    steps = [above.bottom - below.bottom for above, below in pairwise(found)]
    assert steps == pytest.approx([14, 14, 14], abs=0.5)


def test_a_wide_gap_parts_a_line() -> None:
    apart = words("Besluit") + words("acht weken", left=300)
    assert [one.text for one in lines_of(page(apart), FRAME)] == ["Besluit", "acht weken"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("e een verzoek", "• een verzoek"),
        ("* een verzoek", "• een verzoek"),
        ("» een verzoek", "• een verzoek"),
        ("een e verzoek", "een e verzoek"),
        ("ex nunc", "ex nunc"),
        ("| horen | en __ |", "horen | en"),
        ("wij — horen —", "wij — horen"),
    ],
)
def test_bullets_and_rules(text: str, read: str) -> None:
    assert [one.text for one in lines_of(page(words(text)), FRAME)] == [read]


@pytest.mark.parametrize(
    "line", [words("| __"), words("« !"), words("pen i ë", confidence=34), (word("en", 72, 9),) * 0]
)
def test_what_is_no_text_is_left_out(line: tuple[Word, ...]) -> None:
    kept = words("Wij horen.", 600)
    lines = [one for one in (line, kept) if one]
    assert [one.text for one in lines_of(page(*lines), FRAME)] == ["Wij horen."]
    assert lines_of(page(*lines[:-1]), FRAME) == []


def turned(one: Word, angle: int) -> Word:
    """Return a word of a page that is turned counterclockwise as a whole."""
    left, top, right, bottom = one.box
    width, height = 600 * SCALE, 800 * SCALE
    boxes = {
        90: (top, width - right, bottom, width - left),
        180: (width - right, height - bottom, width - left, height - top),
        270: (height - bottom, left, height - top, right),
    }
    return Word(one.text, boxes[angle], one.confidence)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_on_its_side_is_read_as_if_upright(angle: int) -> None:
    upright = [words("Wij horen de aanvrager."), words("De raad beslist dan.", 686)]
    lines = [tuple(turned(one, angle) for one in line) for line in upright]
    sides = (600, 800) if angle == 180 else (800, 600)
    image = ImagePage(sides[0] * SCALE, sides[1] * SCALE, page(*lines, angle=angle).lines)
    found = lines_of(image, Frame(3, (0.0, 0.0, *sides)))
    for one, same in zip(found, lines_of(page(*upright), FRAME), strict=True):
        assert (one.text, one.size, one.upright) == (same.text, same.size, True)
        assert (one.left, one.bottom) == pytest.approx((same.left, same.bottom))
        assert (one.right, one.top, one.place) == pytest.approx((same.right, same.top, same.place))
    # In the file the line lies as it was scanned.
    across, along = found[0].box[2] - found[0].box[0], found[0].box[3] - found[0].box[1]
    assert (across > along) == (angle == 180)


def test_a_turned_page_of_a_file_and_its_crop_box() -> None:
    frame = Frame(3, (10.0, 20.0, 810.0, 620.0), 90)  # shown 600 wide and 800 high
    (found,) = lines_of(page(words("Wij horen de aanvrager.")), frame)
    assert (found.left, found.bottom) == pytest.approx((72, 698), abs=0.3)
    assert frame.shown(found.box) == pytest.approx((72, 698, 181, 707), abs=0.3)


@pytest.mark.parametrize("slope", [-0.05, 0.03])
def test_lines_askew_are_straightened(slope: float) -> None:
    text = "Het college verleent geen ontheffing voor een terras op dit plein"
    lines = [
        tuple(
            Word(one.text, (one.box[0], one.box[1] - up, one.box[2], one.box[3] - up), 90)
            for one in words(text, 700 - 200 * number)
            for up in [round(slope * one.box[0])]
        )
        for number in range(3)
    ]
    found = lines_of(page(*lines), FRAME)
    assert [one.text for one in found] == [text] * 3
    assert all(one.top - one.bottom == pytest.approx(10) for one in found)
    steps = [above.bottom - below.bottom for above, below in pairwise(found)]
    assert steps == pytest.approx([200, 200], abs=1)
    # The place in the file encloses the words where they stand.
    rise = slope * (lines[0][-1].box[0] - lines[0][0].box[0]) / SCALE
    assert found[0].box[3] - found[0].box[1] == pytest.approx(9 + abs(rise), abs=1.5)


def lines(*sizes: float) -> list:
    return [line("x" * 40, (72, 100, 300, 110), FRAME, size) for size in sizes]


@pytest.mark.parametrize(
    ("sizes", "body", "evened"),
    [
        ([12.4, 12.7, 12.4, 11.2, 13.2], None, [12.7] * 5),
        ([12.4, 12.4, 15.8, 16.1, 15.8, 14.4], None, [12.4, 12.4, 15.8, 15.8, 15.8, 15.8]),
        ([12.4, 12.4, 8.6], 12.9, [12.9, 12.9, 8.6]),
        ([12.4, 12.4, 8.6], 9.0, [12.4, 12.4, 8.6]),  # another document's type
    ],
)
def test_sizes_are_evened_over_pages(
    sizes: list[float], body: float | None, evened: list[float]
) -> None:
    pages = [lines(*sizes[:2]), lines(*sizes[2:])]
    even(pages, body)
    assert [one.size for found in pages for one in found] == evened


def test_no_sizes() -> None:
    even([[], []])
