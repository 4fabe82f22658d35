import time
from pathlib import Path

import pytest

from classifier.documents.sources import Asked, free_name, split_path

BRIEF = "dossier.zip!/map/brief.docx"


@pytest.mark.parametrize(
    ("source", "takes", "leads_to"),
    [
        ("dossier.zip", False, True),
        (BRIEF, True, True),
        (f"{BRIEF}!/bijlage.pdf", True, True),
        ("dossier.zip!/map/brief.docx.pdf", False, False),
        ("dossier.zip!/map", False, False),
        ("dossier.zip!/ander.docx", False, False),
    ],
)
def test_one_document_is_asked_for(source: str, takes: bool, leads_to: bool) -> None:
    asked = Asked(BRIEF)
    assert asked.takes(source) is takes
    assert asked.leads_to(source) is leads_to


def test_everything_is_asked_for() -> None:
    assert Asked().takes(BRIEF)
    assert Asked().leads_to(BRIEF)


def test_a_file_with_the_separator_in_its_name_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "vraag!" / "brief.docx"
    assert split_path(path) == (tmp_path / "vraag", str(path))
    path.parent.mkdir()
    path.touch()
    assert split_path(path) == (path, "")


def test_a_name_too_long_for_a_file_is_in_a_container() -> None:
    path = Path(f"dossier.zip!/{'a' * 5000}.txt")
    assert split_path(path) == (Path("dossier.zip"), str(path))


def test_names_are_free() -> None:
    taken: dict[str, int] = {}
    names = ["map/brief.docx", "../map\\brief.docx", "map/brief.docx", "..", "README", "README"]
    assert [free_name(name, taken) for name in names] == [
        "map/brief.docx",
        "map/brief (2).docx",
        "map/brief (3).docx",
        "zonder naam",
        "README",
        "README (2)",
    ]


def test_many_members_of_one_name_take_linear_time() -> None:
    taken: dict[str, int] = {}
    names = [f"a ({number}).txt" for number in range(2, 10_000)] + ["a.txt"] * 10_000
    begin = time.process_time()
    assert len({free_name(name, taken) for name in names}) == len(names)
    assert time.process_time() - begin < 2
