"""Figures of matplotlib, which is an extra: the same drawing gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from classifier.errors import MissingPackageError

#: The kinds of file that a picture can be, told by the name of the file.
FORMATS: Final = ("svg", "png")
# Without these an SVG holds the date and random names.
_SETTINGS: Final[dict[Any, Any]] = {"svg.hashsalt": "beleidsregel", "svg.fonttype": "path"}
_METADATA: Final = {"svg": {"Date": None}, "png": {"Software": None}}


def figures(width: float = 8, height: float = 4.5) -> Callable[[], tuple[Any, Any]]:
    """Return what makes a figure with one pair of axes.

    Parameters
    ----------
    width, height : float
        In inches.

    Raises
    ------
    MissingPackageError
        When matplotlib is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingPackageError(
            "plots need matplotlib; install it with: pip install 'beleidsregel-classifier[plots]'"
        ) from error

    def figure_of() -> tuple[Any, Any]:
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(figure)
        return figure, figure.add_subplot()

    return figure_of


def save(figure: Any, path: Path) -> Path:
    """Write a figure to a file whose name ends in one of :data:`FORMATS`; return its path."""
    from matplotlib import rc_context

    kind = path.suffix.removeprefix(".")
    with rc_context(_SETTINGS):
        figure.savefig(path, format=kind, dpi=120, metadata=_METADATA[kind])
    return path
