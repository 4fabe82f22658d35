import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyarrow import parquet

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def contact(tmp_path: Path) -> Path:
    path = tmp_path / "contact.txt"
    words = "Open het dossier en bel mevrouw Bakker op 06-12345678. "
    path.write_text(words * 4, encoding="utf-8")
    return path


def test_each_format_holds_the_proposals_and_the_failures(
    run: Run, contact: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "weg.txt"
    code, lines, errors = run("woo", contact, missing, "--format", "jsonl")
    records = [json.loads(line) for line in lines.splitlines()]
    assert code == 1
    assert "1 of 2 documents could not be judged" in errors
    assert [len(record["proposals"]) for record in records] == [8, 0]
    assert records[1]["error"]["code"] == "not_found"

    _, text, _ = run("woo", contact, missing, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["rule"] for row in rows] == ["naam", "telefoon"] * 4 + [""]
    assert rows[-1]["error_code"] == "not_found"

    _, table, _ = run("woo", contact, missing)
    assert "8 persoonsgegevens" in table
    assert "niet beoordeeld" in table


def test_output_goes_to_a_file(run: Run, contact: Path, tmp_path: Path) -> None:
    target = tmp_path / "voorstel.csv"
    code, out, _ = run("woo", contact, "--format", "csv", "--output", target)
    assert (code, out) == (0, "")
    assert target.read_text(encoding="utf-8").count("5.1.2.e") >= 8


def test_max_share_is_recorded(run: Run, contact: Path) -> None:
    _, text, _ = run("woo", contact, "--format", "jsonl")
    assert json.loads(text)["max_share"] == 0.5
    _, text, _ = run("woo", contact, "--format", "jsonl", "--max-share", "0.25")
    assert json.loads(text)["max_share"] == 0.25


@pytest.mark.parametrize("arguments", [(), ("x", "--max-share", "1.5"), ("x", "--format", "html")])
def test_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("woo", *arguments)[0] == 2


def test_parquet_holds_the_rows_of_the_csv(run: Run, contact: Path, tmp_path: Path) -> None:
    formula = tmp_path / "=cmd().txt"
    formula.write_text(contact.read_text(encoding="utf-8"), encoding="utf-8")
    target = tmp_path / "voorstel.parquet"
    paths = (contact, formula, tmp_path / "weg.txt")
    code, out, _ = run("woo", *paths, "--format", "parquet", "--output", target)
    assert (code, out) == (1, "")
    table = parquet.read_table(target)
    _, text, _ = run("woo", *paths, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert table.column_names == list(rows[0])
    assert table["rule"].to_pylist() == [row["rule"] or None for row in rows]
    assert table["start"].to_pylist()[:2] == [int(row["start"]) for row in rows[:2]]
    assert table["meaningful"].to_pylist()[-2:] == [True, None]
    assert run("woo", contact, "--format", "parquet")[0] == 2
