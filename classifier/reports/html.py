"""One assessment as a page of its own: one file that needs nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TextIO

from classifier.assessment.assessment import Assessment
from classifier.labels import TWIJFEL
from classifier.reports import outcome_wording, verdict, wording
from classifier.reports.html_templates import render
from classifier.reports.html_text import laid_out
from classifier.reports.html_view import FAMILIES, chosen, summed
from classifier.reports.html_woo import woo_section
from classifier.reports.quotes import snippet
from classifier.woo.proposing import propose


def write(assessment: Assessment, stream: TextIO, *, top: int | None = 20, index: str = "") -> None:
    """Write an assessment as a self-contained page, in Dutch, for the lawyer who decides.

    Parameters
    ----------
    assessment : Assessment
        What to write, with its explanation, its text and the layout of the document.
    stream : TextIO
        Where to; its encoding must be UTF-8.
    top : int, optional
        How many reasons to show, the strongest first; None for all.
    index : str
        The address of the page that lists this one among others; "" when there is none.
    """
    explanation = assessment.explanation
    kept = explanation if explanation is None or top is None else explanation.top(top)
    total = summed(explanation, kept, assessment.text) if explanation and kept else None
    proposal = propose(assessment)
    looked_at, n_left = chosen(assessment, proposal)
    values = {
        "assessment": assessment,
        "name": assessment.source.replace("\\", "/").rpartition("/")[2] or assessment.source,
        "message": (assessment.error_message or "").removeprefix(f"{assessment.source}: "),
        "undecided": assessment.decision == TWIJFEL,
        "index": index,
        "chances": sorted(assessment.probabilities.items(), key=lambda pair: -pair[1]),
        "findings": [wording.finding(name) for name in assessment.findings],
        "families": FAMILIES,
        "passage_labels": wording.PASSAGE_LABELS,
        "total": total,
        "sentences": {sign: verdict.sentences(assessment, sign) for sign in (1, -1)},
        "caution": verdict.NOT_FOUND_CAUTION,
        "elements": [
            (element, [snippet(assessment.text, span) for span in element.spans])
            for element in verdict.elements(assessment)
        ],
        "chosen": looked_at,
        "more_passages": wording.more_passages(n_left) if n_left else "",
        "sheets": laid_out(replace(assessment, explanation=kept)),
    }
    if assessment.error_code is None:
        values["outcome"] = outcome_wording.outcome(assessment)
        values["doubt"] = wording.doubt(assessment)
        values["consequence"] = outcome_wording.consequence(assessment)
        values["form"] = list(verdict.form_and_substance(assessment))
        values["looks"] = verdict.who_looks(assessment)
        values["woo"] = woo_section(assessment, proposal)
    stream.write(render("assessment", values))
