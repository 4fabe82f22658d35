"""Pictures of predictions: confusion, precision and recall, calibration, coverage against error.

The same predictions give the same bytes. Needs matplotlib, which is an extra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score, precision_recall_curve

from classifier.evaluation.confidence import coverage_curve, reliability
from classifier.evaluation.drawing import figures, save
from classifier.evaluation.measures import confusion

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.str_]

#: The names of the pictures.
PICTURES: Final = ("confusion", "precision-recall", "calibration", "coverage")


def plot_predictions(
    truth: Labels,
    probabilities: Floats,
    classes: Labels,
    folder: Path,
    *,
    threshold: float | None = None,
    kind: str = "svg",
    names: Iterable[str] = PICTURES,
) -> list[Path]:
    """Write pictures of predictions for documents whose labels are known.

    Parameters
    ----------
    truth : array of str, shape (n_documents,)
        The labels.
    probabilities : array, shape (n_documents, n_classes)
        Of each label, for documents that were not trained on.
    classes : array of str, shape (n_classes,)
        The labels in the order of the columns.
    folder : Path
        Where to; made when it is not there.
    threshold : float, optional
        The probability under which the model does not decide, to be marked.
    kind : str
        One of :data:`classifier.evaluation.drawing.FORMATS`.
    names : iterable of str
        Which pictures, of :data:`PICTURES`; by default all.

    Returns
    -------
    list of Path
        The pictures, each by its name.

    Raises
    ------
    MissingPackageError
        When matplotlib is not installed.
    """
    figure_of = figures(6.4, 5)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names:
        figure, axes = figure_of()
        _DRAW[name](axes, truth, probabilities, classes, threshold)
        written.append(save(figure, folder / f"{name}.{kind}"))
    return written


def _confusion(
    axes: Any, truth: Labels, probabilities: Floats, classes: Labels, threshold: float | None
) -> None:
    counts = confusion(truth, classes[probabilities.argmax(axis=1)], classes)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for (row, column), share in np.ndenumerate(shares):
        axes.text(
            column,
            row,
            f"{counts[row, column]:.0f}\n{share:.0%}",
            ha="center",
            va="center",
            color="white" if share > 0.5 else "black",
        )
    axes.set_xticks(range(len(classes)), classes)
    axes.set_yticks(range(len(classes)), classes, rotation=90, va="center")
    axes.set_xlabel("predicted")
    axes.set_ylabel("true")
    axes.set_title(f"Confusion, {len(truth)} documents")


def _precision_recall(
    axes: Any, truth: Labels, probabilities: Floats, classes: Labels, threshold: float | None
) -> None:
    for column, label in enumerate(classes.tolist()):
        wanted = truth == label
        if not wanted.any():  # recall means nothing
            continue
        precision, recall, _ = precision_recall_curve(wanted, probabilities[:, column])
        area = average_precision_score(wanted, probabilities[:, column])
        axes.step(recall, precision, where="post", label=f"{label} (average {area:.3f})")
    axes.set(xlim=(0, 1.01), ylim=(0, 1.01), xlabel="recall", ylabel="precision")
    axes.set_title("Precision and recall of each label")
    axes.grid(alpha=0.3)
    axes.legend(loc="lower left")


def _calibration(
    axes: Any, truth: Labels, probabilities: Floats, classes: Labels, threshold: float | None
) -> None:
    bins = reliability(truth, probabilities, classes)
    low, high = np.array([each.interval for each in bins]).T
    right = np.array([each.right for each in bins])
    axes.plot([0, 1], [0, 1], color="grey", linestyle="--", label="as sure as right")
    axes.errorbar(
        [each.confidence for each in bins],
        right,
        # Rounding can put a bound a hair on the wrong side of a share of 0 or 1.
        yerr=np.maximum(np.stack([right - low, high - right]), 0),
        marker="o",
        capsize=3,
        label="measured, with 95 % interval",
    )
    for each in bins:
        axes.annotate(
            str(each.n_documents),
            (each.confidence, each.right),
            textcoords="offset points",
            xytext=(6, -12),
            fontsize="small",
        )
    axes.set(xlim=(0, 1.01), ylim=(0, 1.01), xlabel="probability of the label given")
    axes.set_ylabel("share that is right")
    axes.set_title("Calibration (numbers: documents)")
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left")


def _coverage(
    axes: Any, truth: Labels, probabilities: Floats, classes: Labels, threshold: float | None
) -> None:
    coverage, error = coverage_curve(truth, probabilities, classes)
    axes.step(coverage, error, where="post")
    if threshold is not None:
        decided = float((probabilities.max(axis=1) >= threshold).mean())
        axes.axvline(decided, color="grey", linestyle="--", label=f"from {threshold:.2f} up")
        axes.legend(loc="upper left")
    axes.set(xlim=(0, 1.01), xlabel="share decided, the surest first")
    axes.set_ylim(bottom=0)
    axes.set_ylabel("share of those that is wrong")
    axes.set_title("Coverage against error")
    axes.grid(alpha=0.3)


_DRAW: Final[dict[str, Callable[[Any, Labels, Floats, Labels, float | None], None]]] = {
    "confusion": _confusion,
    "precision-recall": _precision_recall,
    "calibration": _calibration,
    "coverage": _coverage,
}
