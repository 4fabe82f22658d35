"""One assessment at length, in Dutch, for the lawyer who decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from classifier.assessment.assessment import Assessment
from classifier.assessment.attention import passages_to_look_at
from classifier.counting import counted
from classifier.explanation import Contribution
from classifier.reports import failures, outcome_wording, verdict, wording
from classifier.reports.console import console_for
from classifier.reports.quotes import shortened, snippet
from classifier.reports.sums import rounded, signed
from classifier.reports.visible import visible

_PASSAGES: Final = 10  # shown at most
_PASSAGE_LENGTH: Final = 160  # characters shown of each


def write(assessment: Assessment, stream: TextIO, *, top: int | None = 20) -> None:
    """Write an assessment as text.

    Parameters
    ----------
    assessment : Assessment
        What to write, with its explanation and the text of the document.
    stream : TextIO
        Where to; colours are used when it is a terminal.
    top : int, optional
        How many reasons to show, the strongest first; None for all.
    """
    console: Console = console_for(stream)
    for part in _parts(assessment, top):
        console.print(part)


def _parts(assessment: Assessment, top: int | None) -> Iterator[RenderableType]:
    yield _pairs(
        ("Document", visible(assessment.source)),
        ("Titel", visible(assessment.title) or "(geen titel gevonden)"),
    )
    warnings = [
        ("Waarschuwing", visible(failures.warning(warning) or warning))
        for warning in assessment.warnings
    ]
    if assessment.error_code is not None:
        yield _pairs(
            ("Uitkomst", outcome_wording.NOT_ASSESSED),
            ("Fout", failures.error(assessment.error_code)),
            ("Melding", f"{visible(assessment.error_message or '')} [{assessment.error_code}]"),
            *warnings,
        )
        return
    chances = sorted(assessment.probabilities.items(), key=lambda item: -item[1])
    yield _pairs(
        ("Uitkomst", Text(outcome_wording.outcome(assessment), style="bold")),
        ("Kans", ", ".join(f"{label} {wording.percentage(chance)}" for label, chance in chances)),
        *(("Waarom", line) for line in [wording.doubt(assessment)] if line),
        ("Gevolg", outcome_wording.consequence(assessment)),
        *(("Let op", wording.finding(name)) for name in assessment.findings),
        *(("Vorm", visible(line)) for line in verdict.form_and_substance(assessment)),
        *(("Wie kijkt", line) for line in [verdict.who_looks(assessment)] if line),
        *warnings,
        ("Model", visible(f"{assessment.model}, {assessment.n_words} woorden beoordeeld")),
    )
    if assessment.elements:
        yield from _elements(assessment)
    if assessment.explanation is not None:
        yield from _arguments(assessment)
        yield from _reasons(assessment, top)
    if assessment.passages:
        yield from _passages(assessment)
    yield Text("\nDit is een voorstel van software; een mens beslist.", style="italic")


def _pairs(*rows: tuple[str, str | Text]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=len("Wie kijkt"), no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(name, value if isinstance(value, Text) else Text(value))
    return table


def _elements(assessment: Assessment) -> Iterator[RenderableType]:
    yield Text("\nElementen van een beleidsregel", style="bold")
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=3)
    for element in verdict.elements(assessment):
        if not element.found:
            table.add_row(element.name, Text(verdict.NOT_FOUND, style="dim"))
            continue
        found = Text("\n").join(
            Text.assemble(cue, ": ", _quote(assessment.text, span))
            for cue, span in zip(element.cues, element.spans, strict=True)
        )
        table.add_row(element.name, found)
    yield table
    yield Text(verdict.NOT_FOUND_CAUTION, style="dim")


def _arguments(assessment: Assessment) -> Iterator[RenderableType]:
    explanation = assessment.explanation
    assert explanation is not None  # noqa: S101  for the type checker; the caller looked
    for title, sign in (
        (f"Sterkste zinnen voor {explanation.target}", 1),
        (f"Sterkste zinnen voor {explanation.against}", -1),
    ):
        sentences = verdict.sentences(assessment, sign)
        yield Text(f"\n{title}", style="bold")
        for sentence in sentences:
            yield Padding(Text(f"“{sentence.quote}”"), (0, 0, 0, 2))
            yield Padding(Text(sentence.reason, style="dim"), (0, 0, 0, 4))
        if not sentences:
            yield Text("  geen")


def _reasons(assessment: Assessment, top: int | None) -> Iterator[RenderableType]:
    explanation = assessment.explanation
    assert explanation is not None  # noqa: S101  for the type checker; the caller looked
    kept = explanation if top is None else explanation.top(top)
    n_left = len(explanation.contributions) - len(kept.contributions)
    values = [kept.bias, *(c.contribution for c in kept.contributions), kept.remainder]
    bias, *shown, remainder = rounded(values, kept.score)
    pairs = list(zip(kept.contributions, shown, strict=True))
    for title, sign in (
        (f"Redenen voor {explanation.target}", 1),
        (f"Redenen tegen: eerder {explanation.against}", -1),
    ):
        chosen = [(reason, value) for reason, value in pairs if sign * reason.contribution > 0]
        yield Text(f"\n{title}", style="bold")
        yield (
            _table_of(chosen, assessment.text) if chosen else Text("  geen bij de getoonde redenen")
        )
    yield Text("\nOptelling (log-odds)", style="bold")
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", min_width=9)
    table.add_column()
    table.add_row(signed(bias), "beginwaarde, vóór er een woord gelezen is")
    table.add_row(
        signed(sum(shown)),
        "de reden hierboven" if len(shown) == 1 else f"de {len(shown)} redenen hierboven samen",
    )
    if n_left:
        table.add_row(signed(remainder), wording.weaker_reasons(n_left))
    elif remainder:
        table.add_row(signed(remainder), "rest die bij geen enkele reden hoort")
    table.add_row(
        signed(kept.score),
        Text(f"score voor {explanation.target} tegen {explanation.against}", style="bold"),
    )
    yield table


def _table_of(reasons: Sequence[tuple[Contribution, float]], text: str) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", min_width=9, no_wrap=True)
    table.add_column(overflow="fold")
    for reason, value in reasons:
        table.add_row(signed(value), _reason(reason, text))
    return table


def _reason(reason: Contribution, text: str) -> Group | Text:
    name = Text(visible(wording.feature(reason.feature)))
    if not reason.spans:
        return name
    if len(reason.spans) > 1:
        name.append(f" ({len(reason.spans)}×)", style="dim")
    return Group(name, Padding(_quote(text, reason.spans[0]), (0, 0, 0, 2)))


def _quote(text: str, span: tuple[int, int]) -> Text:
    before, words, after = snippet(text, span)
    return Text.assemble("“", before, (words, "bold underline"), after, "”", style="dim")


def _passages(assessment: Assessment) -> Iterator[RenderableType]:
    counts = Counter(passage.label for passage in assessment.passages)
    named = (f"{wording.PASSAGE_LABELS[label]} {n}" for label, n in counts.most_common())
    yield Text("\nPassages", style="bold")
    yield Text(f"  {counted(len(assessment.passages), 'passage')}: {', '.join(named)}")
    chosen, n_left = passages_to_look_at(assessment, _PASSAGES)
    if not chosen:
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=9, no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for _, passage in chosen:
        what = Text(shortened(assessment.text[passage.start : passage.end], _PASSAGE_LENGTH))
        remarks = list(filter(None, (wording.perhaps(passage), visible(passage.reason))))
        remarks += filter(None, (wording.ground(passage), wording.only(passage, assessment.text)))
        name = wording.PASSAGE_LABELS[passage.label]
        chance = wording.percentage(passage.probabilities.get(passage.label, 0.0))
        quote = Group(what, Text("; ".join(remarks), style="dim")) if remarks else what
        table.add_row(Text(name), chance, quote)
    yield table
    if n_left:
        yield Text(f"  {wording.more_passages(n_left)}", style="dim")
