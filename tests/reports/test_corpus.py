import io

import pytest

from classifier.checking import Check, Finding
from classifier.reports.corpus import write_check


def finding(number: int, label: str) -> Finding:
    message = f"c.csv, row {number} ({number}): 'soort' is {label!r}; --map {label}=LABEL"
    return Finding("label", (str(number),), message)


FEW = Finding("few", (), "no groups of 'a'; training needs 5: add documents")
OTHER = Finding("few", (), "only 1 group of 'b'; training needs 5: add documents")
LABELS = tuple(finding(number, "BR" if number % 3 else "UI") for number in range(1, 60))


def written(most: int | None, *findings: Finding) -> str:
    stream = io.StringIO()
    write_check(Check(60, findings, ()), stream, most=most)
    return " ".join(stream.getvalue().split())


def test_one_line_where_only_the_document_differs() -> None:
    shown = written(10, *LABELS, FEW, OTHER)
    assert "c.csv, row 1 (1), and 39 more: 'soort' is 'BR'; --map BR=LABEL" in shown
    assert "c.csv, row 3 (3), and 18 more: 'soort' is 'UI'" in shown
    assert "of 'a'" in shown
    assert "of 'b'" in shown
    assert "see --all" not in shown
    assert "60 documents: 61 to mend" in shown


def test_what_is_left_out_is_counted_in_documents() -> None:
    shown = written(1, *LABELS, FEW)
    assert "row 3 (3)" not in shown
    assert "and 19 more of the kind label; see --all" in shown


@pytest.mark.parametrize("number", [1, 3, 59])
def test_all_have_a_line_each_when_asked_for(number: int) -> None:
    assert f"c.csv, row {number} ({number}): 'soort' is" in written(None, *LABELS)
