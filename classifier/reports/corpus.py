"""What a check of a corpus found, and what is in a corpus, as tables and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Final, TextIO

from rich.table import Table as Grid
from rich.text import Text

from classifier.checking import Check, Finding
from classifier.checking.tables import Table
from classifier.counting import counted
from classifier.reports.console import console_for
from classifier.reports.json import write_value
from classifier.reports.visible import visible

_SHOWN: Final = 10  # findings of a kind that a table shows


def write_check(check: Check, stream: TextIO, *, most: int | None = _SHOWN) -> None:
    """Write the findings of a check, what must be mended first.

    What is the matter with several documents alike is one line, unless all are asked for.

    Parameters
    ----------
    check : Check
        What was found.
    stream : TextIO
        Where to.
    most : int or None
        How many lines of a kind; None for a line each.
    """
    grid = Grid(box=None, pad_edge=False, header_style="bold", expand=True)
    grid.add_column("Kind", no_wrap=True)
    grid.add_column("Finding", overflow="fold", ratio=1)
    shown: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for alike in [(one,) for one in check.findings] if most is None else _alike(check.findings):
        finding = alike[0]
        shown[finding.kind] += 1
        if most is None or shown[finding.kind] <= most:
            style = "red" if finding.is_error else "yellow"
            grid.add_row(Text(finding.kind, style=style), Text(_sentence(*alike)))
        else:
            left[finding.kind] += len(alike)
    console = console_for(stream)
    if check.findings:
        console.print(grid)
    for kind, n in left.items():
        console.print(Text(f"and {n} more of the kind {kind}; see --all", style="dim"))
    for note in check.notes:
        console.print(Text(f"note: {note}", style="dim"))
    n_others = len(check.findings) - check.n_errors
    summary = (
        f"{counted(check.n_documents, 'document')}: {check.n_errors} to mend, "
        f"{counted(n_others, 'suspicion')}"
    )
    console.print(Text(summary, style="bold"))


def write_check_json(check: Check, stream: TextIO) -> None:
    """Write the findings of a check as one JSON object."""
    value = {
        "n_documents": check.n_documents,
        "n_errors": check.n_errors,
        "notes": list(check.notes),
        "findings": [{**asdict(f), "is_error": f.is_error} for f in check.findings],
    }
    write_value(value, stream)


def write_tables(tables: Sequence[Table], stream: TextIO) -> None:
    """Write tables of counts, each with a line for the sums."""
    console = console_for(stream)
    for table in tables:
        grid = Grid(box=None, pad_edge=False, header_style="bold", show_footer=True)
        grid.add_column(table.name, Text("all"), overflow="fold")
        for label, total in zip(table.labels, table.totals, strict=True):
            grid.add_column(visible(label), Text(str(total)), justify="right")
        for part, counts in table.rows.items():
            grid.add_row(Text(visible(part)), *(str(count) for count in counts))
        console.print(grid)
        console.print()


def write_tables_json(tables: Sequence[Table], stream: TextIO) -> None:
    """Write tables of counts as one JSON object: by division, part and label."""
    value = {
        table.name: {
            part: dict(zip(table.labels, counts, strict=True))
            for part, counts in table.rows.items()
        }
        for table in tables
    }
    write_value(value, stream)


def _alike(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Return findings of one document each together where only the document differs."""
    together: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        _, colon, said = finding.message.partition(": ")
        key = (
            (finding.kind, said, finding.reason) if colon and len(finding.ids) == 1 else (finding,)
        )
        together.setdefault(key, []).append(finding)
    return [tuple(each) for each in together.values()]


def _sentence(finding: Finding, *others: Finding) -> str:
    text = visible(finding.message)
    if others:
        where, _, said = text.partition(": ")
        text = f"{where}, and {len(others)} more: {said}"
    if finding.reason is not None and finding.contribution is not None:
        text += f"; strongest reason: {visible(finding.reason)} (+{finding.contribution:.2f})"
    return text
