"""The pages whose text must be read in an image of them, and what is said when it cannot be."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from classifier.documents.builder import DocumentBuilder
from classifier.documents.limits import allow
from classifier.documents.ocr import tesseract
from classifier.documents.ocr.lines import even
from classifier.documents.ocr.page import read_page
from classifier.documents.ocr.skew import Pixels
from classifier.documents.ocr.text_layer import Quality
from classifier.documents.page import Frame, Line
from classifier.errors import (
    DocumentError,
    NeedsOcrError,
    TimedOutDocumentError,
    TooLargeDocumentError,
    UnreadableDocumentError,
)

#: Gives the image of a page by its number from 1, its pixels an inch, and what it shows; raises
#: RecognitionError when it cannot be drawn.
Image = Callable[[int], tuple[Pixels, int, Frame]]

#: The error when there is no other text, and why pages were not read.
_Failure = tuple[type[DocumentError], str]

_INSTALL: Final = f"install {tesseract.PACKAGES}"
_ALLOW: Final = 'allow OCR (--ocr auto, or ocr="auto")'
_SHARE_OF_TIME: Final = 0.9  # of what reading may take, so that the rest of the text is kept
_ENOUGH: Final = 0.5  # of the letters of the text layer: with fewer, OCR has not seen the text
_log = logging.getLogger(__name__)


def recognised(
    pages: list[list[Line]], qualities: list[Quality | None], image: Image, builder: DocumentBuilder
) -> list[list[Line]]:
    """Return the lines of all pages, read in images where the text layer will not do.

    Each page that is read is logged before, at level INFO: it takes some seconds. The pages that
    could not be read become a warning.

    Parameters
    ----------
    pages : list of list of Line
        The lines of the text layer of each page.
    qualities : list of Quality or None
        What these are worth; None for a page that can neither be read nor drawn.
    image : callable
        Draws a page.
    builder : DocumentBuilder
        Says whether OCR may be used, and takes the warnings.

    Raises
    ------
    NeedsOcrError
        When without OCR there is no text at all, and OCR is off or not installed; also when OCR
        was asked for and is not installed.
    UnreadableDocumentError
        When OCR failed on all pages with text, or the only ones with text are damaged.
    TimedOutDocumentError, TooLargeDocumentError
        When a limit of OCR left no page with text.
    """
    found = _recognised(pages, qualities, image, builder)
    damaged = [number for number, quality in enumerate(qualities, start=1) if quality is None]
    if damaged and not any(found):
        raise UnreadableDocumentError(
            f"{builder.name}: damaged ({listed(damaged)}), and no text on another page; get the "
            "file anew from its source"
        )
    if damaged:
        builder.warn(
            f"{listed(damaged)}: not read, for it is damaged; get the file anew from its source"
        )
    return found


def _recognised(
    pages: list[list[Line]], qualities: list[Quality | None], image: Image, builder: DocumentBuilder
) -> list[list[Line]]:
    always = builder.ocr == "always"
    drawable = [(n, one) for n, one in enumerate(qualities, start=1) if one is not None]
    wanted = [n for n, one in drawable if always or one != "sound"]
    if not wanted:
        return pages
    found = [[] if one == "garbled" else page for page, one in zip(pages, qualities, strict=True)]
    program = None if builder.ocr == "never" else tesseract.find()
    if program is None:
        remedy = _ALLOW if builder.ocr == "never" else _INSTALL
        if always or not _has_text(found, qualities):
            raise NeedsOcrError(
                f"{builder.name}: its text must be read by OCR, as that of a scan; {remedy}"
            )
        _warn(builder, wanted, qualities, remedy)
        return found
    read, failures = _read(wanted, image, program, builder)
    body = _body_size(page for n, page in enumerate(found, start=1) if n not in read)
    even(list(read.values()), body)
    qualities = list(qualities)
    for number, lines in read.items():
        seen = _letters(lines)
        if seen and (always or seen >= _ENOUGH * _letters(found[number - 1])):
            found[number - 1] = lines
            qualities[number - 1] = "sound"
    for (error, why), numbers in failures.items():
        if not _has_text(found, qualities):
            raise error(f"{builder.name}: {why}")
        builder.warn(f"{listed(numbers)}: {why}")
    return found


def _read(
    wanted: list[int], image: Image, program: str, builder: DocumentBuilder
) -> tuple[dict[int, list[Line]], dict[_Failure, list[int]]]:
    """Return the lines of the pages that could be read, and the others by what went wrong."""
    limits = builder.limits
    end = time.monotonic() + _SHARE_OF_TIME * limits.max_seconds
    enough = allow("max_seconds", 2 * limits.max_seconds)
    read: dict[int, list[Line]] = {}
    failures: dict[_Failure, list[int]] = {}
    for done, number in enumerate(wanted):
        left = end - time.monotonic()
        if done == limits.max_ocr_pages or left <= 0:
            more = enough if left <= 0 else allow("max_ocr_pages", len(wanted))
            why = f"not read, for OCR came to {done} pages; split it, or {more}"
            kind = TimedOutDocumentError if left <= 0 else TooLargeDocumentError
            failures[kind, why] = wanted[done:]
            break
        _log.info("%s: OCR of page %d (%d of %d)", builder.name, number, done + 1, len(wanted))
        seconds = min(limits.max_ocr_seconds, left)
        try:
            pixels, dpi, frame = image(number)
            read[number] = read_page(pixels, dpi, frame, program, seconds=seconds)
        except tesseract.RecognitionTimeout:
            more = enough if seconds == left else allow("max_ocr_seconds", 2 * int(seconds))
            why = f"not read, for OCR took over {seconds:.0f} seconds; {more}"
            failures.setdefault((TimedOutDocumentError, why), []).append(number)
        except tesseract.RecognitionError as error:
            why = f"not read, for {error}; scan it anew"
            failures.setdefault((UnreadableDocumentError, why), []).append(number)
    return read, failures


def _warn(
    builder: DocumentBuilder, wanted: list[int], qualities: list[Quality | None], remedy: str
) -> None:
    glued = [number for number in wanted if qualities[number - 1] == "glued"]
    lost = [number for number in wanted if number not in glued]
    if lost:
        builder.warn(f"{listed(lost)}: not read, for it takes OCR, as a scan does; {remedy}")
    if glued:
        builder.warn(f"{listed(glued)}: read with words run together; {remedy}, to read it well")


def _has_text(pages: list[list[Line]], qualities: list[Quality | None]) -> bool:
    """Tell whether there is text beyond what is stamped on scans."""
    return any(one != "few" and _letters(page) for page, one in zip(pages, qualities, strict=True))


def _letters(lines: Iterable[Line]) -> int:
    return sum(character.isalnum() for one in lines for character in one.text)


def _body_size(pages: Iterable[list[Line]]) -> float | None:
    sizes: Counter[float] = Counter()
    for page in pages:
        for one in page:
            sizes[one.size] += len(one.text)
    return sizes.most_common(1)[0][0] if sizes else None


def listed(numbers: list[int]) -> str:
    """Return page numbers in words.

    >>> listed([4]), listed([1, 2, 3, 7])
    ('page 4', 'pages 1-3, 7')
    """
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    starts = [numbers[0], *(after for one, after in pairwise(numbers) if after != one + 1)]
    ends = [*(one for one, after in pairwise(numbers) if after != one + 1), numbers[-1]]
    ranges = zip(starts, ends, strict=True)
    return "pages " + ", ".join(f"{a}-{b}" if a < b else f"{a}" for a, b in ranges)
