import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from classifier.corpora import Fields
from classifier.corpora.corpus import (
    LabelledDocument,
    fingerprint,
    read_corpora,
    read_corpus,
    read_texts,
)
from classifier.errors import CorpusError
from classifier.labels import DOCUMENT_LABELS

AUTHORED = Path(__file__).parents[2] / "data" / "authored"


def jsonl(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(path: Path, **fields: str) -> list[LabelledDocument]:
    return list(read_corpus(path, labels=DOCUMENT_LABELS, fields=Fields(**fields)))


def test_full_row(tmp_path: Path) -> None:
    row = {"id": 7, "text": "één", "label": "overig", "group": "g", "source": "bron"}
    path = jsonl(tmp_path / "c.jsonl", {**row, "confidence": 1, "annotators": 2})
    assert read(path) == [LabelledDocument("7", "één", "overig", "g", "bron", 0.7, 2)]


def test_row_with_text_and_label_alone(tmp_path: Path) -> None:
    rows = [{"text": text, "label": "overig"} for text in ("één", "twee")]
    assert read(jsonl(tmp_path / "c.jsonl", *rows)) == [
        LabelledDocument("c-1", "één", "overig", "c-1", "c", 1.0, None),
        LabelledDocument("c-2", "twee", "overig", "c-2", "c", 1.0, None),
    ]


def test_id_that_is_zero_or_missing_in_some_rows(tmp_path: Path) -> None:
    rows = [{"text": "x", "label": "overig", "id": identity} for identity in (0, None, "", "a")]
    path = jsonl(tmp_path / "c.jsonl", *rows)
    assert [document.id for document in read(path)] == ["0", "c-2", "c-3", "a"]


def test_csv_without_id_and_with_other_names(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(
        'tekst;soort;zaak;confidence\n"één; twee";beleidsregel;z1;2\n', encoding="utf-8"
    )
    found = read(path, text="tekst", label="soort", group="zaak")
    assert found == [LabelledDocument("c-1", "één; twee", "beleidsregel", "z1", "c", 0.85)]


def test_parquet_without_id(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow.parquet import write_table

    write_table(pyarrow.table({"text": ["x"], "label": ["overig"]}), tmp_path / "c.parquet")
    assert read(tmp_path / "c.parquet") == [LabelledDocument("c-1", "x", "overig", "c-1", "c")]


@pytest.mark.parametrize("name", ["c.jsonl", "c.csv"])
def test_row_may_name_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("één", encoding="utf-8")
    rows = {"c.jsonl": '{"file": "a.txt", "label": "overig"}', "c.csv": "file,label\na.txt,overig"}
    (tmp_path / name).write_text(rows[name], encoding="utf-8")
    assert read(tmp_path / name) == [
        LabelledDocument("a.txt", "één", "overig", "a.txt", "c", file=tmp_path / "a.txt")
    ]


def test_line_separators_within_a_row_do_not_split_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    line = '{"file": "a.txt", "label": "overig", "source": "b\u2028c\x85d"}\n'
    (tmp_path / "c.jsonl").write_text(line, encoding="utf-8")
    assert [document.source for document in read(tmp_path / "c.jsonl")] == ["b\u2028c\x85d"]


@pytest.mark.parametrize("name", ["../geheim.txt", "sub/../../geheim.txt", "..", "weg.txt", "{}"])
def test_file_elsewhere_or_missing_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    name = name.format(tmp_path / "geheim.txt")
    path = jsonl(folder / "c.jsonl", {"file": name, "label": "overig"})
    with pytest.raises(CorpusError, match=r"c\.jsonl, line 1 .*no file .* in .*put it there"):
        read(path)


def test_a_damaged_file_names_its_row_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\nbroken")
    path = jsonl(tmp_path / "c.jsonl", {"file": "b.pdf", "label": "overig"})
    message = r"c\.jsonl, line 1 \(b\.pdf\): .*damaged PDF.*; .*, or leave the row out$"
    with pytest.raises(CorpusError, match=message):
        read_corpora([path], labels=DOCUMENT_LABELS)


def test_files_may_lie_in_folders_of_another_folder(tmp_path: Path) -> None:
    (tmp_path / "texts" / "brief").mkdir(parents=True)
    (tmp_path / "texts" / "brief" / "a.txt").write_text("één", encoding="utf-8")
    (tmp_path / "c.csv").write_text("id,file,label\na,brief/a.txt,overig", encoding="utf-8")
    found = read_corpus(tmp_path / "c.csv", labels=DOCUMENT_LABELS, texts=tmp_path / "texts")
    assert [(document.id, document.text) for document in found] == [("a", "één")]


def test_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").symlink_to(tmp_path / "geheim.txt")
    path = jsonl(folder / "c.jsonl", {"file": "a.txt", "label": "overig"})
    with pytest.raises(CorpusError, match="no file"):
        read(path)


GOOD = {"id": "a", "text": "x", "label": "overig"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**GOOD, "label": "beleid"}, r"line 2 \(a\): 'label' is 'beleid'; .*beleidsregel, overig"),
        (
            {**GOOD, "label": ["overig"]},
            r"line 2 \(a\): 'label' is \"\['overig'\]\"; it must be one of",
        ),
        (
            {"id": "a", "text": "x"},
            r"line 2 \(a\): no label; fill 'label' with one of: beleidsregel, overig",
        ),
        (
            {"id": "a", "tekst": "x", "soort": "overig"},
            r"no label; .*, or name its column with --label-field; it has: id, tekst, soort",
        ),
        ({**GOOD, "text": " \n"}, r"line 2 \(a\): no text; fill 'text', or leave the row out"),
        (
            {"id": "a", "tekst": "x", "label": "overig"},
            r"no text; fill 'text', name its column with --text-field, or .*it has: id, tekst",
        ),
        ({"label": "overig"}, r"line 2 \(c-2\): no text; .*; it has: label"),
        ({**GOOD, "text": 5}, r"line 2: 'text' holds int, not text; write it as text"),
        ({**GOOD, "confidence": 4}, r"line 2 \(a\): 'confidence' is 4; it must be one of: 1, 2, 3"),
        ({**GOOD, "confidence": "hoog"}, r"line 2 \(a\): 'confidence' is 'hoog'; .*or left out"),
        ({**GOOD, "annotators": "wij"}, r"line 2 \(a\): 'annotators' is 'wij'; .*a whole number"),
        ([1], "line 2 is not a JSON object; write one JSON object a line"),
    ],
)
def test_what_is_wrong_names_the_row_and_the_remedy(tmp_path: Path, row: Any, message: str) -> None:
    path = jsonl(tmp_path / "c.jsonl", GOOD, row)
    with pytest.raises(CorpusError, match=message) as caught:
        read(path)
    assert str(path) in caught.value.message


