from pathlib import Path

import pytest

from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.placing import read_labels, read_places, texts_by_id, with_places
from classifier.errors import CorpusError

TEXT = "Artikel 1.\n\n- Het college weigert altijd;\n- of nooit."
HEAD = "id,group,start,end,label,confidence\n"


def table(folder: Path, rows: str) -> Path:
    path = folder / "plaatsen.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_texts_of_several_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(f'{{"id": "{name}", "text": "van {name}"}}\n')
    paths = (tmp_path / f"{name}.jsonl" for name in ("a", "b"))
    assert texts_by_id(paths) == {"a": "van a", "b": "van b"}


def test_passages_find_their_place() -> None:
    def passage(name: str, text: str) -> LabelledDocument:
        return LabelledDocument(name, text, "norm", "g", "s")

    found, lost, unknown = with_places(
        [
            passage("a#1", "Het college weigert altijd"),
            passage("a#2", "De raad weigert"),
            passage("b#1", "Het college weigert altijd"),
        ],
        {"a": TEXT},
    )
    assert found.within is not None
    assert found.within.document == "a"
    assert TEXT[found.within.start : found.within.end] == "Het college weigert altijd"
    assert lost.within is None
    assert unknown.within is None


def test_passages_by_their_place(tmp_path: Path) -> None:
    start = TEXT.index("Het")
    (passage,) = read_places(table(tmp_path, f"a,g,{start},{start + 26},norm,1\n"), {"a": TEXT})
    assert (passage.id, passage.label, passage.group) == (f"a@{start}", "norm", "g")
    assert passage.text == "Het college weigert altijd"
    assert passage.source == "plaatsen"
    assert 0 < passage.weight < 1
    assert passage.within is not None
    assert passage.within.text == TEXT


@pytest.mark.parametrize("row", ["b,g,1,9,norm,3", "a,g,x,9,norm,3", "a,g,1,9,norm,9"])
def test_row_without_a_place_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(CorpusError, match=rf"plaatsen\.csv \({row[0]}\): gives no place"):
        list(read_places(table(tmp_path, row + "\n"), {"a": TEXT}))


def labels(folder: Path, row: str) -> Path:
    path = folder / "etiketten.csv"
    path.write_text(f"id,group,label,confidence,annotators\n{row}\n", encoding="utf-8")
    return path


def test_documents_by_their_id(tmp_path: Path) -> None:
    (document,) = read_labels(labels(tmp_path, "a,g,overig,2,1"), {"a": TEXT})
    assert (document.id, document.text, document.label) == ("a", TEXT, "overig")
    assert (document.group, document.source, document.annotators) == ("g", "etiketten", 1)
    assert 0 < document.weight < 1


@pytest.mark.parametrize("row", ["b,g,overig,2,1", "a,g,overig,9,1", "a,g,overig,2,x"])
def test_row_without_a_document_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(CorpusError, match=rf"etiketten\.csv \({row[0]}\): names no document"):
        list(read_labels(labels(tmp_path, row), {"a": TEXT}))
