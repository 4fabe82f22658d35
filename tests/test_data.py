import csv
import importlib
import io
import json
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
SHARED = ROOT.parent / "shared" / "corpus"

AUTHORED = [
    {**json.loads(line), "folder": path.parent}
    for folder in ("authored", "held_out")
    for path in sorted((DATA / folder).glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
with (DATA / "labels" / "examples.csv").open(encoding="utf-8", newline="") as _file:
    EXAMPLES = list(csv.DictReader(_file))


def script(name: str) -> ModuleType:
    """Import a script of data/, which imports its neighbours as a script does."""
    sys.path.insert(0, str(DATA))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(DATA))


def authored_text(row: dict[str, Any]) -> str:
    text: str = (row["folder"] / row["file"]).read_text(encoding="utf-8")
    return text


# The authored corpus


def test_every_authored_text_has_one_row_and_every_row_a_text() -> None:
    texts = [*(DATA / "authored").glob("*.txt"), *(DATA / "held_out").glob("*.txt")]
    assert Counter(row["folder"] / row["file"] for row in AUTHORED) == Counter(texts)
    assert len({path.name for path in texts}) == 882


@pytest.mark.parametrize("row", AUTHORED, ids=lambda row: row["file"])
def test_authored_row_fits_its_text(row: dict[str, Any]) -> None:
    assert set(row) - {"group"} == {
        "file",
        "folder",
        "label",
        "mixed",
        "hard",
        "domain",
        "passages",
    }
    assert row["label"] in DOCUMENT_LABELS
    assert isinstance(row["mixed"], bool)
    assert isinstance(row["hard"], bool)
    text = authored_text(row)
    starts = []
    for passage in row["passages"]:
        assert passage["label"] in PASSAGE_LABELS
        assert text.count(passage["start"]) == 1, passage
        starts.append(text.index(passage["start"]))
        line = text.rfind("\n", 0, starts[-1]) + 1
        assert not text[line : starts[-1]].strip(), f"not where a line starts: {passage}"
    # A mail of three lines has no three passages.
    assert len(starts) >= (1 if row["domain"] == "brieven en mails" else 3)
    assert starts == sorted(starts)


def test_authored_texts_name_no_real_address() -> None:
    for row in AUTHORED:
        text = authored_text(row)
        hosts = re.findall(r"[\w.]+@([\w.]+\w)", text)
        assert set(hosts) <= {"voorbeeld.nl"}, row["file"]
        phones = re.findall(r"\b0\d{1,3}-\d{6,8}\b", text)
        assert all(set(phone.partition("-")[2]) == {"0"} for phone in phones), row["file"]


# The label tables


@pytest.mark.parametrize(
    ("name", "columns", "labels"),
    [
        ("bwb", "id group label mixed confidence annotators", DOCUMENT_LABELS),
        ("bwb_doubtful", "id group label mixed confidence annotators", DOCUMENT_LABELS),
        ("vc2000", "id group label mixed confidence annotators", DOCUMENT_LABELS),
        ("handbooks", "id source group label mixed confidence annotators", DOCUMENT_LABELS),
        ("municipal", "id source group label mixed confidence annotators file", DOCUMENT_LABELS),
        ("passages", "pid id group label confidence", PASSAGE_LABELS),
        ("passages_added", "id group start end label confidence", PASSAGE_LABELS),
        (
            "passages_with_checksums",
            "pid id group label confidence letters sha256",
            PASSAGE_LABELS,
        ),
        ("ambiguous", "id group label_1 label_2", DOCUMENT_LABELS),
    ],
)
def test_label_table(name: str, columns: str, labels: tuple[str, ...]) -> None:
    rows = script("make_tables").table_rows(f"{name}.csv")
    # No title and no text: only what is ours.
    assert list(rows[0]) == columns.split()
    keys = [(row.get("pid", row["id"]), int(row.get("start", 0))) for row in rows]
    assert keys == sorted(set(keys))
    for row in rows:
        assert row["group"]
        assert {row[key] for key in row if key.startswith("label")} <= set(labels)
        assert row.get("mixed", "false") in ("true", "false")
        assert row.get("confidence", "1") in ("1", "2", "3")
        if name == "ambiguous":
            assert row["label_1"] != row["label_2"]


def test_a_document_stands_in_one_group_everywhere() -> None:
    tables = script("make_tables")
    learned = tables.table_rows("bwb.csv")
    group = {row["id"]: row["group"] for row in learned}
    for row in (*tables.table_rows("passages.csv"), *tables.table_rows("passages_added.csv")):
        assert group.get(row["id"], row["group"]) == row["group"]
    # What only tests shares no group with what is learned from.
    tested = {row["group"] for row in tables.table_rows("bwb_doubtful.csv")}
    assert not tested & {row["group"] for row in learned}


def test_passages_with_checksums_are_those_of_the_other_tables() -> None:
    tables = script("make_tables")
    labels = {row["pid"]: row["label"] for row in tables.table_rows("passages.csv")}
    for row in tables.table_rows("passages_added.csv"):
        if row["id"].startswith("BWB"):
            labels[f"{row['id']}@{row['start']}"] = row["label"]
    found = tables.table_rows(tables.CHECKED)
    assert {row["pid"]: row["label"] for row in found} == labels
    assert all(int(row["letters"]) > 0 and len(row["sha256"]) == 64 for row in found)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled texts are not at hand")
def test_label_tables_can_be_made_again(tmp_path: Path) -> None:
    tables = script("make_tables")
    tables.write_tables(SHARED, tmp_path)
    for name in (*tables.TABLES, tables.CHECKED):
        assert (tmp_path / name).read_bytes() == (DATA / "labels" / name).read_bytes()


def test_datasheet_gives_the_counts_of_the_data() -> None:
    datasheet = (DATA / "README.md").read_text(encoding="utf-8")
    assert script("make_tables").statistics() in datasheet


def test_titles_that_say_the_opposite_are_marked() -> None:
    rows = script("make_tables").table_rows("noemt_zich_anders.csv")
    authored = {row["file"]: row for row in AUTHORED}
    assert list(rows[0]) == ["file", "label", "noemt_zich"]
    assert [row["file"] for row in rows] == sorted({row["file"] for row in rows})
    for row in rows:
        assert row["label"] == authored[row["file"]]["label"] != "overig"
        opening = authored_text(authored[row["file"]]).lower()[:500]
        assert re.search(rf"\b{row['noemt_zich']}\b", opening), row["file"]


# The examples


def test_examples_cover_labels_formats_and_doubt() -> None:
    assert [row["file"] for row in EXAMPLES] == sorted(
        path.name for path in (DATA / "examples").iterdir()
    )
    labels = Counter(row["label"] for row in EXAMPLES)
    assert labels["beleidsregel"] >= 4
    assert labels["uitvoeringsinstructie"] >= 4
    assert labels["overig"] >= 1
    assert any(row["mixed"] == "true" for row in EXAMPLES)
    formats = Counter(Path(row["file"]).suffix for row in EXAMPLES)
    assert min(formats[f".{name}"] for name in ("pdf", "docx", "odt", "html", "md", "txt")) >= 2


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["file"])
def test_example_bears_the_label_of_its_authored_text(row: dict[str, str]) -> None:
    (source,) = (other for other in AUTHORED if other["file"] == row["authored_file"])
    assert row["label"] == source["label"]
    assert row["domain"] == source["domain"]
    assert (row["mixed"], row["hard"]) == (json.dumps(source["mixed"]), json.dumps(source["hard"]))
    assert not re.search("beleid(?!sbepaler)|instructie|regel|overig", row["file"])


