"""Two models on the same corpus, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Final, TextIO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from classifier.counting import counted
from classifier.evaluation.comparison import Comparison
from classifier.evaluation.differences import Difference
from classifier.labels import BELEIDSREGEL, OVERIG, UITVOERINGSINSTRUCTIE
from classifier.reports.console import console_for
from classifier.reports.json import write_value
from classifier.reports.visible import visible

_SHOWN: Final = 20


def write_comparison(found: Comparison, stream: TextIO, *, most: int | None = _SHOWN) -> None:
    """Write a comparison: scores side by side, differences, changes, and the conclusion.

    Parameters
    ----------
    found : Comparison
    stream : TextIO
        Where to.
    most : int or None
        How many of the documents that changed; None for all.
    """
    console = console_for(stream)
    n_documents = found.rows[0].n_documents
    unread = f", {found.n_unreadable} could not be read" if found.n_unreadable else ""
    console.print(Text(visible(f"A: {found.first}; B: {found.second}")))
    console.print(
        Text(f"{counted(n_documents, 'document')} in {counted(found.n_groups, 'group')}{unread}")
    )
    console.print()
    _print_scores(found, console)
    _print_differences([*found.differences, *found.parts], console)
    _print_changes(found, console, most)
    for warning in found.warnings:
        console.print(Text(f"note: {visible(warning)}", style="yellow"))
    test = found.mcnemar
    console.print(
        Text(
            f"only A right: {test.only_first}; only B right: {test.only_second}; "
            f"McNemar's exact test: p = {test.p_value:.2g}"
        )
    )
    console.print(Text(visible(found.conclusion), style="bold"))


def write_comparison_json(found: Comparison, stream: TextIO) -> None:
    """Write a comparison as one JSON object, with every document that changed."""
    value = {
        "first": found.first,
        "second": found.second,
        "conclusion": found.conclusion,
        "warnings": list(found.warnings),
        "n_documents": found.rows[0].n_documents,
        "n_groups": found.n_groups,
        "n_unreadable": found.n_unreadable,
        "scores": [asdict(row) for row in found.rows],
        "differences": [{**asdict(each), "shown": each.shown} for each in found.differences],
        "parts": [{**asdict(each), "shown": each.shown} for each in found.parts],
        "mcnemar": asdict(found.mcnemar),
        "changes": [asdict(change) for change in found.changes],
    }
    write_value(value, stream)


def _print_scores(found: Comparison, console: Console) -> None:
    grid = _grid("score", "A", "B")
    first, second = found.rows
    pairs = {
        "macro-F1": (str(first.macro_f1), str(second.macro_f1)),
        **{
            f"F1 {label}": (first.f1_shown(label), second.f1_shown(label))
            for label in (UITVOERINGSINSTRUCTIE, BELEIDSREGEL, OVERIG)
        },
        "accuracy": (f"{first.accuracy:.3f}", f"{second.accuracy:.3f}"),
        "calibration error": (f"{first.calibration_error:.3f}", f"{second.calibration_error:.3f}"),
        "Brier score": (f"{first.brier_score:.3f}", f"{second.brier_score:.3f}"),
        "decided": (f"{first.decided:.0%}", f"{second.decided:.0%}"),
        "accuracy of decided": tuple(
            "-" if value is None else f"{value:.3f}"
            for value in (first.accuracy_of_decided, second.accuracy_of_decided)
        ),
    }
    for name, (one, other) in pairs.items():
        grid.add_row(name, one, other)
    console.print(grid)
    console.print()


def _print_differences(differences: list[Difference], console: Console) -> None:
    grid = _grid("measure", "A", "B", "B less A, 95 %", "")
    for each in differences:
        name = f"{each.measure}, {each.part}" if each.part else each.measure
        better = "B" if each.interval.value > 0 else "A"
        grid.add_row(
            Text(visible(name)),
            f"{each.first:.3f}",
            f"{each.second:.3f}",
            str(each.interval),
            f"{better} is better" if each.shown else "",
        )
    console.print(grid)
    console.print()


def _print_changes(found: Comparison, console: Console, most: int | None) -> None:
    effects = Counter(change.effect for change in found.changes)
    counts = ", ".join(f"{n} {effect}" for effect, n in effects.items())
    changed = counted(len(found.changes), "document has", "documents have")
    console.print(Text(f"{changed} another label{': ' * bool(counts)}{counts}"))
    shown = found.changes[:most]
    if not shown:
        return
    grid = _grid("document", "true", "A", "B", "")
    for change in shown:
        grid.add_row(
            Text(visible(change.id)),
            change.truth,
            f"{change.first} {change.first_probability:.2f}",
            f"{change.second} {change.second_probability:.2f}",
            change.effect,
        )
    console.print(grid)
    if len(shown) < len(found.changes):
        console.print(Text(f"and {len(found.changes) - len(shown)} more; see --changes 0"))
    console.print()


def _grid(first: str, *others: str) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    grid.add_column(first, overflow="fold")
    for name in others:
        grid.add_column(name, overflow="fold")
    return grid
