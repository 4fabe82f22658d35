import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from classifier.reports.schema import load_schema


def test_text_is_in_dutch(run, folder: Path) -> None:
    code, out, err = run("explain", folder / "b.txt", "--top", 4)
    assert (code, err) == (0, "")
    assert "interne uitvoeringsinstructie" in out
    assert "Redenen voor uitvoeringsinstructie" in out
    assert "26 zwakkere redenen, niet getoond" in out


def test_json_keeps_the_contract(run, folder: Path) -> None:
    code, out, _ = run("explain", folder / "b.txt", "--format", "json", "--top", 4)
    record = json.loads(out)
    Draft202012Validator(load_schema()).validate(record)
    assert (code, len(record["explanation"]["contributions"])) == (0, 4)


def test_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.BytesIO(b"Het college wijst de aanvraag af. " * 9)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(content))
    code, out, _ = run("explain", "-", "--format", "json")
    assert (code, json.loads(out)["source"]) == (0, "-")


def test_html_is_one_page(run, folder: Path) -> None:
    code, out, err = run("explain", folder / "b.txt", "--format", "html", "--top", 4)
    assert (code, err) == (0, "")
    assert out.startswith("<!DOCTYPE html>")
    assert "26 zwakkere redenen, niet getoond" in out
    assert "Open het dossier" in out or "het dossier in het systeem" in out


def test_page_can_be_written_to_a_file(run, folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "uitleg.html"
    code, out, err = run("explain", folder / "b.txt", "--format", "html", "--output", page)
    assert (code, out, err) == (0, "", "")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("output_format", ["text", "json", "html"])
def test_failure_is_a_record_and_code_1(run, tmp_path: Path, output_format: str) -> None:
    code, out, err = run("explain", tmp_path / "weg.pdf", "--format", output_format)
    assert (code, err) == (1, "")
    assert "not_found" in out
    assert "check the path" in " ".join(out.split())


def test_one_document_of_a_container(run, folder: Path) -> None:
    with zipfile.ZipFile(folder / "dossier.zip", "w") as container:
        container.writestr("leeg.txt", "")
        container.writestr("regel.txt", "Het college wijst de aanvraag af. " * 9)
    path = f"{folder / 'dossier.zip'}!/regel.txt"
    code, out, _ = run("explain", path, "--format", "json")
    assert (code, json.loads(out)["source"]) == (0, path)
    code, out, _ = run("explain", folder / "dossier.zip", "--format", "json")
    error = json.loads(out)["error"]
    assert (code, error["code"]) == (1, "unknown_format")
    assert "dossier.zip!/leeg.txt" in error["message"]
