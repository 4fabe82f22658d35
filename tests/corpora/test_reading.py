import json
import zipfile
from pathlib import Path

import pandas
import pytest

from classifier.corpora import (
    Entry,
    Passage,
    as_row,
    from_frame,
    read_entries,
    to_frame,
    write_entries,
)
from classifier.corpora.corpus import read_corpora, read_corpus
from classifier.errors import CorpusError
from classifier.labels import DOCUMENT_LABELS

ROWS = [{"id": "a", "text": "één", "label": "overig"}, {"id": "b", "text": "twee", "label": "x"}]


def known(path: Path) -> list[tuple[str, str, str | None]]:
    return [(e.id, e.text, e.label) for e in read_entries(path)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.jsonl", "\n".join(map(json.dumps, ROWS))),
        ("c.json", json.dumps(ROWS)),
        ("c.json", json.dumps(ROWS, indent=1)),
        ("c.data", json.dumps(ROWS)),
        ("c.csv", "id,text,label\na,één,overig\nb,twee,x\n"),
        ("c.txt", "label\ttext\tid\noverig\téén\ta\nx\ttwee\tb\n"),
        ("c.csv", "id;text;label\na;één;overig\nb;twee;x\n"),
    ],
)
def test_content_tells_the_format(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert known(tmp_path / name) == [("a", "één", "overig"), ("b", "twee", "x")]


def test_parquet_of_any_name(tmp_path: Path) -> None:
    pandas.DataFrame(ROWS).to_parquet(tmp_path / "c.bin")
    assert known(tmp_path / "c.bin") == [("a", "één", "overig"), ("b", "twee", "x")]


def test_parquet_unfolds_no_more_than_a_row(tmp_path: Path) -> None:
    text = "Het college weigert. " * 100_000
    frame = pandas.DataFrame({"text": [text] * 64}, dtype="category")
    frame.to_parquet(tmp_path / "c.parquet")
    pyarrow = pytest.importorskip("pyarrow")
    before = pyarrow.total_allocated_bytes()
    entries = read_entries(tmp_path / "c.parquet")
    assert next(entries).text == text
    assert pyarrow.total_allocated_bytes() - before < 8 * len(text)


def test_folder_for_each_label(tmp_path: Path) -> None:
    (tmp_path / "overig" / "oud").mkdir(parents=True)
    (tmp_path / "beleidsregel").mkdir()
    (tmp_path / "overig" / "oud" / "a.txt").write_bytes("Eén agenda".encode("cp1252"))
    (tmp_path / "overig" / "leeg.txt").write_text("")
    (tmp_path / "LEESMIJ.txt").write_text("Uitleg")
    with zipfile.ZipFile(tmp_path / "beleidsregel" / "d.zip", "w") as container:
        container.writestr("b.html", "<p>Het college weigert.</p>")
    found = list(read_entries(tmp_path))
    assert [(e.id, e.text, e.label, e.source) for e in found] == [
        ("beleidsregel/d.zip!/b.html", "Het college weigert.", "beleidsregel", tmp_path.name),
        ("overig/leeg.txt", "", "overig", tmp_path.name),
        ("overig/oud/a.txt", "Eén agenda", "overig", tmp_path.name),
        ("LEESMIJ.txt", "Uitleg", None, tmp_path.name),
    ]
    assert "the file is empty" in found[1].problems[0]
    with pytest.raises(CorpusError, match=r"leeg\.txt: the file is empty"):
        list(read_corpus(tmp_path, labels=DOCUMENT_LABELS))


def test_row_may_name_a_file_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<h1>Kop</h1><p>Tekst</p>")
    (tmp_path / "c.csv").write_text("path,label\na.html,overig\nweg.pdf,overig\n")
    first, second = read_entries(tmp_path / "c.csv")
    assert (first.id, first.text, first.path) == ("a.html", "Kop\n\nTekst", "a.html")
    assert "no file 'weg.pdf'" in second.problems[0]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("c.json", b'[{"text": "a"}', r"c\.json: is not valid JSON \(.* at line 1\); export it"),
        ("c.json", b"[" * 100_000, r"is not valid JSON \(too deep"),
        ("c.json", b'["\xff"]', "is not UTF-8; save it as UTF-8"),
        ("c.bin", b"\x00\x01text\x02", "no corpus by its content; give JSONL"),
        ("c.txt", b"Geachte heer,", "no corpus by its content"),
        ("c.parquet", b"PAR1 en meer", "not readable as Parquet"),
        ("c.parquet", b"PAR1 x\0\0\0\0PAR1", r"not readable as Parquet .*thrift"),
        ("c.xlsx", b"PK\x03\x04\0text", r"c\.xlsx: is a workbook .*; save the table as CSV"),
        ("c.csv", b"PK\x03\x04\0text", "is a workbook"),
        ("c.jsonl", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a workbook"),
    ],
)
def test_what_cannot_be_read_at_all(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CorpusError, match=message):
        list(read_entries(tmp_path / name))


def test_too_large_a_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.corpora.rows._MAX_WHOLE", 10)
    (tmp_path / "c.json").write_text(json.dumps(ROWS))
    with pytest.raises(CorpusError, match="bytes, while at most 10 are read of such a file"):
        list(read_entries(tmp_path / "c.json"))


