from pathlib import Path

import pytest
from lxml import html as lxml_html

from classifier.cli.names import Names


def pages(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def links(page: str) -> list[str]:
    return lxml_html.document_fromstring(page).xpath("//tbody//a/@href")


def test_folder_gives_a_page_a_document_and_an_index(run, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "uit" / "verslag"
    code, out, err = run("report", folder, "--output", output)
    found = pages(output)
    assert set(found) == {"index.html", "a-txt.html", "b-txt.html", "c-txt.html"}
    assert links(found["index.html"]) == ["a-txt.html", "b-txt.html", "c-txt.html"]
    assert "[empty]" in found["a-txt.html"]
    assert "Interne uitvoeringsinstructie" in found["b-txt.html"]
    assert 'href="index.html"' in found["c-txt.html"]
    assert (code, out.strip()) == (1, str(output / "index.html"))
    assert err == "beleidsregel: 1 of 3 documents could not be judged; its page says why\n"


def test_all_well_is_code_0(run, folder: Path, tmp_path: Path) -> None:
    code, _, err = run("report", folder / "b.txt", "--output", tmp_path / "uit", "--top", 4)
    assert (code, err) == (0, "")
    assert "26 zwakkere redenen" in pages(tmp_path / "uit")["b-txt.html"]


def test_an_earlier_report_is_replaced(run, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "uit"
    run("report", folder, "--output", output)
    (output / ".hidden").write_text("eigen", encoding="utf-8")
    code, _, _ = run("report", folder / "sub", "--output", output)
    assert code == 0
    assert set(pages(output)) == {"index.html", "c-txt.html", ".hidden"}


@pytest.mark.parametrize("name", ["aantekening.txt", "index.html", "map"])
def test_a_folder_with_something_else_is_left_alone(
    run, folder: Path, tmp_path: Path, name: str
) -> None:
    output = tmp_path / "uit"
    output.mkdir()
    other = output / name
    if name == "map":
        other.mkdir()
    else:
        other.write_text("<!DOCTYPE html><title>eigen werk</title>", encoding="utf-8")
    code, out, err = run("report", folder, "--output", output)
    assert (code, out) == (2, "")
    assert f"holds {name}, which this command did not write" in err
    assert [path.name for path in output.iterdir()] == [name]


def test_a_file_is_no_folder(run, folder: Path) -> None:
    code, _, err = run("report", folder, "--output", folder / "b.txt")
    assert code == 2
    assert "name another folder" in err


def test_output_must_be_named(run, folder: Path) -> None:
    code, _, err = run("report", folder)
    assert code == 2
    assert "--output" in err


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("map/nota.pdf", "nota-pdf.html"),
        (r"C:\map\Nota.PDF", "nota-pdf.html"),
        ("index", "index-2.html"),
        ("../../etc/passwd", "passwd.html"),
        ("..", "document.html"),
        ("", "document.html"),
        ("con", "document-con.html"),
        ("\u202e\udcff<script>.txt", "script-txt.html"),
        ("Überprüfung één.docx", "uberprufung-een-docx.html"),
        ("a" * 300 + ".txt", "a" * 80 + ".html"),
    ],
)
def test_name_is_safe(source: str, name: str) -> None:
    assert Names().of(source) == name


def test_names_are_unique_whatever_their_case() -> None:
    names = Names()
    found = [names.of(source) for source in ("a/N.txt", "b/n.txt", "n-txt-2", "c/n.txt", "n txt")]
    assert len(set(found)) == 5
    assert found[:2] == ["n-txt.html", "n-txt-2.html"]
