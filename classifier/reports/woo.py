"""Proposals under the Woo: as a table in Dutch, as JSON lines (a document a line), as CSV rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, TextIO

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from classifier.reports import woo_wording
from classifier.reports.console import console_for
from classifier.reports.csv import write_rows
from classifier.reports.json import as_line
from classifier.reports.quotes import shortened
from classifier.reports.visible import visible
from classifier.reports.wording import percentage
from classifier.woo.proposal import Proposal, WooProposal

COLUMNS: Final = (
    "source",
    "page",
    "start",
    "end",
    "text",
    "kind",
    "rule",
    "ground",
    "alternatives",
    "basis",
    "reason",
    "cautions",
    "confidence",
    "label",
    "decision",
    "share",
    "disproportionate",
    "meaningful",
    "error_code",
    "error_message",
)
_QUOTE: Final = 160  # characters of a proposal that the table shows


def write_lines(proposals: Iterable[WooProposal], stream: TextIO) -> None:
    """Write JSONL: a record a document, as ``reports/woo.schema.json`` describes it.

    Parameters
    ----------
    proposals : iterable of WooProposal
        What to write.
    stream : TextIO
        Where to; its encoding must be UTF-8.
    """
    for proposal in proposals:
        stream.write(as_line(proposal.as_dict()) + "\n")
        stream.flush()


def write_csv(proposals: Iterable[WooProposal], stream: TextIO) -> None:
    """Write CSV for a spreadsheet: a row a proposal, and one for a document that has none.

    Parameters
    ----------
    proposals : iterable of WooProposal
        What to write.
    stream : TextIO
        Where to, opened with ``newline=""``.
    """
    rows = (row for proposal in proposals for row in flat(proposal))
    write_rows(
        COLUMNS, ({name: _lower(value) for name, value in row.items()} for row in rows), stream
    )


def write_table(proposals: Iterable[WooProposal], stream: TextIO) -> None:
    """Write a table a document, with what follows from it, in Dutch.

    Parameters
    ----------
    proposals : iterable of WooProposal
        What to write.
    stream : TextIO
        Where to; colours are used when it is a terminal.
    """
    console = console_for(stream)
    written = False
    for proposal in proposals:
        written = True
        console.print(Text(visible(proposal.source) or "(tekst)", style="bold"))
        for line in woo_wording.summary(proposal):
            console.print(Padding(Text(visible(line)), (0, 0, 0, 2)))
        if proposal.proposals:
            console.print(Padding(_table(proposal), (0, 0, 0, 2)))
            for line in woo_wording.legend(proposal):
                console.print(Padding(Text(line, style="dim"), (0, 0, 0, 2)))
        console.print()
    if written:
        for line in woo_wording.REMINDERS:
            console.print(Text(f"- {line}"))
        console.print(Text(woo_wording.PROPOSAL, style="italic"))


def flat(proposal: WooProposal) -> Iterator[dict[str, Any]]:
    """Yield a row a proposal, or one without if there is none, by the names in ``COLUMNS``."""
    shared: dict[str, Any] = {
        "source": proposal.source,
        "label": proposal.label,
        "decision": proposal.decision,
        "error_code": proposal.error_code,
        "error_message": proposal.error_message,
    }
    if proposal.error_code is None:
        shared |= {
            "share": round(proposal.share, 4),
            "disproportionate": proposal.disproportionate,
            "meaningful": proposal.meaningful,
        }
    for row in proposal.rows() or [{}]:
        joined = {name: " ".join(row.get(name, ())) for name in ("alternatives", "cautions")}
        yield shared | row | joined


def _lower(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _table(proposal: WooProposal) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("Plaats", no_wrap=True)
    table.add_column("Grond", no_wrap=True)
    table.add_column("Zekerheid", justify="right", no_wrap=True)
    table.add_column("Voorstel en reden", overflow="fold", ratio=1)
    for item in proposal.proposals:
        quote = shortened(proposal.text[item.start : item.end], _QUOTE)
        why = Text(f"“{quote}”\n") + Text(woo_wording.why(item), style="dim")
        place = _place(item)
        table.add_row(place, item.ground, percentage(item.confidence), why)
    return table


def _place(item: Proposal) -> str:
    offsets = f"{item.start}-{item.end}"
    return offsets if item.page is None else f"p. {item.page}, {offsets}"
