import io
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from classifier.assessment.assessment import Assessment
from classifier.errors import DocumentError
from classifier.reports.json import dumps, write, write_lines, write_value
from classifier.reports.schema import load_schema

VALIDATOR = Draft202012Validator(load_schema())


def all_error_codes() -> set[str]:
    return {kind.code for kind in DocumentError.__subclasses__()} | {"internal"}


def test_schema_is_valid() -> None:
    Draft202012Validator.check_schema(load_schema())


def test_record_keeps_the_contract(assessment: Assessment) -> None:
    record = json.loads(dumps(assessment))
    VALIDATOR.validate(record)
    assert record == assessment.as_dict()
    explanation = record["explanation"]
    total = sum(entry["contribution"] for entry in explanation["contributions"])
    assert explanation["score"] == pytest.approx(
        explanation["bias"] + total + explanation["remainder"], abs=1e-9
    )


def test_record_without_explanation_keeps_the_contract(assessment: Assessment) -> None:
    record = json.loads(dumps(replace(assessment, explanation=None, decision="twijfel")))
    VALIDATOR.validate(record)
    assert "explanation" not in record


def test_schema_knows_every_error(failure: Assessment) -> None:
    listed = load_schema()["$defs"]["error"]["properties"]["code"]["enum"]
    assert set(listed) == all_error_codes()
    for code in listed:
        VALIDATOR.validate(json.loads(dumps(replace(failure, error_code=code))))


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"schema_version": 2},
        {"label": "besluit"},
        {"label": "twijfel"},
        {"label": None},
        {"decision": None},
        {"doubt": "whim"},
        {"probabilities": {}},
        {"probabilities": {"beleidsregel": 1.2, "overig": 0, "uitvoeringsinstructie": 0}},
        {"error": {"code": "empty", "message": "leeg"}},
        {"sha256": "abc"},
        {"findings": ["Materieel beleid"]},
        {"passages": [{"start": 0, "end": 3, "label": "norm"}]},
    ],
    ids=str,
)
def test_schema_refuses_what_breaks_the_contract(
    assessment: Assessment, change: dict[str, object]
) -> None:
    assert not VALIDATOR.is_valid(assessment.as_dict() | change)


@pytest.mark.parametrize(
    "change",
    [
        {"label": "overig"},
        {"decision": "twijfel"},
        {"doubt": "garbled"},
        {"error": None},
        {"error": {"code": "other", "message": "x"}},
        {"error": {"code": "empty", "message": ""}},
        {"findings": ["landenbeleid"]},
    ],
    ids=str,
)
def test_schema_refuses_a_judged_failure(failure: Assessment, change: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid(failure.as_dict() | change)


@pytest.mark.parametrize(
    ("ground", "valid"), [("5.1.1.e", True), ("5.2.1", True), ("5.1.e", False), ("5.1.1.i", False)]
)
def test_schema_asks_for_the_member_of_a_ground(
    assessment: Assessment, ground: str, valid: bool
) -> None:
    passages = (replace(assessment.passages[0], ground=ground),)
    assert VALIDATOR.is_valid(json.loads(dumps(replace(assessment, passages=passages)))) is valid


def test_parts_of_a_passage_are_named_where_there_are_any(assessment: Assessment) -> None:
    whole = replace(assessment.passages[0], ground="5.1.2.i")
    mixed = replace(whole, parts=((whole.start, whole.start + 3),))
    record = json.loads(dumps(replace(assessment, passages=(whole, mixed))))
    VALIDATOR.validate(record)
    assert "parts" not in record["passages"][0]
    assert record["passages"][1]["parts"] == [[whole.start, whole.start + 3]]


def test_lines_are_written_one_by_one(assessment: Assessment, failure: Assessment) -> None:
    stream = io.StringIO()
    seen = []

    def arriving():
        for item in (assessment, failure):
            seen.append(stream.getvalue().count("\n"))
            yield item

    write_lines(arriving(), stream)
    assert seen == [0, 1]
    records = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [record["source"] for record in records] == ["terras.txt", "weg.pdf"]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_array_is_json_whatever_its_length(failure: Assessment, number: int) -> None:
    stream = io.StringIO()
    write([failure] * number, stream)
    assert json.loads(stream.getvalue()) == [failure.as_dict()] * number


def test_nothing_that_steers_a_terminal_is_written(failure: Assessment) -> None:
    name = "a\x1b[31m\x9b0m\u202eb\ufeff.txt"
    text = dumps(replace(failure, source=name))
    assert json.loads(text)["source"] == name
    assert not set("\x1b\x9b\u202e\ufeff") & set(text)


def test_a_value_steers_no_terminal_either() -> None:
    stream = io.StringIO()
    write_value(["a\x1b[31m\x9b0m\u202eb", {"één": 1.5}], stream)
    assert json.loads(stream.getvalue()) == ["a\x1b[31m\x9b0m\u202eb", {"één": 1.5}]
    assert not set("\x1b\x9b\u202e") & set(stream.getvalue())
    assert '    "één": 1.5\n' in stream.getvalue()


def test_what_is_no_number_is_refused(assessment: Assessment) -> None:
    with pytest.raises(ValueError, match="JSON"):
        dumps(replace(assessment, probabilities={"overig": float("nan")}))


def test_warnings_are_in_the_record(assessment: Assessment, failure: Assessment) -> None:
    for one in (assessment, failure):
        record = json.loads(dumps(replace(one, warnings=("page 3: no text layer",))))
        VALIDATOR.validate(record)
        assert record["warnings"] == ["page 3: no text layer"]
