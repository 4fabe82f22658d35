import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from classifier.corpora import Fields, read_entries
from classifier.corpora.datasets import read_dataset
from classifier.errors import CorpusError, MissingPackageError

FIELDS = Fields(text="Tekst", label="Soort", id="Nr")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        [],
        ["Nr", "Tekst ", "Soort", "date", None],
        [1, "Het college\nweigert.", "beleidsregel", datetime(2020, 3, 1), "opmerking"],
        [None, None, None],
        [2.0, "Open het dossier.", " "],
        [3, "=1+1", "overig"],
    ):
        sheet.append(row)
    book.create_sheet("ander").append(["text", "label"])
    book.save(tmp_path / "c.xlsx")
    return tmp_path / "c.xlsx"


@pytest.mark.parametrize("name", ["c.xlsx", "c.csv"])
def test_first_sheet_is_a_table(workbook: Path, name: str) -> None:
    found = list(read_entries(workbook.rename(workbook.with_name(name)), fields=FIELDS))
    assert [(entry.id, entry.text, entry.label, entry.date[:10]) for entry in found] == [
        ("1", "Het college\nweigert.", "beleidsregel", "2020-03-01"),
        ("2", "Open het dossier.", None, ""),
        ("3", "", "overig", ""),  # a formula that was never worked out
    ]
    # As Excel numbers them: with the blank rows and the header.
    places = [entry.where.partition(", ")[2] for entry in found]
    assert places == ["row 3 (1)", "row 5 (2)", "row 6 (3)"]


def test_a_folder_of_workbooks_is_a_corpus(workbook: Path) -> None:
    workbook.with_name("~$c.xlsx").write_bytes(b"wie hem open heeft")
    found = list(read_entries(workbook.parent, fields=FIELDS))
    assert [entry.source for entry in found] == ["c"] * 3


def test_data_set_in_a_workbook_names_its_columns(workbook: Path) -> None:
    found = list(read_dataset(workbook, text_field="Tekst", id_field="Nr"))
    assert [record.id for record in found] == ["1", "2", "3"]
    with pytest.raises(CorpusError, match="no column 'text'; it has: Nr, Tekst, Soort, date; name"):
        read_dataset(workbook, id_field="Nr")
    with pytest.raises(CorpusError, match=r"is a workbook; give it a name that ends in \.xlsx"):
        read_dataset(workbook.rename(workbook.with_name("c.csv")))


@pytest.mark.parametrize(
    ("limit", "most", "message"),
    [
        ("_MOST_ROWS", 3, "more than 3 rows"),
        ("_MOST_CELLS", 9, "more than 9 cells"),
        ("_MOST_BYTES", 9, "unpacked, while at most 9 are"),
    ],
)
def test_workbook_that_is_too_large(
    workbook: Path, limit: str, most: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"classifier.corpora.workbooks.{limit}", most)
    with pytest.raises(CorpusError, match=f"{message}.*save the table as CSV"):
        list(read_entries(workbook, fields=FIELDS))


def test_damaged_workbook_is_named(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(CorpusError, match=r"c\.xlsx: not readable as XLSX .*save it anew"):
        list(read_entries(tmp_path / "c.xlsx"))


def test_without_openpyxl_the_message_says_how_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "")
    with pytest.raises(MissingPackageError, match=r"\[xlsx\]' to read it, or save .* CSV UTF-8"):
        list(read_entries(tmp_path / "c.xlsx"))
