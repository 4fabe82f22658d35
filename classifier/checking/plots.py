"""What is in a corpus, as pictures; needs matplotlib, which is an extra."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from classifier.checking.tables import UNLABELLED, Table, length_in_words
from classifier.corpora import Entry
from classifier.evaluation.drawing import figures, save


def plot(tables: Sequence[Table], entries: Sequence[Entry], folder: Path) -> list[Path]:
    """Write a picture of each table, and one of the lengths by label.

    Parameters
    ----------
    tables : sequence of Table
        From :func:`classifier.checking.tables.tables`.
    entries : sequence of Entry
        The corpus.
    folder : Path
        Where to; made when it is not there.

    Returns
    -------
    list of Path
        The pictures, as PNG.

    Raises
    ------
    MissingPackageError
        When matplotlib is not installed.
    """
    figure_of = figures()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in tables:
        figure, axes = figure_of()
        _bars(axes, table)
        written.append(save(figure, folder / f"{re.sub(r'[^a-z]+', '-', table.name)}.png"))
    figure, axes = figure_of()
    labels = sorted({entry.label or UNLABELLED for entry in entries})
    axes.boxplot(
        [
            [max(1, length_in_words(e)) for e in entries if (e.label or UNLABELLED) == label]
            for label in labels
        ],
        orientation="horizontal",
    )
    axes.set_yticks(range(1, len(labels) + 1), labels)
    axes.set_xscale("log")
    axes.set_xlabel("words")
    written.append(save(figure, folder / "words.png"))
    return written


def _bars(axes: Any, table: Table) -> None:
    """Draw the parts of a corpus as bars, of the documents of each label on end."""
    parts = list(table.rows)
    # The first table counts groups and words as well, which have another scale.
    columns = table.labels[:1] if table.name == "label" else table.labels
    left = [0] * len(parts)
    for number, label in enumerate(columns):
        counts = [table.rows[part][number] for part in parts]
        axes.barh(parts, counts, left=left, label=label)
        left = [before + count for before, count in zip(left, counts, strict=True)]
    axes.invert_yaxis()
    axes.set_xlabel("documents")
    axes.set_title(f"by {table.name}")
    if len(columns) > 1:
        axes.legend()
