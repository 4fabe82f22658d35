"""Which pages of a PDF are scans, and how a page is drawn to be read as one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from classifier.documents.document import Box
from classifier.documents.ocr.page import pixels_a_point
from classifier.documents.ocr.skew import Pixels
from classifier.documents.ocr.text_layer import Quality, quality

_POINTS: Final = 72  # an inch
_COVERED: Final = 0.6  # of the page: a scan leaves at most its margins free
_SOMETHING: Final = 0.02  # of a page without text: more than a logo
_DRAWN: Final = 100  # paths: some programs draw letters as shapes
_DEPTH: Final = 3  # levels of forms in forms that are looked into
_MAX_OBJECTS: Final = 10_000  # that are looked at; a scan has one, or some dozens


def page_quality(page: Any, content: str) -> Quality:
    """Return how far the text layer of a page can be trusted.

    Parameters
    ----------
    page : pypdfium2.PdfPage
        The page.
    content : str
        Its text layer, as it is in the file.

    Returns
    -------
    Quality
        As :func:`~classifier.documents.ocr.text_layer.quality` tells, but "few" only when the page
        shows more than its text layer says.
    """
    found = quality(content)
    if found == "few" and not _shows_more(page, bool(content.strip())):
        return "sound"
    return found


def image_of(page: Any) -> tuple[Pixels, int]:
    """Return a page as it is shown, in grey, and its pixels an inch."""
    scale = pixels_a_point(*page.get_size())
    bitmap = page.render(scale=scale, grayscale=True)
    # A copy, for the bitmap's own memory goes with the page.
    pixels = np.array(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width)
    return pixels, round(scale * _POINTS)


def _shows_more(page: Any, has_text: bool) -> bool:
    visible: Box = page.get_bbox()
    area = (visible[2] - visible[0]) * (visible[3] - visible[1])
    if area <= 0:
        return False
    covered, paths = 0.0, 0
    for kind, box in _drawn(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:  # a scan may be drawn in strips
            covered += _within(box, visible) / area
        else:
            paths += kind == pdfium.FPDF_PAGEOBJ_PATH
    if has_text:
        return covered >= _COVERED
    return covered >= _SOMETHING or paths >= _DRAWN


def _drawn(page: Any) -> Iterable[tuple[int, Box]]:
    """Yield kind and box of what is drawn on a page; what is in a form has the form's box."""
    form: Box | None = None
    try:
        for one in islice(page.get_objects(max_depth=_DEPTH), _MAX_OBJECTS):
            if one.level == 0:
                box = one.get_bounds()
                form = box if one.type == pdfium.FPDF_PAGEOBJ_FORM else None
            yield one.type, form or box
    except pypdfium2.PdfiumError:  # a damaged page shows what it shows
        return


def _within(box: Box, visible: Box) -> float:
    """Return how much of a box is visible."""
    across = min(box[2], visible[2]) - max(box[0], visible[0])
    along = min(box[3], visible[3]) - max(box[1], visible[1])
    return max(across, 0.0) * max(along, 0.0)
