from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from classifier.documents.ocr import page as ocr_page
from classifier.documents.pdf.scan import image_of, page_quality

FORMATS = Path(__file__).parents[3] / ".." / "shared" / "formats" / "pdf"
STAMP = "Woo-besluit 12 - pagina 3"
TEXT = "Het college verleent geen ontheffing voor een terras."


def drawing(draw: Callable[[Canvas], object]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def picture(canvas: Canvas, *boxes: tuple[float, float, float, float]) -> None:
    reader = ImageReader(Image.new("L", (10, 10), 200))
    for box in boxes:
        canvas.drawImage(reader, *box)


def found(content: bytes) -> str:
    page = pypdfium2.PdfDocument(content)[0]
    return page_quality(page, page.get_textpage().get_text_range())


@pytest.mark.parametrize(
    ("text", "boxes", "quality"),
    [
        ("", [(0, 0, 595, 842)], "few"),
        (STAMP, [(0, 0, 595, 842)], "few"),
        (STAMP, [(40, 60, 515, 720)], "few"),  # a scan without its margins
        (STAMP, [(0, 84 * n, 595, 84) for n in range(10)], "few"),  # in strips
        (STAMP, [(-2000, -2000, 2100, 2100)], "sound"),  # almost wholly outside the page
        (STAMP, [(100, 100, 300, 300)], "sound"),  # a page with a picture
        ("", [(100, 100, 300, 300)], "few"),
        ("", [(100, 100, 60, 60)], "sound"),  # a logo
        (STAMP, [], "sound"),
        ("", [], "sound"),
        (TEXT * 8, [(0, 0, 595, 842)], "sound"),  # a scan that was read before
        (TEXT.replace(" ", "") * 8, [(0, 0, 595, 842)], "glued"),
    ],
)
def test_a_scan_is_a_page_that_shows_more_than_it_says(
    text: str, boxes: list[tuple[float, float, float, float]], quality: str
) -> None:
    def draw(canvas: Canvas) -> None:
        picture(canvas, *boxes)
        for line in range(0, len(text), 90):
            canvas.drawString(30, 800 - line / 5, text[line : line + 90])

    assert found(drawing(draw)) == quality


@pytest.mark.parametrize(("shapes", "quality"), [(400, "few"), (10, "sound")])
def test_letters_drawn_as_shapes(shapes: int, quality: str) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(shapes):
            canvas.circle(50 + number, 400, 3)

    assert found(drawing(draw)) == quality


def test_an_image_in_a_form() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("scan", upperx=595, uppery=842)
        picture(canvas, (0, 0, 595, 842))
        canvas.endForm()
        canvas.doForm("scan")

    assert found(drawing(draw)) == "few"


def test_a_page_is_drawn_as_it_is_shown(pdf: Callable[..., bytes]) -> None:
    keys = b"/MediaBox [0 0 595 842] /CropBox [0 421 595 842] /Rotate 90"
    content = pdf([[("Wij horen.", 72.0, 700.0, 40.0, True)]], page_keys=keys)
    pixels, dpi = image_of(pypdfium2.PdfDocument(content)[0])
    assert dpi == 300
    assert pixels.shape == pytest.approx((595 * 300 / 72, 421 * 300 / 72), abs=1)
    assert (pixels[0, 0], pixels.min()) == (255, 0)
    rows, columns = (pixels < 128).nonzero()
    assert rows.max() - rows.min() > 2 * (columns.max() - columns.min())  # it reads downwards
    assert rows.min() == pytest.approx(72 * 300 / 72, abs=30)


def test_a_giant_page_is_drawn_coarsely(
    pdf: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr_page, "_MAX_PIXELS", 1_000_000)
    content = pdf([[]], page_keys=b"/MediaBox [0 0 14400 14400]")
    pixels, dpi = image_of(pypdfium2.PdfDocument(content)[0])
    assert pixels.size == pytest.approx(1_000_000, rel=0.01)
    assert dpi == 5


def test_the_picture_among_the_real_files_is_one() -> None:
    if not FORMATS.exists():
        pytest.skip("needs the shared example files")
    assert found((FORMATS / "image.pdf").read_bytes()) == "few"
    assert found((FORMATS / "eggs.pdf").read_bytes()) == "sound"
