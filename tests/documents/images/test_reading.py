from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from classifier.documents import IsolatedReader, Limits, read
from classifier.documents.builder import OcrMode
from classifier.documents.images.reading import _drawn
from classifier.documents.ocr import tesseract as program
from classifier.errors import (
    NeedsOcrError,
    TooLargeDocumentError,
    UnknownFormatError,
    UnreadableDocumentError,
)

PACKAGES = "tesseract-ocr and tesseract-ocr-nld"
HOCR = """<html xmlns="http://www.w3.org/1999/xhtml"><body><div class='ocr_page' title='bbox 0 0
2480 3508'><span class='ocr_line' title='bbox 300 1700 900 1740; x_size 40'><span class='ocrx_word'
title='bbox 300 1700 900 1740; x_wconf 95'>{}</span></span></div></body></html>"""
RULE = "Het college verleent geen ontheffing voor een terras op de weg."
Fake = Callable[..., Path]

needs_tesseract = pytest.mark.skipif(
    program.find() is None, reason=f"needs the Debian packages {PACKAGES}"
)


def page(*rows: str, size: tuple[int, int] = (1654, 2339)) -> Image.Image:
    """A page of A4 at 200 pixels an inch."""
    image = Image.new("L", size, 255)
    for number, row in enumerate(rows):
        ImageDraw.Draw(image).text(
            (150, 200 + 60 * number), row, 0, font=ImageFont.load_default(32)
        )
    return image


def noise(seed: int) -> Image.Image:
    """Return an image of few shades, which compression packs, so that damage to it is found."""
    return Image.fromarray(np.random.default_rng(seed).integers(0, 8, (400, 400), np.uint8) * 30)


def saved(*pages: Image.Image, form: str = "TIFF", **options: object) -> bytes:
    stream = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(stream, form, **more, **options)
    return stream.getvalue()


def answer(text: str) -> str:
    return f"cat > /dev/null; cat << 'EOF'\n{HOCR.format(text)}\nEOF"


# With Tesseract


@needs_tesseract
@pytest.mark.parametrize(
    ("form", "options", "media_type"),
    [
        ("PNG", {}, "image/png"),
        ("JPEG", {"dpi": (200, 200)}, "image/jpeg"),
        ("TIFF", {"dpi": (200, 200)}, "image/tiff"),
    ],
)
def test_an_image_is_a_document_of_a_page(form: str, options: dict, media_type: str) -> None:
    document = read(saved(page(*[RULE] * 4), form=form, **options), name="scan")
    assert document.text.count("verleent geen ontheffing") == 4
    assert (document.media_type, len(document.pages)) == (media_type, 1)
    start = document.text.index("college")
    (place,) = document.locate(start, start + 7)
    assert place.box is not None
    left, bottom, right, top = place.box
    assert left < 150 * 72 / 200 + 60 < right + 60
    assert bottom < 842 - 200 * 72 / 200 < top + 20


@needs_tesseract
def test_each_frame_of_a_tiff_is_a_page() -> None:
    pages = [page(*[RULE] * 3).convert("1"), page(*[RULE.upper()] * 3).convert("1")]
    document = read(saved(*pages, compression="group4"), name="scan.tif")
    texts = [document.text[slice(*span)] for span in document.pages]
    assert [text.count("ontheffing") for text in texts] == [3, 0]
    assert texts[1].count("ONTHEFFING") == 3


# With a program in its place


@pytest.mark.parametrize(
    ("image", "options"),
    [
        (page().convert("RGBA"), {"form": "PNG"}),
        (page().convert("P"), {"form": "PNG", "transparency": 0}),
        (page().convert("I;16"), {"form": "PNG"}),
        (page().convert("CMYK"), {"form": "JPEG"}),
        (page().convert("F"), {"form": "TIFF"}),
        (page().convert("1"), {"form": "TIFF", "compression": "group4"}),
        (page(size=(3000, 2)), {"form": "PNG"}),
        (page(), {"form": "JPEG", "dpi": (65_000, 1)}),
    ],
)
def test_every_kind_of_pixel_is_read(tesseract: Fake, image: Image.Image, options: dict) -> None:
    tesseract(answer("Wel-gelezen-woorden"))
    assert read(saved(image, **options)).text == "Wel-gelezen-woorden"


@pytest.mark.parametrize(
    ("image", "options", "points"),
    [
        (page(), {"dpi": (200, 200)}, (595, 842)),
        (page(), {"dpi": (72, 72)}, (1654, 2339)),  # as a poster would be, so it is taken for A4
        (page(), {}, (595, 842)),
        (page(size=(1728, 1143)), {"dpi": (204, 98)}, (610, 840)),  # a fax
        (page(size=(3000, 2000)), {}, (842, 561)),
    ],
)
def test_a_page_has_the_size_that_the_image_says_if_it_can_be(
    image: Image.Image, options: dict, points: tuple[int, int]
) -> None:
    if points[0] > 1000:
        points = (595, 842)
    file = Image.open(io.BytesIO(saved(image, form="TIFF", **options)))
    pixels, dpi, frame = _drawn(file, 1)
    assert (frame.width, frame.height) == pytest.approx(points, abs=2)
    assert dpi == 300
    assert pixels.shape == pytest.approx((frame.height * 300 / 72, frame.width * 300 / 72), abs=1)


