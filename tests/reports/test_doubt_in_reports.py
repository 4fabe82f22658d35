"""That a reader sees why the model does not decide, wherever it is shown."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TextIO

import pytest

from classifier.assessment.assessment import Assessment
from classifier.reports import csv as csv_report
from classifier.reports import html, html_fragment, html_index, table, text

REASONS = {
    "close": "Geen van de kansen is groot genoeg om te beslissen",
    "max_error": "voor het aandeel fouten dat ten hoogste mag",
    "short": "is er te weinig tekst",
    "garbled": "De tekst is verminkt",
    "unlike_training": "lijkt op niets waarvan het model heeft geleerd",
}
IN_SHORT = {
    "close": "het meest lijkt beleidsregel",
    "max_error": "het meest lijkt beleidsregel",
    "short": "te weinig tekst",
    "garbled": "verminkte tekst",
    "unlike_training": "lijkt op geen bekend stuk",
}


def written(write: Callable[[Any, TextIO], None], what: object) -> str:
    stream = io.StringIO()
    write(what, stream)
    return " ".join(stream.getvalue().split())


@pytest.mark.parametrize("doubt", REASONS)
def test_reason_is_shown(assessment: Assessment, doubt: str) -> None:
    doubtful = replace(assessment, decision="twijfel", doubt=doubt)
    for shown in (
        written(text.write, doubtful),
        written(html.write, doubtful),
        " ".join(html_fragment.fragment(doubtful).split()),
    ):
        assert REASONS[doubt] in shown
    assert IN_SHORT[doubt] in written(html_index.write, [doubtful])
    # A narrow column of the table breaks the line, between words.
    words = re.findall(r"\w+", written(table.write, [doubtful]))
    assert {*IN_SHORT[doubt].split()} <= {*words}
    (row,) = csv.DictReader(io.StringIO(written_csv(doubtful)))
    assert row["doubt"] == doubt
    assert doubtful.as_dict()["doubt"] == doubt


def written_csv(assessment: Assessment) -> str:
    stream = io.StringIO(newline="")
    csv_report.write([assessment], stream)
    return stream.getvalue()


def test_what_is_decided_shows_no_doubt(assessment: Assessment) -> None:
    for shown in (written(text.write, assessment), written(html.write, assessment)):
        assert not any(reason in shown for reason in REASONS.values())
    assert assessment.as_dict()["doubt"] is None
