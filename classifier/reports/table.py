"""Many assessments as one table, in Dutch: a line a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, TextIO

from rich.table import Table
from rich.text import Text

from classifier.assessment.assessment import Assessment
from classifier.labels import BELEIDSREGEL, TWIJFEL, UITVOERINGSINSTRUCTIE
from classifier.reports import failures, outcome_wording, wording
from classifier.reports.console import console_for
from classifier.reports.sums import signed
from classifier.reports.visible import visible

_OTHERS: Final = 65  # columns of the terminal that all but the source ask for
_NARROWEST: Final = 24  # columns of the source, whatever the terminal
_OUTCOME: Final = len("interne uitvoeringsinstructie")  # columns; what is longer takes two lines
_STYLES: Final = {BELEIDSREGEL: "green", UITVOERINGSINSTRUCTIE: "cyan", TWIJFEL: "yellow"}


def write(assessments: Iterable[Assessment], stream: TextIO) -> None:
    """Write a table with the outcome, its chance and the strongest reason of each document.

    Under the reason stands what could not be read of the document.

    Parameters
    ----------
    assessments : iterable of Assessment
        What to write; without an explanation, the reason stays empty.
    stream : TextIO
        Where to; a table knows its widths at the end only, so nothing is written before.
    """
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("Bron", overflow="fold")
    table.add_column("Uitkomst", overflow="fold", max_width=_OUTCOME)
    table.add_column("Kans", justify="right", no_wrap=True)
    table.add_column("Sterkste reden", overflow="fold", ratio=1)
    counts: Counter[str] = Counter()
    for assessment in assessments:
        table.add_row(*_row(assessment))
        counts[outcome_wording.outcome_in_short(assessment)] += 1
    if not counts:
        return
    console = console_for(stream)
    # A source is read and copied as a whole, so the reasons give way first.
    table.columns[0].max_width = max(_NARROWEST, console.width - _OTHERS)
    console.print(table)
    total = counts.total()
    named = ", ".join(
        f"{n} {outcome_wording.plural(decision, n)}" for decision, n in counts.most_common()
    )
    console.print(Text(f"\n{total} document{'en' if total != 1 else ''}: {named}", style="dim"))


def _row(assessment: Assessment) -> tuple[Text, Text, Text, Text]:
    source = Text(visible(assessment.source))
    if assessment.error_code is not None:
        said = _with_warnings(Text(failures.error(assessment.error_code)), assessment)
        return source, Text(outcome_wording.NOT_ASSESSED, style="red"), Text(""), said
    style = _STYLES.get(assessment.decision or "", "")
    chance = assessment.probabilities.get(assessment.label or "", 0.0)
    words = outcome_wording.outcome(assessment)
    if assessment.decision == TWIJFEL:
        words = f"twijfel ({wording.doubt_in_short(assessment)})"
    reason = _with_warnings(_reason(assessment), assessment)
    return source, Text(words, style=style), Text(wording.percentage(chance)), reason


def _with_warnings(said: Text, assessment: Assessment) -> Text:
    lines = (visible(failures.warning(line) or line) for line in assessment.warnings)
    warnings = [Text(f"let op: {line}", style="yellow") for line in lines]
    return Text("\n").join([*([said] if said else []), *warnings])


def _reason(assessment: Assessment) -> Text:
    """Return the strongest reason for the label, as far as one is known."""
    best = assessment.explanation.strongest if assessment.explanation else None
    if best is None:
        return Text("")
    return Text(f"{visible(wording.feature(best.feature))} {signed(best.contribution, 2)}")
