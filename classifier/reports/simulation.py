"""What a replay of labelling shows, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TextIO

from rich.table import Table
from rich.text import Text

from classifier.active.comparison import Comparison, Figures, Mean, mean_of
from classifier.active.metrics import recall
from classifier.active.stopping import PATIENCE, RISK, Stop
from classifier.counting import counted
from classifier.reports.console import console_for
from classifier.reports.json import write_value

_POINTS: Final = tuple(share / 20 for share in range(1, 21))  # of the curve, in shares read


def write(comparison: Comparison, stream: TextIO) -> None:
    """Write a table: a line a figure, a column an order of reading."""
    orders = comparison.figures
    grid = Table(box=None, pad_edge=False, header_style="bold")
    n_runs = len(orders[0].runs)
    head = "one run" if n_runs == 1 else f"mean of {n_runs} runs [95 % interval]"
    grid.add_column(head, no_wrap=True)
    for each in orders:
        grid.add_column(each.query, justify="right", no_wrap=True)
    for name, values in _lines(orders):
        grid.add_row(name, *values)
    console = console_for(stream)
    console.print(
        Text(
            f"{comparison.n_relevant} of {counted(comparison.n_documents, 'document')} "
            f"({counted(comparison.n_groups, 'group')}) are {comparison.target}"
        )
    )
    console.print(grid)


def write_json(comparison: Comparison, stream: TextIO) -> None:
    """Write everything as one JSON object, with the curves at every twentieth that is read."""
    value = {
        "target": comparison.target,
        "n_documents": comparison.n_documents,
        "n_relevant": comparison.n_relevant,
        "n_groups": comparison.n_groups,
        "orders": {each.query: _as_dict(each) for each in comparison.figures},
    }
    write_value(value, stream)


def _lines(orders: Sequence[Figures]) -> list[tuple[str, list[str]]]:
    return [
        ("read until 95 % is found", [_percent(each.read) for each in orders]),
        ("WSS@95", [_figure(each.wss) for each in orders]),
        ("ATD", [_figure(each.atd) for each in orders]),
        (
            f"stop after {PATIENCE:.0%} without one: read",
            [_percent(_read(each, each.patience)) for each in orders],
        ),
        ("  recall then", [_percent(_recall(each.patience)) for each in orders]),
        (
            f"stop by the test (p < {RISK}): read",
            [_percent(_read(each, each.test)) for each in orders],
        ),
        ("  recall then", [_percent(_recall(each.test)) for each in orders]),
    ]


def _as_dict(figures: Figures) -> dict[str, Any]:
    n_documents = len(figures.runs[0].found)
    places = [max(0, round(point * n_documents) - 1) for point in _POINTS]
    return {
        "read": _mean(figures.read),
        "wss_95": _mean(figures.wss),
        "atd": _mean(figures.atd),
        "stopping": {
            "patience": [_stop(stop) for stop in figures.patience],
            "test": [_stop(stop) for stop in figures.test],
        },
        "curve": {
            "read": list(_POINTS),
            "recall": [recall(run.found)[places].tolist() for run in figures.runs],
        },
    }


def _mean(value: Mean) -> dict[str, Any]:
    return {
        "mean": value.mean,
        "low": value.low,
        "high": value.high,
        "values": list(value.values),
    }


def _stop(stop: Stop) -> dict[str, Any]:
    return {"n_read": stop.n_read, "n_missed": stop.n_missed, "recall": stop.recall}


def _read(figures: Figures, stops: Sequence[Stop]) -> Mean:
    return mean_of([stop.n_read / len(figures.runs[0].found) for stop in stops])


def _recall(stops: Sequence[Stop]) -> Mean:
    return mean_of([stop.recall for stop in stops])


def _percent(value: Mean) -> str:
    interval = f" [{100 * value.low:.1f}, {100 * value.high:.1f}]"
    return f"{value.mean:.1%}{interval if len(value.values) > 1 else ''}"


def _figure(value: Mean) -> str:
    interval = f" [{value.low:.3f}, {value.high:.3f}]"
    return f"{value.mean:.3f}{interval if len(value.values) > 1 else ''}"