def test_damaged_line_of_a_corpus_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    path = tmp_path / "c.jsonl"
    path.write_text('{"file": "a.txt", "label": "overig"}\n{"file"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"c\.jsonl: line 2 is not valid JSON"):
        read(path)


def test_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Eén ambtenaar".encode("cp1252"))
    path = jsonl(tmp_path / "c.jsonl", {"file": "a.txt", "label": "overig"})
    assert [document.text for document in read(path)] == ["Eén ambtenaar"]


def test_folder_of_the_authored_corpus() -> None:
    documents = read(AUTHORED)
    names = {path.name for path in AUTHORED.glob("*.txt")}
    assert len(documents) == len(names)
    assert {document.id for document in documents} == names
    assert Counter(document.label for document in documents).keys() == set(DOCUMENT_LABELS)
    first = next(document for document in documents if document.id == "asiel_02.txt")
    assert first.text == (AUTHORED / "asiel_02.txt").read_text(encoding="utf-8")
    assert (first.label, first.group, first.source) == ("beleidsregel", first.id, "IND asiel")


def test_folder_without_tables(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CorpusError, match="no corpus here; give a folder with JSONL"):
        read(tmp_path)


def test_texts_without_label_or_id(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "u.jsonl", {"text": "één"}, {"text": " "}, {"n": 1}, {"text": "twee"})
    assert list(read_texts(path)) == ["één", "twee"]
    with pytest.raises(CorpusError, match="no column 'tekst'"):
        list(read_texts(path, text_field="tekst"))


def test_fingerprint_is_of_the_content_not_the_order() -> None:
    one = LabelledDocument("1", "x", "overig", "1", "s")
    two = LabelledDocument("2", "x", "overig", "2", "s")
    other = LabelledDocument("2", "x", "beleidsregel", "2", "s")
    assert fingerprint([one, two]) == fingerprint([two, one])
    assert fingerprint([one, two]) != fingerprint([one, other])
    assert len(fingerprint([one])) == 12


def test_all_that_cannot_be_used_is_counted(tmp_path: Path) -> None:
    good = {"id": "1", "text": "Een.", "label": "overig"}
    rows = [good, {"text": "x", "label": "brief"}, {"text": "", "label": "overig"}, good]
    rows.append({**good, "label": "beleidsregel"})
    path = tmp_path / "c.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    message = r"line 2 \(c-2\): 'label' is 'brief'; .*; 1 more document cannot be used either"
    with pytest.raises(CorpusError, match=message):
        read_corpora([path], labels=DOCUMENT_LABELS)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows[:2]), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"--map brief=LABEL$"):
        read_corpora([path], labels=DOCUMENT_LABELS)


