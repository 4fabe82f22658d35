"""One assessment in short, as a piece of HTML for a notebook: no script, no style, no ids."""

from __future__ import annotations

from typing import Final

from classifier.assessment.assessment import Assessment
from classifier.reports import outcome_wording, wording
from classifier.reports.html_templates import render
from classifier.reports.html_view import summed

_REASONS: Final = 10


def fragment(assessment: Assessment) -> str:
    """Return an assessment in short, as HTML for a page of another.

    Parameters
    ----------
    assessment : Assessment
        With or without an explanation.
    """
    explanation = assessment.explanation
    values = {
        "assessment": assessment,
        "chances": sorted(assessment.probabilities.items(), key=lambda pair: -pair[1]),
        "findings": [wording.finding(name) for name in assessment.findings],
        "total": summed(explanation, explanation.top(_REASONS), assessment.text)
        if explanation
        else None,
    }
    if assessment.error_code is None:
        values["outcome"] = outcome_wording.outcome(assessment)
        values["doubt"] = wording.doubt(assessment)
    return render("fragment", values)
