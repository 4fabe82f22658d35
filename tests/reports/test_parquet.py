import io
from dataclasses import replace

from pyarrow import parquet

from classifier.assessment.assessment import Assessment
from classifier.reports.csv import COLUMNS, row
from classifier.reports.parquet import write


def table(*assessments: Assessment):
    stream = io.BytesIO()
    write(iter(assessments), stream)
    return parquet.read_table(io.BytesIO(stream.getvalue()))


def test_rows_are_those_of_the_csv(assessment: Assessment, failure: Assessment) -> None:
    found = table(assessment, failure, replace(assessment, explanation=None))
    assert tuple(found.column_names) == COLUMNS
    rows = found.to_pylist()
    assert rows[:2] == [row(assessment), row(failure)]
    assert (rows[1]["error_code"], rows[1]["p_overig"]) == ("not_found", None)
    assert (rows[2]["score"], rows[2]["decision"]) == (None, "beleidsregel")


def test_types_do_not_depend_on_the_rows(assessment: Assessment, failure: Assessment) -> None:
    assert table().schema == table(failure).schema == table(assessment).schema


def test_many_rows_are_several_groups_in_order(failure: Assessment) -> None:
    many = [replace(failure, source=str(number)) for number in range(2500)]
    assert table(*many)["source"].to_pylist() == [str(number) for number in range(2500)]


def test_a_name_that_is_not_utf8_is_an_escape(failure: Assessment) -> None:
    assert table(replace(failure, source="na\udcefef"))["source"].to_pylist() == ["na\\udcefef"]
