import io
from dataclasses import replace

from classifier.assessment import Assessment
from classifier.reports.table import write


def lines(*assessments: Assessment) -> list[str]:
    stream = io.StringIO()
    write(assessments, stream)
    return [" ".join(line.split()) for line in stream.getvalue().splitlines()]


def test_each_document_has_a_line(assessment: Assessment, failure: Assessment) -> None:
    doubtful = replace(assessment, source="b.txt", decision="twijfel", explanation=None)
    shown = lines(assessment, doubtful, failure)
    assert shown[0] == "Bron Uitkomst Kans Sterkste reden"
    assert shown[1] == "terras.txt beleidsregel 71% woorden “kan afwijken” +0,81"
    assert shown[2] == "b.txt twijfel (het meest lijkt beleidsregel) 71%"
    assert shown[3] == "weg.pdf niet beoordeeld no such file; check the path"
    assert shown[-1] == "3 documenten: 1 beleidsregel, 1 twijfel, 1 niet beoordeeld"


def test_nothing_gives_no_table() -> None:
    assert lines() == []
