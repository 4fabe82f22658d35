"""hOCR, the HTML in which Tesseract says what words it read, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from classifier.documents.characters import one_line

PixelBox = tuple[int, int, int, int]  # left, top, right, bottom, from the upper left corner

_BOX: Final = re.compile(r"\bbbox (\d+) (\d+) (\d+) (\d+)")
_CONFIDENCE: Final = re.compile(r"\bx_wconf (\d+)")
_SIZE: Final = re.compile(r"\bx_size (\d+(?:\.\d+)?)")
_ANGLE: Final = re.compile(r"\btextangle (\d+)")
_SPANS: Final = "{*}span"
_WORD_CLASS: Final = "ocrx_word"


@dataclass(frozen=True, slots=True)
class Word:
    """One word."""

    text: str  # clean
    box: PixelBox
    confidence: int  # from 0 to 100


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of words, from left to right as they are read."""

    words: tuple[Word, ...]
    size: float  # pixels from the foot of a p to the head of a b
    angle: int  # degrees counterclockwise that it is turned: 0, 90, 180 or 270


@dataclass(frozen=True, slots=True)
class ImagePage:
    """What was read in one image, line by line in the order of reading."""

    width: int  # pixels
    height: int
    lines: tuple[TextLine, ...]


def pages_of(hocr: bytes) -> list[ImagePage]:
    """Return the pages of a file of hOCR.

    Parameters
    ----------
    hocr : bytes
        What Tesseract wrote; what is not understood is left out.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(hocr, parser)
    if root is None:
        return []
    return [_page(one) for one in root.iter("{*}div") if one.get("class") == "ocr_page"]


def _page(element: etree._Element) -> ImagePage:
    box = _box(element.get("title", "")) or (0, 0, 0, 0)
    # Captions and running headers are lines of other classes.
    lines = [_line(one) for one in element.iter(_SPANS) if one.get("class") != _WORD_CLASS]
    return ImagePage(box[2], box[3], tuple(filter(None, lines)))


def _line(element: etree._Element) -> TextLine | None:
    words = []
    for one in element.iter(_SPANS):
        title = one.get("title", "")
        box = _box(title)
        text = one_line("".join(one.itertext()))
        if one.get("class") == _WORD_CLASS and box is not None and text:
            confidence = _CONFIDENCE.search(title)
            words.append(Word(text, box, int(confidence[1]) if confidence else 0))
    title = element.get("title", "")
    size, angle = _SIZE.search(title), _ANGLE.search(title)
    if not words:
        return None
    height = max(word.box[3] - word.box[1] for word in words)
    return TextLine(
        tuple(words), float(size[1]) if size else float(height), int(angle[1]) if angle else 0
    )


def _box(title: str) -> PixelBox | None:
    match = _BOX.search(title)
    if match is None:
        return None
    left, top, right, bottom = map(int, match.groups())
    return (left, top, right, bottom) if left <= right and top <= bottom else None
