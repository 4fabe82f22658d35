"""The curves of a comparison as a picture; needs matplotlib, which is an extra."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from classifier.active.comparison import Comparison
from classifier.active.metrics import TARGET_RECALL, recall
from classifier.evaluation.drawing import figures, save


def plot(comparison: Comparison, folder: Path) -> Path:
    """Draw the recall of each run against what was read, and write it to a folder.

    Parameters
    ----------
    comparison : Comparison
        From :func:`classifier.active.comparison.compare`.
    folder : Path
        Where to; made when it is not there.

    Returns
    -------
    Path
        The picture, as PNG.

    Raises
    ------
    MissingPackageError
        When matplotlib is not installed.
    """
    figure, axes = figures()()
    folder.mkdir(parents=True, exist_ok=True)
    read = np.arange(1, comparison.n_documents + 1) / comparison.n_documents
    for number, found in enumerate(comparison.figures):
        curves = np.array([recall(run.found) for run in found.runs])
        colour = f"C{number}"
        for curve in curves:
            axes.plot(read, curve, color=colour, alpha=0.3, linewidth=0.8)
        axes.plot(read, curves.mean(axis=0), color=colour, label=found.query)
    axes.axhline(TARGET_RECALL, color="grey", linestyle=":", linewidth=0.8)
    axes.set_xlabel("share of the documents read")
    axes.set_ylabel(f"recall of {comparison.target}")
    axes.legend(loc="lower right")
    return save(figure, folder / "recall.png")
