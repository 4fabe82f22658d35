import json
from pathlib import Path

import pytest
from spacy.language import Language

from classifier.corpora import Fields
from classifier.corpora.passages import marked_passages, read_passages
from classifier.errors import CorpusError
from classifier.labels import PASSAGE_LABELS

TEXT = """Werkinstructie horen

INLEIDING

- Vraag hem naar het   dorp waar hij opgroeide en wie er woonden.

Open het dossier en noteer de datum van ontvangst in het systeem.
"""


def corpus(folder: Path, *passages: tuple[str, str]) -> Path:
    path = folder / "stukken.jsonl"
    entries = [{"start": start, "label": label} for start, label in passages]
    row = {"file": "a.txt", "label": "uitvoeringsinstructie", "group": "g", "passages": entries}
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_passages_are_found_by_their_first_words(tmp_path: Path, nlp: Language) -> None:
    path = corpus(
        tmp_path, ("- Vraag hem naar het   dorp", "onderzoek"), ("Open het dossier", "werkwijze")
    )
    first, second = marked_passages(path, nlp)
    assert (first.label, second.label) == ("onderzoek", "werkwijze")
    assert first.text.startswith(("Vraag hem", "- Vraag hem"))
    assert second.text == TEXT.splitlines()[-1]
    assert {one.group for one in (first, second)} == {"g"}
    assert first.id != second.id
    assert {one.id.partition("#")[0] for one in (first, second)} == {"a.txt"}
    assert [one.within.text[one.within.start :][:4] for one in (first, second)] == ["Vraa", "Open"]


@pytest.mark.parametrize(
    "passages",
    [
        [("INLEIDING", "overig")],
        [("Open het dossier", "werkwijze"), ("noteer de datum", "norm")],
    ],
)
def test_what_is_no_passage_of_one_label_is_passed_over(
    tmp_path: Path, nlp: Language, passages: list[tuple[str, str]]
) -> None:
    assert list(marked_passages(corpus(tmp_path, *passages), nlp)) == []


def test_words_that_are_not_there_are_named(tmp_path: Path, nlp: Language) -> None:
    with pytest.raises(CorpusError, match=r"a\.txt.*'Staat er niet'.*words that it alone begins"):
        list(marked_passages(corpus(tmp_path, ("Staat er niet", "overig")), nlp))


def test_an_unknown_label_is_named(tmp_path: Path, nlp: Language) -> None:
    with pytest.raises(CorpusError, match=r"a\.txt.*'besluit'; it must be one of: norm"):
        list(marked_passages(corpus(tmp_path, ("Open het dossier", "besluit")), nlp))


@pytest.mark.parametrize(
    "row",
    [
        {"inhoud": TEXT, "soort": "werkwijze", "zaak": "z", "text": "ander", "label": "norm"},
        {"inhoud": TEXT, "label": "werkwijze", "id": "z"},
        {"text": TEXT, "label": "werkwijze", "zaak": "z"},
        {"id": "z", "data": {"text": TEXT, "zaak": "z"}, "annotations": []},
    ],
)
def test_columns_go_by_the_names_that_were_given_or_by_our_own(
    tmp_path: Path, row: dict[str, object]
) -> None:
    if "data" in row:  # a task of Label Studio, which has no column for a label
        value = {"choices": ["werkwijze"]}
        row["annotations"] = [{"result": [{"from_name": "x", "value": value}]}]
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    fields = Fields(text="inhoud", label="soort", id="zaak", group="dossier")
    (found,) = read_passages(path, labels=PASSAGE_LABELS, fields=fields)
    assert (found.id, found.text, found.label, found.group) == ("z", TEXT, "werkwijze", "z")


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("tekst,label\nOpen het dossier.,werkwijze\n", encoding="utf-8")
    message = r"line 2 .*no text in 'inhoud'.* with --text-field.*; it has: tekst, label"
    with pytest.raises(CorpusError, match=message):
        list(read_passages(tmp_path / "p.csv", labels=PASSAGE_LABELS, fields=Fields(text="inhoud")))


def test_rows_without_label_or_text_are_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("text,label\neen,norm\ntwee,\n,norm\nvier,norm\n", encoding="utf-8")
    told: list[str] = []
    found = list(read_passages(path, labels=PASSAGE_LABELS, progress=told.append))
    assert [one.text for one in found] == ["een", "vier"]
    assert told == [
        f"1 row without a label is left out, the first {path}, line 3 (p-2)",
        f"1 row without text is left out, the first {path}, line 4 (p-3)",
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("een,\ntwee,\n", r"line 2 \(p-1\): no label; fill 'label' with one of: norm"),
        ("een,norm\n,norm\n,norm\n", r"line 3 \(p-2\): no text in 'text', as in 2 of 3 rows"),
    ],
)
def test_when_too_little_is_left_the_file_is_refused(
    tmp_path: Path, rows: str, message: str
) -> None:
    (tmp_path / "p.csv").write_text(f"text,label\n{rows}", encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        list(read_passages(tmp_path / "p.csv", labels=PASSAGE_LABELS))