def contents(data: bytes) -> Any:
    """Return what must be equal: of an office file the members, not how they are compressed."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(member.filename, archive.read(member)) for member in archive.infolist()]


@pytest.mark.parametrize("recipe", script("recipes").RECIPES, ids=lambda recipe: recipe.file)
def test_example_can_be_made_again(recipe: Any) -> None:
    made = script("make_examples").example(recipe)
    assert contents(made) == contents((DATA / "examples" / recipe.file).read_bytes())


def letters(text: str) -> str:
    """Return a text without spaces, hyphens and list marks."""
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize(
    "recipe",
    [recipe for recipe in script("recipes").RECIPES if not recipe.file.endswith(".txt")],
    ids=lambda recipe: recipe.file,
)
def test_layout_loses_nothing_but_the_furniture(recipe: Any) -> None:
    layout = script("layout")
    text = (DATA / "authored" / recipe.authored).read_text(encoding="utf-8")
    found = layout.parts(text, recipe)
    kept = [line for line in text.splitlines() if not re.search(recipe.furniture, line)]
    assert letters("".join(part.marker + part.text for part in found)) == letters("".join(kept))
    assert len(text.splitlines()) - len(kept) <= 3
    kinds = Counter(part.kind for part in found)
    assert kinds["title"] == 1
    assert kinds["heading"] >= 5
    assert kinds["paragraph"] >= 5


@pytest.mark.parametrize("recipe", script("recipes").RECIPES, ids=lambda recipe: recipe.file)
def test_example_is_read_as_its_authored_text(recipe: Any) -> None:
    from classifier import read

    document = read(DATA / "examples" / recipe.file)
    lines = (DATA / "authored" / recipe.authored).read_text(encoding="utf-8").splitlines()
    kept = " ".join(line for line in lines if not re.search(recipe.furniture, line))
    words = Counter(re.findall(r"\w{4,}", kept))
    missing = words - Counter(re.findall(r"\w{4,}", document.text))
    assert missing.total() <= 0.01 * words.total(), missing
    suffix = Path(recipe.file).suffix
    if suffix == ".pdf":
        assert len(document.pages) >= 2
    elif suffix != ".txt":
        assert sum(block.kind == "heading" for block in document.blocks) >= 5
