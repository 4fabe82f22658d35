from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from classifier.documents import Document, read
from classifier.documents.page import Line
from classifier.documents.pdf import calls
from classifier.documents.pdf.lines import TextLayer, lines_of
from classifier.documents.pdf.sheets import frame_of
from classifier.errors import DocumentError

FORMATS = Path(__file__).parents[3] / ".." / "shared" / "formats" / "pdf"
TURNED = b"/MediaBox [0 0 595 842] /Rotate %d"


def lines(content: bytes) -> list[Line]:
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    return lines_of([layer_of(page)])[0]


def layer_of(page: pypdfium2.PdfPage) -> TextLayer:
    text = calls.open_text(page)
    return TextLayer(text, calls.content_of(text, calls.count_chars(text)), frame_of(page, 1))


def words_under_boxes(document: Document, content: bytes) -> tuple[int, int]:
    """Return how many words the places of a document have, and how many are under their boxes."""
    file = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage() for page in file]
    total = found = 0
    for place in document.locate(0, len(document.text)):
        assert place.box is not None
        under = pages[place.page - 1].get_text_bounded(*place.box)
        # The words at the ends may be parts of broken words.
        for word in document.text[place.start : place.end].replace("|", " ").split()[1:-1]:
            total += 1
            found += word in under
    return total, found


def test_a_line_knows_its_place_and_type(pdf: Callable[..., bytes]) -> None:
    (line,) = lines(pdf([[("Wij horen de aanvrager.", 72.0, 700.0, 12.0, True)]]))
    assert line.text == "Wij horen de aanvrager."
    assert line.bold
    assert line.left == pytest.approx(72, abs=2)
    assert line.right == pytest.approx(72 + 138, abs=8)
    assert line.bottom < 700 < line.top
    assert line.place == pytest.approx(700 / 842, abs=0.01)
    assert line.size == pytest.approx(12, rel=0.3)


def test_lines_are_the_same_when_pdfium_counts_otherwise(pdf: Callable[..., bytes]) -> None:
    content = pdf([[("Wij horen de aanvrager.", 72.0, 700.0, 12.0, True)] * 2] * 2)
    document = pypdfium2.PdfDocument(content)
    pages = list(document)
    layers = [layer_of(page) for page in pages]
    found = lines_of(layers)
    # As with characters that take two units of UTF-16.
    assert lines_of([replace(layer, same=False) for layer in layers]) == found
    assert lines_of([layers[0], replace(layers[1], same=False)]) == found
    assert [len(page) for page in found] == [1, 1]
    assert len(found[0][0].edges) == 8


def test_pages_are_looked_at_together_as_each_alone(pdf: Callable[..., bytes]) -> None:
    text = [("Wij horen de aanvrager.", 72.0, 700.0, 12.0, True)]
    gap = [("Besluit", 72.0, 700.0, 11.0, False), ("acht weken", 300.0, 700.0, 11.0, True)]
    keys = b"/MediaBox [0 0 595 842] /Rotate %d"
    files = [(text, 0), (gap, 0), ([], 0), (text, 90), (gap, 180)]
    pages = [pypdfium2.PdfDocument(pdf([page], page_keys=keys % turn))[0] for page, turn in files]
    layers = [layer_of(page) for page in pages]
    together = lines_of(layers)
    assert together == [lines_of([layer])[0] for layer in layers]
    assert [len(page) for page in together] == [1, 2, 0, 1, 2]


def test_a_wide_gap_parts_a_line(pdf: Callable[..., bytes]) -> None:
    page = [("Besluit", 72.0, 700.0, 11.0, False), ("acht weken", 300.0, 700.0, 11.0, True)]
    found = lines(pdf([page]))
    assert [(line.text, line.bold) for line in found] == [("Besluit", False), ("acht weken", True)]
    assert found[0].right < 150
    assert found[1].left == pytest.approx(300, abs=3)


def test_a_gap_of_spaces_parts_a_line(pdf: Callable[..., bytes]) -> None:
    found = lines(pdf([[("Besluit" + " " * 60 + "weken", 72.0, 700.0, 11.0, False)]]))
    assert [line.text for line in found] == ["Besluit", "weken"]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(pdf: Callable[..., bytes], rotation: int) -> None:
    (line,) = lines(pdf([[("Wij horen.", 72.0, 700.0, 12.0, False)]], page_keys=TURNED % rotation))
    assert line.text == "Wij horen."
    assert line.upright == (rotation == 180)
    left, bottom, right, top = line.box
    assert left < 75 < 120 < right
    assert bottom < 700 < top


def test_only_what_the_crop_box_shows_is_read(pdf: Callable[..., bytes]) -> None:
    page = [("Snijtekens", 10.0, 830.0, 8.0, False), ("Wij horen.", 100.0, 780.0, 12.0, False)]
    keys = b"/MediaBox [0 0 595 842] /CropBox [50 50 545 800]"
    (line,) = lines(pdf([page], page_keys=keys))
    assert line.text == "Wij horen."
    assert line.left == pytest.approx(50, abs=2)
    assert line.box[0] == pytest.approx(100, abs=2)
    assert line.place == pytest.approx((783 - 50) / 750, abs=0.02)


def test_a_page_that_is_set_and_turned_sideways_is_read_from_its_upper_side() -> None:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(595, 842))
    canvas.setPageRotation(90)
    canvas.rotate(90)
    for number, text in enumerate(("Wij horen de aanvrager", "Bladzijde 4")):
        canvas.drawString(100, -60 - 740 * number, text)
    canvas.save()
    upper, lower = lines(content.getvalue())
    assert [upper.text, lower.text] == ["Wij horen de aanvrager", "Bladzijde 4"]
    assert upper.upright
    assert upper.place > 0.85
    assert lower.place < 0.15
    assert upper.left == pytest.approx(100, abs=2)


@pytest.mark.parametrize(
    "keys",
    [
        b"/MediaBox [0 0 595 842]",
        b"/MediaBox [0 0 595 842] /CropBox [20 30 575 812]",
        b"/MediaBox [-100 -50 595 842]",
        TURNED % 90,
        TURNED % 180,
        TURNED % 270,
    ],
)
def test_the_words_are_found_back_under_the_box_of_their_line(
    pdf: Callable[..., bytes], text_page: Callable[..., list], keys: bytes
) -> None:
    page = text_page(
        "De medewerker hoort de aanvrager voordat hij op het bezwaar beslist, en legt daar-",
        "van een verslag in het dossier; een afschrift van dat verslag gaat naar de aanvra-",
        "ger en zijn gemachtigde.",
    )
    content = pdf([page], page_keys=keys)
    total, found = words_under_boxes(read(content), content)
    assert found == total > 20


def test_the_words_of_real_files_are_found_back_under_their_boxes() -> None:
    if not FORMATS.exists():
        pytest.skip("needs the shared example files")
    total = found = 0
    for path in sorted(FORMATS.rglob("*.pdf")):
        content = path.read_bytes()
        try:
            document = read(content, name=path.name)
        except DocumentError:
            continue
        words, under = words_under_boxes(document, content)
        total, found = total + words, found + under
    assert total > 20_000
    assert found / total > 0.99
