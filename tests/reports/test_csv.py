import csv
import io
from dataclasses import replace

import pytest

from classifier.assessment.assessment import Assessment
from classifier.reports.csv import COLUMNS, guarded, write


def rows(*assessments: Assessment) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write(assessments, stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\n+", "＝"])
def test_no_cell_is_a_formula(assessment: Assessment, failure: Assessment, start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    (first, second) = rows(
        replace(assessment, source=text, title=text), replace(failure, error_message=text)
    )
    for cell in (first["source"], first["title"], second["error_message"]):
        assert cell.startswith("'")


@pytest.mark.parametrize("text", ["nota.txt", "a=b", "'x", ""])
def test_harmless_cells_stay(text: str) -> None:
    assert guarded(text) == text


def test_numbers_stay_numbers(assessment: Assessment) -> None:
    explanation = replace(assessment.explanation, score=-1.5)
    (row,) = rows(replace(assessment, explanation=explanation))
    assert float(row["score"]) == -1.5
    assert float(row["p_beleidsregel"]) == 0.714
    assert row["reasons"].startswith("ngram:kan afwijken +0.8125; ")


def test_failure_is_a_row(failure: Assessment, assessment: Assessment) -> None:
    first, second = rows(failure, replace(assessment, explanation=None))
    assert tuple(first) == COLUMNS
    assert first["error_code"] == "not_found"
    assert first["decision"] == first["p_overig"] == ""
    assert second["decision"] == "beleidsregel"
    assert second["error_code"] == second["reasons"] == ""


def test_an_instruction_that_sets_norms_has_an_outcome_of_its_own(assessment: Assessment) -> None:
    label = "uitvoeringsinstructie"
    norms = replace(assessment, label=label, decision=label, findings=("materieel_beleid",))
    first, second, third = rows(norms, assessment, replace(norms, decision="twijfel"))
    assert first["decision"] == label
    assert first["outcome"] == "uitvoeringsinstructie_met_materieel_beleid"
    assert (second["outcome"], third["outcome"]) == ("beleidsregel", "twijfel")


def test_line_breaks_and_controls_leave_rows_whole(failure: Assessment) -> None:
    (row,) = rows(replace(failure, source='a"b,\nc\x1b[0m\u202e'))
    assert row["source"] == 'a"b, c\\x1b[0m\\u202e'


def test_warnings_are_a_cell(assessment: Assessment) -> None:
    (row,) = rows(replace(assessment, warnings=("page 3: no text layer", "=1+1\x1b")))
    assert row["warnings"] == "page 3: no text layer | =1+1\\x1b"