def test_a_photo_is_turned_as_the_camera_was_and_transparency_is_paper() -> None:
    image = Image.new("RGBA", (400, 600), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 400, 60))  # what is above is dark
    exif = Image.Exif()
    exif[0x0112] = 6
    file = Image.open(io.BytesIO(saved(image, form="PNG", exif=exif)))
    pixels, _, frame = _drawn(file, 1)
    assert frame.width > frame.height
    assert np.asarray(pixels)[:, -20:].max() < 9  # … and is now at the right
    assert np.asarray(pixels)[:, :-500].min() > 246


def test_what_is_no_page_of_a_tiff_is_passed_over(tesseract: Fake) -> None:
    tesseract(answer("Wel-gelezen-woorden"))
    pages = [page(size=(300, 400)) for _ in range(3)]
    pages[1].encoderinfo = {"tiffinfo": {254: 1}}  # a thumbnail
    document = read(saved(*pages))
    assert document.text.split() == ["Wel-gelezen-woorden"] * 2
    assert len(document.pages) == 2


def test_a_damaged_frame_loses_itself_only(tesseract: Fake) -> None:
    tesseract(answer("Wel-gelezen-woorden"))
    content = saved(*map(noise, range(3)), compression="tiff_deflate")
    middle, end = len(content) // 2, len(content) - 200
    torn = content[:middle] + bytes(3000) + content[middle + 3000 :]
    cut = content[:end]  # without what tells where the last frame is
    for number, damaged in ((2, torn), (3, cut)):
        document = read(damaged, name="scan.tif")
        assert document.text.split() == ["Wel-gelezen-woorden"] * 2
        assert len(document.pages) == 3
        (warning,) = document.warnings
        assert warning.startswith(f"page {number}: not read, for it is damaged; ")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_damaged_image_is_one_clear_error(tesseract: Fake, form: str) -> None:
    tesseract(answer("Wel-gelezen-woorden"))
    content = saved(noise(0), form=form)
    for end in (20, len(content) // 2):
        with pytest.raises(UnreadableDocumentError, match=r"scan\.png: .*damaged.* anew"):
            read(content[:end], name="scan.png")


# Without


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize(("ocr", "remedy"), [("auto", PACKAGES), ("never", "--ocr auto")])
def test_without_ocr_it_says_what_it_takes(
    no_tesseract: None, form: str, ocr: OcrMode, remedy: str
) -> None:
    with pytest.raises(NeedsOcrError, match=rf"scan\.x: its text must be read by OCR.*{remedy}"):
        read(saved(page(), form=form), name="scan.x", ocr=ocr)


def test_images_for_screens_are_refused() -> None:
    with pytest.raises(UnknownFormatError, match=r"knop\.gif: .*save it as PNG or PDF"):
        read(saved(page(), form="GIF"), name="knop.gif")


# Limits


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    png = saved(page(size=(100, 100)), form="PNG")
    for side in (40_000, 11_000):
        head = b"IHDR" + struct.pack(">LL", side, side) + png[24:29]
        bomb = png[:12] + head + struct.pack(">L", zlib.crc32(head)) + png[33:]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with pytest.raises(TooLargeDocumentError, match=r"bom\.png: .*pixels"):
                read(bomb, name="bom.png")
    with pytest.raises(TooLargeDocumentError, match=r"10000 pixels.*max_pixels=10000"):
        read(png, name="scan.png", limits=Limits(max_pixels=9_999))


def test_too_many_frames_are_refused() -> None:
    content = saved(*[page(size=(20, 20))] * 4)
    with pytest.raises(TooLargeDocumentError, match=r"4 pages.*max_pages=4"):
        read(content, limits=Limits(max_pages=3))


def test_a_chain_of_frames_without_an_end_has_one(tesseract: Fake) -> None:
    tesseract(answer("Wel-gelezen-woorden"))
    content = bytearray(saved(page(size=(300, 400))))
    (start,) = struct.unpack_from("<L", content, 4)
    (count,) = struct.unpack_from("<H", content, start)
    struct.pack_into("<L", content, start + 2 + 12 * count, start)  # the next frame is the first
    assert len(read(bytes(content)).pages) == 1


def test_one_that_takes_too_long_is_lost_alone(tesseract: Fake, tmp_path: Path) -> None:
    script = f"mkdir {tmp_path}/once 2> /dev/null && sleep 60\n{answer('Wel-gelezen-woorden')}"
    tesseract(script)
    with IsolatedReader(Limits(max_ocr_seconds=1)) as reader:
        document = reader(saved(page(size=(300, 400)), page(size=(300, 400))), name="scan.tif")
    assert document.text == "Wel-gelezen-woorden"
    assert document.warnings == (
        "page 1: not read, for OCR took over 1 seconds; allow more with --limit max_ocr_seconds=2, "
        "in Python Limits(max_ocr_seconds=2)",
    )


def test_nothing_is_printed(tesseract: Fake, capfd: pytest.CaptureFixture[str]) -> None:
    tesseract(answer("Wel-gelezen-woorden"))
    content = bytearray(saved(page(size=(300, 400)), compression="tiff_lzw"))
    content[8:60] = b"\xa5\x5a\xff\x00" * 13  # on which the decoder prints what it thinks of it
    with IsolatedReader() as reader, pytest.raises(UnreadableDocumentError):
        reader(bytes(content), name="scan.tif")
    assert capfd.readouterr() == ("", "")
