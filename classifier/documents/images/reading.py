"""PNG, JPEG and TIFF: images of pages, whose text is what OCR reads in them, by Pillow."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from math import isfinite
from typing import Final

import numpy as np
from PIL import Image, ImageOps

from classifier.documents.builder import DocumentBuilder
from classifier.documents.ocr.page import pixels_a_point
from classifier.documents.ocr.recognition import recognised
from classifier.documents.ocr.skew import Pixels
from classifier.documents.ocr.tesseract import RecognitionError
from classifier.documents.ocr.text_layer import Quality
from classifier.documents.page import Frame
from classifier.documents.pdf.layout import add_pages
from classifier.errors import TooLargeDocumentError, UnreadableDocumentError

_KINDS: Final = ("PNG", "JPEG", "TIFF")  # the decoders that may be used
_POINTS: Final = 72  # an inch
_A4: Final = 842  # points: the longer side of a page, when the image does not say how large it is
_SIDES: Final = (200, 2000)  # points, of a page; cameras and screens say what cannot be true
_KIND_TAG: Final = 254  # of a frame of a TIFF file
_NO_PAGE: Final = 0b101  # an image of another one made smaller, or a mask over it


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of an image: one page, of a TIFF file a page a frame.

    Parameters
    ----------
    content : bytes
        The file.
    builder : DocumentBuilder
        Takes the blocks.

    Raises
    ------
    NeedsOcrError
        When OCR is not allowed or not installed.
    TooLargeDocumentError
        When a frame has more than ``limits.max_pixels``, or there are more frames than
        ``limits.max_pages``; none has been decoded then.
    TimedOutDocumentError
        When a limit of OCR left no page with text.
    UnreadableDocumentError
        When the file is damaged, or Tesseract fails on it. A frame that is damaged among others
        is a warning.
    """
    with _decoding(builder.name):
        try:
            file = Image.open(io.BytesIO(content), formats=_KINDS)
        except (OSError, ValueError, SyntaxError, TypeError, LookupError) as error:
            raise UnreadableDocumentError(
                f"{builder.name}: damaged image ({type(error).__name__}); scan or save it anew"
            ) from error
        frames = list(_frames(file, builder))

    def image(number: int) -> tuple[Pixels, int, Frame]:
        try:
            with _decoding(builder.name):
                file.seek(frames[number - 1] or 0)
                return _drawn(file, number)
        except (MemoryError, TooLargeDocumentError):
            raise
        except Exception as error:  # each decoder raises its own
            raise RecognitionError("it is damaged") from error

    with file:
        qualities: list[Quality | None] = ["few" if at is not None else None for at in frames]
        add_pages(recognised([[] for _ in frames], qualities, image, builder), builder)


@contextmanager
def _decoding(name: str) -> Iterator[None]:
    """Keep Pillow from printing warnings, and tell its limit on pixels as one of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Image.DecompressionBombError as error:
            raise TooLargeDocumentError(
                f"{name}: an image of more pixels than any page needs, which can do harm; save it "
                "at 300 pixels an inch"
            ) from error


def _frames(file: Image.Image, builder: DocumentBuilder) -> Iterator[int | None]:
    """Yield the place of each frame that is a page; None for one that is damaged."""
    for at in count():
        if at:
            try:
                file.seek(at)
            except EOFError:
                return
            except (OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError):
                yield None  # and what comes after it cannot be found
                return
        builder.limits.check("max_pages", at + 1, builder.name, "pages")
        pixels = file.width * file.height
        builder.limits.check("max_pixels", pixels, builder.name, "pixels in an image")
        tags = getattr(file, "tag_v2", {})
        if at == 0 or not tags.get(_KIND_TAG, 0) & _NO_PAGE:
            yield at
        if file.format != "TIFF":  # another frame would be one of an animation, or a thumbnail
            return


def _drawn(file: Image.Image, number: int) -> tuple[Pixels, int, Frame]:
    """Return a frame in grey, upright and at the size at which OCR reads best."""
    width, height = _points(file)
    upright = ImageOps.exif_transpose(file)
    if (upright.width > upright.height) != (file.width > file.height):
        width, height = height, width
    scale = pixels_a_point(width, height)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    pixels = np.asarray(_grey(upright).resize(size, Image.Resampling.BICUBIC))
    return pixels, round(scale * _POINTS), Frame(number, (0.0, 0.0, width, height))


def _points(file: Image.Image) -> tuple[float, float]:
    """Return the width and the height of the page that a frame shows."""
    given = file.info.get("dpi", ())
    try:
        densities = [float(density) for density in given]
        sides = [
            _POINTS * pixels / density
            for pixels, density in zip(file.size, densities, strict=True)
            if isfinite(density)
        ]
    except (TypeError, ValueError, ArithmeticError):
        sides = []
    least, most = _SIDES
    if len(sides) == 2 and all(least <= side <= most for side in sides):
        return sides[0], sides[1]
    scale = _A4 / max(file.size)
    return file.width * scale, file.height * scale


def _grey(image: Image.Image) -> Image.Image:
    """Return an image in grey on white."""
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("L")
    if image.mode.startswith(("I", "F")):  # of 16 bits and more, in which white is not fixed
        deep = np.asarray(image, dtype=np.float32)
        low, high = float(deep.min()), float(deep.max())
        return Image.fromarray(((deep - low) * (255 / max(high - low, 1e-6))).astype(np.uint8))
    return image.convert("L")