@pytest.mark.parametrize(
    ("name", "content", "places"),
    [
        ("c.jsonl", '{"text": "een"}\n\n{"text": "twee"}\n[1]\n', ["line 1", "line 3", "line 4"]),
        ("c.json", '[{"text": "een"},\n {"text": "twee"}]', ["row 1", "row 2"]),
        ("c.csv", 'id,text\n\n,"een\ntwee"\n,drie\n,vier,5\n', ["line 3", "line 5", "line 6"]),
        ("c.ris", "TY  - JOUR\nTI  - Een\nER  - \nTY  - JOUR\nER  - \n", ["row 1", "row 2"]),
    ],
)
def test_places_are_those_of_whoever_opens_the_file(
    tmp_path: Path, name: str, content: str, places: list[str]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = list(read_entries(tmp_path / name))
    assert [e.where.partition(", ")[2].partition(" (")[0] for e in found] == places
    for entry, place in zip(found, places, strict=True):
        assert all(f"{place} " in f"{problem} " for problem in entry.problems)


def test_nothing_is_lost(tmp_path: Path) -> None:
    content = b'{"text": "een", "label": "overig"}\noeps\n{"text": "\xff"}\n[1]\n{"text": 5}\n{}\n'
    (tmp_path / "c.jsonl").write_bytes(content)
    found = list(read_entries(tmp_path / "c.jsonl"))
    assert [e.id for e in found] == [f"c-{n}" for n in range(1, 7)]
    told = [" ".join(e.problems) for e in found]
    for words, line in zip(
        ["", "line 2 is not valid JSON", "line 3 is not UTF-8", "not a JSON object", "holds int"],
        told[:5],
        strict=True,
    ):
        assert words in line
    assert found[0].problems == ()


def test_written_entries_are_read_the_same(tmp_path: Path) -> None:
    entry = Entry(
        "a", "één tekst", "overig", "", "g", (Passage(0, 3, "norm"),), "wij", 2, 1, "bron", "2019"
    )
    empty = Entry("b", "", None, "")
    with (tmp_path / "c.jsonl").open("w", encoding="utf-8") as stream:
        assert write_entries([entry, empty], stream) == 1
    (found,) = read_entries(tmp_path / "c.jsonl")
    assert as_row(found) == as_row(entry)


def test_frames_there_and_back() -> None:
    frame = pandas.DataFrame(
        {
            "id": [1, 2],
            "text": ["een", "twee"],
            "label": ["x", None],
            "confidence": [3, float("nan")],
        }
    )
    found = from_frame(frame, names={"x": "overig"})
    assert [(e.id, e.label, e.confidence) for e in found] == [("1", "overig", 3), ("2", None, None)]
    again = from_frame(to_frame(found))
    assert [as_row(e) for e in again] == [as_row(e) for e in found]
    assert from_frame(frame[:0]) == []


def test_whole_numbers_beside_missing_cells_stay_whole() -> None:
    dates = pandas.to_datetime(["2020-03-01", None])
    cells = {"text": ["een", "twee"], "label": [1, None], "id": [7, None], "date": dates}
    (one, two) = from_frame(pandas.DataFrame(cells))
    assert (one.id, one.label, one.date[:10]) == ("7", "1", "2020-03-01")
    assert (two.id, two.label, two.date) == ("frame-2", None, "")


def test_frame_of_another_program() -> None:
    frame = pandas.DataFrame({"title": ["T", "U"], "included": [1, 0]})
    found = from_frame(frame, names={"1": "beleidsregel"})
    assert [(e.text, e.label) for e in found] == [("T", "beleidsregel"), ("U", "0")]


PAIRS = [("overig", "Een agenda."), ("beleidsregel", "Het college weigert."), ("overig", "Nieuws.")]


def as_folders(folder: Path) -> Path:
    for number, (label, text) in enumerate(PAIRS):
        (folder / "c" / label).mkdir(parents=True, exist_ok=True)
        (folder / "c" / label / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder / "c"


def as_label_studio(folder: Path) -> Path:
    tasks = []
    for number, (label, text) in enumerate(PAIRS):
        value = {"type": "choices", "from_name": "soort", "value": {"choices": [label]}}
        annotations = [{"completed_by": 1, "result": [value]}]
        tasks.append({"id": number, "data": {"text": text}, "annotations": annotations})
    (folder / "c.json").write_text(json.dumps(tasks))
    return folder / "c.json"


def as_lines(folder: Path, rows: list[dict]) -> Path:
    (folder / "c.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return folder / "c.jsonl"


def as_doccano(folder: Path) -> Path:
    rows = enumerate(PAIRS)
    return as_lines(folder, [{"id": n, "text": t, "label": [label]} for n, (label, t) in rows])


def as_prodigy(folder: Path) -> Path:
    rows = enumerate(PAIRS)
    return as_lines(
        folder,
        [
            {"text": t, "_input_hash": n, "accept": [label], "answer": "accept"}
            for n, (label, t) in rows
        ],
    )


def as_asreview(folder: Path) -> Path:
    path = folder / "c.ris"
    path.write_text(
        "".join(
            f"TY  - JOUR\nTI  - {text}\n"
            f"N1  - ASReview_{'ir' * (label == 'overig')}relevant\nER  - \n"
            for label, text in PAIRS
        )
    )
    return path


@pytest.mark.parametrize(
    "write", [as_folders, as_label_studio, as_doccano, as_prodigy, as_asreview]
)
def test_every_format_can_be_learned_from(tmp_path: Path, write) -> None:
    names = {"1": "beleidsregel", "0": "overig"}
    documents = read_corpora([write(tmp_path)], labels=DOCUMENT_LABELS, names=names)
    assert sorted((document.label, document.text) for document in documents) == sorted(PAIRS)
    assert len({document.group for document in documents}) == len(PAIRS)
    assert {document.source for document in documents} == {"c"}
