"""What to label next: as a table for people, and as CSV and JSON lines; reasons are in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TextIO

from rich.table import Table
from rich.text import Text

from classifier.active import Suggestion
from classifier.active.risks import Kind, Risk
from classifier.active.suggesting import Reason
from classifier.labels import by_likelihood
from classifier.reports.console import console_for
from classifier.reports.csv import write_rows
from classifier.reports.json import as_line
from classifier.reports.visible import visible
from classifier.reports.wording import percentage

COLUMNS: Final = (
    *("rank", "id", "document", "title", "start", "end", "proposal", "decision", "probability"),
    *("score", "uncertainty", "distance", "risk", "reason", "twins", "words"),
)
_EXCERPT: Final = 200  # characters of the text that a row of CSV shows


def reason(suggestion: Suggestion) -> str:
    """Return in Dutch why something is suggested.

    Parameters
    ----------
    suggestion : Suggestion
        From :func:`classifier.active.suggest`.
    """
    said = [text for name in suggestion.reasons for text in _REASONS[name](suggestion)]
    if suggestion.twins:
        said.append(f"staat ook voor wat er bijna gelijk aan is: {', '.join(suggestion.twins)}")
    return "; ".join(said)


def write(suggestions: Sequence[Suggestion], stream: TextIO) -> None:
    """Write a table: a line a suggestion."""
    grid = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    grid.add_column("Nr", justify="right", no_wrap=True)
    grid.add_column("Bron", overflow="fold", ratio=2)
    grid.add_column("Voorstel", overflow="fold", ratio=1)
    grid.add_column("Waarom", overflow="fold", ratio=3)
    for each in suggestions:
        chance = percentage(each.candidate.probabilities[each.candidate.label])
        grid.add_row(
            str(each.rank),
            Text(visible(each.candidate.id)),
            Text(f"{each.candidate.label} {chance}"),
            Text(visible(reason(each))),
        )
    console_for(stream).print(grid)


def write_csv(suggestions: Sequence[Suggestion], stream: TextIO) -> None:
    """Write a row a suggestion, with the first words of the text only."""
    write_rows(COLUMNS, map(_cells, suggestions), stream)


def write_lines(suggestions: Sequence[Suggestion], stream: TextIO) -> None:
    """Write a line of JSON a suggestion: with a label filled in, it is a row of a corpus."""
    for each in suggestions:
        row = {
            **_values(each),
            "twins": list(each.twins),
            "probabilities": dict(each.candidate.probabilities),
            "label": None,
            "text": each.candidate.part,
        }
        stream.write(as_line(row) + "\n")


def _cells(suggestion: Suggestion) -> dict[str, Any]:
    return {
        **_values(suggestion),
        "twins": " | ".join(suggestion.twins),
        "words": " ".join(suggestion.candidate.part[:_EXCERPT].split()),
    }


def _values(suggestion: Suggestion) -> dict[str, Any]:
    candidate = suggestion.candidate
    return {
        "rank": suggestion.rank,
        "id": candidate.id,
        "document": candidate.document,
        "title": candidate.title,
        "start": candidate.start,
        "end": candidate.end,
        "proposal": candidate.label,
        "decision": candidate.decision,
        "probability": candidate.probabilities[candidate.label],
        "score": suggestion.score,
        "uncertainty": suggestion.uncertainty,
        "distance": suggestion.distance,
        "risk": suggestion.risk,
        "reason": reason(suggestion),
    }


def _risky(suggestion: Suggestion) -> list[str]:
    risks = suggestion.candidate.risks
    return [_RISKS[risk.kind](risk) for risk in risks] or ["geen teken van verborgen beleid"]


def _uncertain(suggestion: Suggestion) -> list[str]:
    chances = suggestion.candidate.probabilities
    first, second = by_likelihood(chances)[:2]
    return [
        f"het model twijfelt: {first} {percentage(chances[first])}, "
        f"{second} {percentage(chances[second])}"
    ]


def _diverse(suggestion: Suggestion) -> list[str]:
    alike = percentage(1 - suggestion.distance)
    return [f"lijkt weinig op de voorstellen hierboven (gelijkenis hoogstens {alike})"]


def _hidden_policy(risk: Risk) -> str:
    return (
        "mogelijk verborgen beleid: geen beleidsregel volgens het model, maar "
        f"{risk.n_norms} van {risk.n_passages} passages "
        f"{'lijkt een norm' if risk.n_norms == 1 else 'lijken normen'} te stellen"
    )


def _named_instruction(risk: Risk) -> str:
    return f"noemt zich “{risk.name}”, terwijl de inhoud op een beleidsregel lijkt"


def _norm_inside(risk: Risk) -> str:
    return f"kan een norm zijn ({percentage(risk.weight)}) in wat geen beleidsregel lijkt"


_RISKS: Final[Mapping[Kind, Callable[[Risk], str]]] = {
    "hidden_policy": _hidden_policy,
    "named_instruction": _named_instruction,
    "norm_inside": _norm_inside,
}
_REASONS: Final[Mapping[Reason, Callable[[Suggestion], list[str]]]] = {
    "risky": _risky,
    "uncertain": _uncertain,
    "diverse": _diverse,
    "random": lambda suggestion: ["door het lot gekozen"],
}
