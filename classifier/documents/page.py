"""What is known of a page before its layout is understood: its frame and its lines.

Lines come from the text layer of a PDF (:mod:`~classifier.documents.pdf.lines`) or from the
recognition of an image (:mod:`~classifier.documents.ocr.lines`); the layout does not ask which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from classifier.documents.document import Box

Boxes = NDArray[np.float64]  # (boxes, 4): left, bottom, right, top

Run = tuple[int, tuple[int, ...]]  # turn and edges, as Place has them

#: Of a line whose words cannot be told apart.
UNKNOWN: Final[Run] = (0, ())

_Side = TypeVar("_Side", float, NDArray[np.float64])
_Sides = tuple[_Side, _Side, _Side, _Side]  # of one box, or of many


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page, and how it is turned when it is shown; lengths in points."""

    page: int  # 1-based
    visible: Box  # the crop box, in the coordinates of the file
    rotation: int = 0  # degrees clockwise: 0, 90, 180 or 270

    @property
    def width(self) -> float:
        """Width of the page as it is shown."""
        left, bottom, right, top = self.visible
        return top - bottom if self.rotation in (90, 270) else right - left

    @property
    def height(self) -> float:
        """Height of the page as it is shown."""
        left, bottom, right, top = self.visible
        return right - left if self.rotation in (90, 270) else top - bottom

    def shown(self, box: _Sides[_Side]) -> _Sides[_Side]:
        """Return where a box of the file is seen, from the lower left corner of what is shown.

        >>> Frame(1, (0.0, 0.0, 595.0, 842.0), 90).shown((10.0, 20.0, 30.0, 60.0))
        (20.0, 565.0, 60.0, 585.0)
        """
        left, bottom, right, top = box
        west, south, east, north = self.visible
        if self.rotation == 90:
            return bottom - south, east - right, top - south, east - left
        if self.rotation == 180:
            return east - right, north - top, east - left, north - bottom
        if self.rotation == 270:
            return north - top, left - west, north - bottom, right - west
        return left - west, bottom - south, right - west, top - south

    @property
    def is_plain(self) -> bool:
        """Whether boxes of the file are seen where they are."""
        return self.rotation == 0 and self.visible[0] == self.visible[1] == 0

    def in_file(self, box: _Sides[_Side]) -> _Sides[_Side]:
        """Return the box of the file that is seen at a place: the reverse of :meth:`shown`.

        >>> Frame(1, (0.0, 0.0, 595.0, 842.0), 90).in_file((20.0, 565.0, 60.0, 585.0))
        (10.0, 20.0, 30.0, 60.0)
        """
        left, bottom, right, top = box
        west, south, east, north = self.visible
        if self.rotation == 90:
            return east - top, left + south, east - bottom, right + south
        if self.rotation == 180:
            return east - right, north - top, east - left, north - bottom
        if self.rotation == 270:
            return bottom + west, north - right, top + west, north - left
        return left + west, bottom + south, right + west, top + south


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of the pages on which some boxes stand."""

    pages: Sequence[Frame]
    of: NDArray[np.intp]  # (boxes,): the number of the page of each, from 0

    def shown(self, boxes: Boxes) -> Boxes:
        """Return where boxes of the file are seen, as :meth:`Frame.shown` does."""
        return self._moved(boxes, Frame.shown)

    def in_file(self, boxes: Boxes) -> Boxes:
        """Return the boxes of the file that are seen at places: the reverse."""
        return self._moved(boxes, Frame.in_file)

    def places(self, shown: Boxes) -> NDArray[np.float64]:
        """Return where the middles of boxes are seen in the height of their page."""
        heights = np.array([max(page.height, 0.0) for page in self.pages])[self.of]
        middles = (shown[:, 1] + shown[:, 3]) / 2
        return np.where(heights > 0, middles / np.where(heights > 0, heights, 1.0), 0.0)

    def _moved(self, boxes: Boxes, move: Callable[[Frame, Any], _Sides[Any]]) -> Boxes:
        moved = boxes
        for number, page in enumerate(self.pages):
            if not page.is_plain:
                if moved is boxes:
                    moved = boxes.copy()
                on_it = self.of == number
                moved[on_it] = np.stack(move(page, tuple(boxes[on_it].T)), axis=1)
        return moved


@dataclass(slots=True)
class Line:
    """One line of a page, or the part of it in one column or cell; lengths in points.

    The first four numbers are as the page is shown, from its lower left corner; ``box`` is
    where the line stands in the file.
    """

    text: str  # clean; a hyphen at the end may have broken a word
    left: float
    bottom: float
    right: float
    top: float
    size: float  # height of the type
    bold: bool
    page: int  # 1-based
    place: float  # of the middle in the height of the page: 0 is the foot, 1 the head
    box: Box
    upright: bool = True  # False for text that runs up, down or askew
    turn: int = 0  # to where its words run, as in Place
    edges: tuple[int, ...] = ()  # of its words, likewise; () if unknown


def lines(
    texts: Sequence[str],
    shown: Boxes,
    boxes: Boxes,
    frames: Frames,
    sizes: NDArray[np.float64],
    bold: Sequence[bool],
    ways: Sequence[Run],
) -> list[Line]:
    """Return lines of some pages.

    Parameters
    ----------
    texts : sequence of str, (lines,)
        The text of each, clean and without spaces around it.
    shown : ndarray of float64, (lines, 4)
        Where each is seen on its page: left, bottom, right and top.
    boxes : ndarray of float64, (lines, 4)
        Where each stands in the file.
    frames : Frames
        Their pages.
    sizes : ndarray of float64, (lines,)
        The height of their type, in points.
    bold : sequence of bool, (lines,)
        Whether each is set in a heavy type.
    ways : sequence of Run, (lines,)
        To where each runs, and the edges of its words.
    """
    left, bottom, right, top = shown.T
    upright = (top - bottom < 3 * sizes) | (right - left > 3 * (top - bottom))
    seen = shown.tolist()
    columns = (
        sizes.tolist(),
        bold,
        np.array([frame.page for frame in frames.pages])[frames.of].tolist(),
        frames.places(shown).tolist(),
        map(tuple, seen if boxes is shown else boxes.tolist()),
        upright.tolist(),
    )
    return list(map(Line, texts, *zip(*seen, strict=True), *columns, *zip(*ways, strict=True)))


def line(text: str, shown: Box, frame: Frame, size: float, *, bold: bool = False) -> Line:
    """Return one line, as :func:`lines` does."""
    one = np.array([shown])
    frames = Frames([frame], np.zeros(1, np.intp))
    return lines([text], one, frames.in_file(one), frames, np.array([size]), [bold], [UNKNOWN])[0]


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around some boxes, at least one.

    >>> around([(10.0, 20.0, 30.0, 40.0), (25.0, 15.0, 50.0, 35.0)])
    (10.0, 15.0, 50.0, 40.0)
    """
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