@pytest.mark.parametrize("content", ["", "\n \n", "id;text;label\n"])
def test_empty_corpus_is_named(tmp_path: Path, content: str) -> None:
    good, empty = tmp_path / "a.jsonl", tmp_path / "leeg.csv"
    good.write_text('{"text": "Een.", "label": "overig"}\n', encoding="utf-8")
    empty.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"leeg\.csv: there are no documents in it"):
        read_corpora([good, empty], labels=DOCUMENT_LABELS)


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_text_of_two_corpora_has_one_label(tmp_path: Path, name: str) -> None:
    one = jsonl(tmp_path / "een.jsonl", {"id": "a", "text": "Een.", "label": "overig"})
    other = jsonl(tmp_path / "twee.jsonl", {"id": name, "text": "Een.", "label": "beleidsregel"})
    message = (
        rf"twee\.jsonl, line 1 \({name}\): its text is beleidsregel here and overig in "
        r".*een\.jsonl, line 1 \(a\); choose one"
    )
    with pytest.raises(CorpusError, match=message):
        read_corpora([one, other], labels=DOCUMENT_LABELS)


def test_passages_of_one_text_may_have_unlike_labels(tmp_path: Path) -> None:
    row = {"id": "a", "text": "Een.", "label": "overig"}
    path = jsonl(tmp_path / "p.jsonl", row, {**row, "id": "b", "label": "beleidsregel"})
    assert [document.label for document in read(path)] == ["overig", "beleidsregel"]


def test_rows_without_a_label_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [GOOD, {"id": "b", "text": "y", "label": " "}, {"id": "c"}, {**GOOD, "id": "d"}]
    one = jsonl(tmp_path / "een.jsonl", *rows)
    other = jsonl(tmp_path / "twee.jsonl", {**GOOD, "id": "e", "label": " overig\n"})
    told: list[str] = []
    found = read_corpora([one, other], labels=DOCUMENT_LABELS, progress=told.append)
    assert [(document.id, document.label) for document in found] == [
        (name, "overig") for name in "ade"
    ]
    assert told == [f"2 rows without a label are left out, the first {one}, line 2 (b)"]


def test_rows_without_text_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [GOOD, {**GOOD, "id": "b", "text": " "}, {**GOOD, "id": "c"}, {"label": "overig"}]
    path = jsonl(tmp_path / "c.jsonl", *rows)
    told: list[str] = []
    found = read_corpora([path], labels=DOCUMENT_LABELS, progress=told.append)
    assert [document.id for document in found] == ["a", "c"]
    assert told == [f"2 rows without text are left out, the first {path}, line 2 (b)"]


@pytest.mark.parametrize("n_texts", [0, 1])
def test_a_corpus_without_most_texts_is_read_from_the_wrong_column(
    tmp_path: Path, n_texts: int
) -> None:
    rows = [{"text": "", "inhoud": "x", "label": "overig"}] * 2 + [GOOD] * n_texts
    path = jsonl(tmp_path / "c.jsonl", *rows)
    message = (
        rf"line 1 \(c-1\): no text in 'text', as in 2 of {2 + n_texts} rows with a label; name the "
        "column with the texts with --text-field.*; it has: text, inhoud, label$"
    )
    with pytest.raises(CorpusError, match=message):
        read_corpora([path], labels=DOCUMENT_LABELS)


def test_a_misspelt_label_is_told_with_the_likeliest(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "c.jsonl", {**GOOD, "label": "Beleidsregl"})
    with pytest.raises(CorpusError, match=r"--map Beleidsregl=beleidsregel$"):
        read_corpora([path], labels=DOCUMENT_LABELS)
