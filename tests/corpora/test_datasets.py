import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from classifier.corpora.datasets import read_dataset
from classifier.corpora.records import Record
from classifier.errors import CorpusError


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def parquet(path: Path, **columns: list) -> Path:
    import pyarrow
    from pyarrow.parquet import write_table

    write_table(pyarrow.table(columns), path)
    return path


def pairs(records: Iterator[Record]) -> list[tuple[str, str]]:
    found = list(records)
    assert [record.error for record in found] == [None] * len(found)
    return [(record.id, record.text) for record in found]


# JSONL


def test_jsonl_keeps_all_fields(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", '\ufeff{"id": 1, "text": "één", "label": "overig"}\r\n\n')
    assert list(read_dataset(path)) == [
        Record("1", "één", {"id": 1, "text": "één", "label": "overig"}, where="line 1")
    ]


@pytest.mark.parametrize(
    ("line", "identity", "reason"),
    [
        ("{", "line 2", "line 2 is not valid JSON"),
        ("[1]", "line 2", "line 2 is not a JSON object"),
        ('{"id": "b"}', "b", "line 2 has no field 'text'; it has: id"),
        ('{"text": "x"}', "line 2", "line 2 has no value in 'id'"),
        ('{"id": "", "text": "x"}', "line 2", "line 2 has no value in 'id'"),
        ('{"id": "b", "text": 5}', "b", "line 2: 'text' holds int, not text"),
        ("[" * 100_000, "line 2", "line 2 is not valid JSON"),
        (b'{"id": "\xff"}', "line 2", "line 2 is not UTF-8"),
    ],
)
def test_broken_row_keeps_its_place(
    tmp_path: Path, line: str | bytes, identity: str, reason: str
) -> None:
    good = b'{"id": "a", "text": "x"}'
    bad = line if isinstance(line, bytes) else line.encode()
    path = write(tmp_path / "x.jsonl", good + b"\n" + bad + b"\n" + good)
    first, second, third = read_dataset(path)
    assert first == Record("a", "x", {"id": "a", "text": "x"}, where="line 1")
    assert third == Record("a", "x", {"id": "a", "text": "x"}, where="line 3")
    assert second.where == "line 2"
    assert second.id == identity
    assert second.error is not None
    assert second.error.startswith(reason)


def test_broken_first_row_keeps_its_place(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", 'oeps\n{"id": "a", "text": "x"}')
    assert [record.id for record in read_dataset(path)] == ["line 1", "a"]


def test_endless_line_does_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.corpora.jsonl.MAX_FIELD", 100)
    path = write(tmp_path / "x.jsonl", '{"id": "' + "a" * 1000 + '"}\n{"id": "b", "text": "x"}\n')
    first, second = read_dataset(path)
    assert first.error == "line 1 is longer than 100 bytes; split the document"
    assert (second.id, second.error) == ("b", None)


def test_half_characters_are_replaced(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", r'{"id": "\ud800", "text": "a\udfffb"}')
    assert pairs(read_dataset(path)) == [("?", "a?b")]


def test_text_that_is_null_is_empty(tmp_path: Path) -> None:
    path = write(tmp_path / "x.ndjson", '{"id": "a", "text": null}')
    assert pairs(read_dataset(path)) == [("a", "")]


# CSV


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_any_make(tmp_path: Path, separator: str, encoding: str) -> None:
    lines = [separator.join(["id", "text", "soort"])]
    lines.append(separator.join(["1", '"één, ""twee""; |\ndrie"', "x"]))
    path = write(tmp_path / "x.csv", "\r\n".join(lines).encode(encoding))
    assert pairs(read_dataset(path)) == [("1", 'één, "twee"; |\ndrie')]


def test_csv_with_a_large_field(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "id,text\n1," + "woord " * 200_000)
    ((_, text),) = pairs(read_dataset(path))
    assert len(text) == 1_200_000


def test_csv_row_of_another_length_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "text,id\n\na,1\nb,2,3\nc\nd,4\n")
    records = list(read_dataset(path))
    assert [record.id for record in records] == ["1", "2", "line 5", "4"]
    assert records[1].error == "line 4 has 3 cells for 2 columns; mend its quotes"
    assert records[2].error == "line 5 has 1 cell for 2 columns; mend its quotes"


def test_csv_field_without_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.corpora.delimited.MAX_FIELD", 1000)
    path = write(tmp_path / "x.csv", 'id,text\n1,x\n2,"' + "woord " * 300)
    before = csv.field_size_limit(1000)
    try:
        first, second = read_dataset(path)
    finally:
        csv.field_size_limit(before)
    assert (first.id, first.error) == ("1", None)
    assert second.error is not None
    assert second.error.startswith("line 3 cannot be read (field larger than field limit")


# Parquet


def test_parquet_comes_in_order(tmp_path: Path) -> None:
    numbers = list(range(300))
    path = parquet(tmp_path / "x.parquet", text=[f"t{n}" for n in numbers], id=numbers)
    assert pairs(read_dataset(path)) == [(str(n), f"t{n}") for n in numbers]


def test_parquet_nulls(tmp_path: Path) -> None:
    path = parquet(tmp_path / "x.parquet", text=["a", None, "c"], id=["1", "2", None])
    records = list(read_dataset(path))
    assert [(record.id, record.text) for record in records] == [
        ("1", "a"),
        ("2", ""),
        ("row 3", "c"),
    ]
    assert records[2].error == "row 3 has no value in 'id'; give every row an id"


# What cannot be used at all is told before the first record


def make(tmp_path: Path, name: str) -> Path:
    if name == "x.parquet":
        return parquet(tmp_path / name, tekst=["a"], nr=[1])
    rows = {"x.jsonl": json.dumps({"tekst": "a", "nr": 1}), "x.csv": "tekst,nr\na,1\n"}
    return write(tmp_path / name, rows[name])


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv", "x.parquet"])
def test_missing_column_is_told_at_once(tmp_path: Path, name: str) -> None:
    path = make(tmp_path, name)
    with pytest.raises(CorpusError, match=r"no column 'text'; it has: tekst, nr; .*--text-field"):
        read_dataset(path)
    with pytest.raises(CorpusError, match=r"no column 'id'; it has: tekst, nr; .*--id-field"):
        read_dataset(path, text_field="tekst")
    assert pairs(read_dataset(path, text_field="tekst", id_field="nr")) == [("1", "a")]


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv", "x.parquet"])
def test_optional_columns_may_be_missing(tmp_path: Path, name: str) -> None:
    place = {"x.jsonl": "line 1", "x.csv": "line 2", "x.parquet": "row 1"}[name]
    path = make(tmp_path, name)
    records = read_dataset(path, text_field="tekst", optional={"id"})
    assert pairs(records) == [(place, "a")]
    assert pairs(read_dataset(path, optional={"text", "id"})) == [(place, "")]
    with pytest.raises(CorpusError, match="no column 'text'"):
        read_dataset(path, optional={"id"})


@pytest.mark.parametrize("name", ["weg.jsonl", "weg.csv", "weg.parquet"])
def test_missing_file_is_told_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(CorpusError, match="no such file"):
        read_dataset(tmp_path / name)


def test_unknown_format_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"\.jsonl, .*\.csv, .*\.parquet"):
        read_dataset(write(tmp_path / "x.ods", "x"))


def test_damaged_parquet_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="not readable as Parquet"):
        read_dataset(write(tmp_path / "x.parquet", b"PAR1 not at all PAR1"))


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv"])
def test_file_without_rows_gives_none(tmp_path: Path, name: str) -> None:
    assert list(read_dataset(write(tmp_path / name, ""))) == []


@pytest.mark.parametrize("name", ["d.csv", "d.jsonl"])
def test_workbook_by_another_name_is_told_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 xl/workbook.xml")
    with pytest.raises(CorpusError, match=r"is a workbook .*save the table as CSV"):
        read_dataset(tmp_path / name)


def test_nul_in_a_text_is_a_blank(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text('{"id": "a", "text": "een\\u0000twee"}\n', encoding="utf-8")
    (tmp_path / "d.csv").write_bytes(b"id,text\na,een\0twee\n")
    for name in ("d.jsonl", "d.csv"):
        assert [record.text for record in read_dataset(tmp_path / name)] == ["een twee"]
