"""Many assessments as one page: a table that can be sorted and filtered, in Dutch.

It serves ``classify --format html`` by itself, with the reasons of each document under its row,
and lists the pages of ``report``, to which it then leads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final, TextIO

from classifier.assessment.assessment import Assessment
from classifier.explanation import Explanation
from classifier.labels import NORM
from classifier.reports import outcome_wording, wording
from classifier.reports.html_templates import render
from classifier.reports.visible import visible

_REASONS: Final = 5  # for and against, each


@dataclass(frozen=True, slots=True)
class Row:
    """What the table shows of one document; its text and layout are not kept."""

    source: str
    title: str
    page: str  # address of its own page; "" when it has none
    decision: str  # in words, by which the table is filtered
    doubt: str  # when the decision is twijfel: why, or the likeliest label
    chance: float | None  # None when it was not assessed
    target: str  # "" without an explanation
    against: str
    reasons_for: tuple[tuple[str, float], ...]  # in words, with the contribution
    reasons_against: tuple[tuple[str, float], ...]
    consequence: str
    findings: tuple[str, ...]  # in a few words when its own page says more
    n_norms: int  # passages that set a norm
    n_grounds: int  # passages that could be withheld
    warnings: tuple[str, ...]
    error_code: str  # "" when it was assessed
    error: str  # the message, without the name of the document


def row(assessment: Assessment, page: str = "") -> Row:
    """Return what the table shows of an assessment.

    Parameters
    ----------
    assessment : Assessment
        With or without an explanation.
    page : str
        The address of its own page, if it has one.
    """
    failed = assessment.error_code is not None
    explanation = assessment.explanation
    message = visible(assessment.error_message or "").removeprefix(
        f"{visible(assessment.source)}: "
    )
    return Row(
        source=assessment.source,
        title=assessment.title,
        page=page,
        decision=outcome_wording.outcome_in_short(assessment),
        doubt=wording.doubt_in_short(assessment),
        chance=None if failed else assessment.probabilities.get(assessment.label or "", 0.0),
        target=explanation.target if explanation else "",
        against=explanation.against if explanation else "",
        reasons_for=_strongest(explanation, 1),
        reasons_against=_strongest(explanation, -1),
        consequence="" if failed else outcome_wording.consequence(assessment),
        findings=tuple(
            map(wording.finding_in_short if page else wording.finding, assessment.findings)
        ),
        n_norms=sum(passage.label == NORM for passage in assessment.passages),
        n_grounds=sum(passage.ground is not None for passage in assessment.passages),
        warnings=assessment.warnings,
        error_code=assessment.error_code or "",
        error=message if failed else "",
    )


def _strongest(explanation: Explanation | None, sign: int) -> tuple[tuple[str, float], ...]:
    reasons = explanation.contributions if explanation else ()
    chosen = islice((one for one in reasons if sign * one.contribution > 0), _REASONS)
    return tuple((wording.feature(one.feature), one.contribution) for one in chosen)


def write_rows(rows: Iterable[Row], stream: TextIO) -> None:
    """Write the page.

    Parameters
    ----------
    rows : iterable of Row
        What to list, in its order.
    stream : TextIO
        Where to; its encoding must be UTF-8.
    """
    listed = list(rows)
    counts = Counter(one.decision for one in listed)
    stream.write(render("index", {"rows": listed, "counts": counts.most_common()}))


def write(assessments: Iterable[Assessment], stream: TextIO) -> None:
    """Write one page about many documents that needs no other.

    Parameters
    ----------
    assessments : iterable of Assessment
        What to write; of each only what the table shows is kept.
    stream : TextIO
        Where to; its encoding must be UTF-8. Nothing is written before the last is there.
    """
    write_rows(map(row, assessments), stream)
