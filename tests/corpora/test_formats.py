import json
from pathlib import Path
from typing import Any

import pytest

from classifier.corpora import Entry, Fields, Passage, read_entries
from classifier.corpora.corpus import read_corpus
from classifier.corpora.passages import read_passages
from classifier.errors import CorpusError
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS

TEXT = "Wij weigeren de vergunning. Noteer de datum."


def entries(path: Path, content: Any, **options: Any) -> list[Entry]:
    if not isinstance(content, str):
        content = json.dumps(content)
    path.write_text(content, encoding="utf-8")
    return list(read_entries(path, **options))


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def task(*annotations: dict[str, Any], **data: Any) -> dict[str, Any]:
    return {"id": 7, "data": {"text": TEXT, **data}, "annotations": list(annotations)}


def annotation(by: Any, *results: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 1, "completed_by": by, "was_cancelled": False, "result": list(results), **more}


def choice(*values: str, name: str = "soort") -> dict[str, Any]:
    return {"type": "choices", "from_name": name, "value": {"choices": list(values)}}


def region(start: int, end: int, label: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label], **more}
    return {"type": "labels", "from_name": "p", "value": value}


# Label Studio


def test_label_studio_choices_and_passages(tmp_path: Path) -> None:
    done = annotation(3, choice("overig"), region(0, 27, "norm"))
    (found,) = entries(tmp_path / "ls.json", [task(done, group="g", source="bron", date="2019")])
    assert (found.id, found.text, found.label) == ("7", TEXT, "overig")
    assert found.passages == (Passage(0, 27, "norm"),)
    assert (found.group, found.source, found.date, found.annotator) == ("g", "bron", "2019", "3")
    assert found.problems == ()


@pytest.mark.parametrize("indent", [None, 2])
def test_label_studio_task_of_its_own(tmp_path: Path, indent: int | None) -> None:
    content = json.dumps(task(annotation({"id": 4, "email": "x"}, choice("overig"))), indent=indent)
    (found,) = entries(tmp_path / "7.json", content)
    assert (found.label, found.annotator) == ("overig", "4")


def test_label_studio_annotators_agree_differ_or_skip(tmp_path: Path) -> None:
    agreeing = task(annotation(1, choice("overig")), annotation(2, choice("overig")))
    skipped = annotation(2, choice("beleidsregel"), was_cancelled=True)
    rows = [agreeing, {**task(annotation(1, choice("overig")), skipped), "id": 8}]
    rows.append(
        {**task(annotation(1, choice("overig")), annotation(2, choice("beleidsregel"))), "id": 9}
    )
    rows.append({**task(skipped), "id": 10})
    found = entries(tmp_path / "ls.json", rows)
    assert [(e.id, e.label, e.annotator, e.annotators) for e in found] == [
        ("7", "overig", "1, 2", 2),
        ("8", "overig", "1", None),
        ("9", "overig", "1", None),
        ("9", "beleidsregel", "2", None),
        ("10", None, "", None),
    ]
    with pytest.raises(
        CorpusError, match=r"\(9\): its text is beleidsregel here and overig in .*choose"
    ):
        list(read_corpus(tmp_path / "ls.json", labels=DOCUMENT_LABELS))


def test_label_studio_counts_in_halves_of_utf_16(tmp_path: Path) -> None:
    text = "😀 " + TEXT
    regions = [region(3, 30, "norm", text=TEXT[:27]), region(5, 9, "norm", text="elders")]
    (found,) = entries(tmp_path / "ls.json", [task(annotation(1, *regions), text=text)])
    assert [text[p.start : p.end] for p in found.passages] == [TEXT[:27]]
    assert "1 passage lies outside the text" in found.problems[0]


def test_label_studio_names_what_it_is_to_choose(tmp_path: Path) -> None:
    done = annotation(1, choice("overig"), choice("ja", name="klaar"))
    rows = [task(done, titel="T"), task(annotation(1, choice("overig", "beleidsregel")))]
    rows[1]["id"] = 8
    del rows[0]["data"]["text"]
    rows[0]["data"]["inhoud"] = TEXT
    first, second = entries(tmp_path / "ls.json", rows)
    assert "has: titel, inhoud; name one with --text-field" in first.problems[0]
    assert "has: soort, klaar; name one with --label-field" in first.problems[1]
    assert "several labels at once: beleidsregel, overig" in second.problems[0]
    fields = Fields(text="inhoud", label="soort")
    first, _ = read_entries(tmp_path / "ls.json", fields=fields)
    assert (first.text, first.label, first.problems) == (TEXT, "overig", ())


@pytest.mark.parametrize("label", ["overig", {"choices": ["overig"]}])
def test_label_studio_json_min(tmp_path: Path, label: Any) -> None:
    row = {"id": 1, "text": TEXT, "label": label, "annotator": 2, "annotation_id": 5}
    row["p"] = [{"start": 0, "end": 27, "text": TEXT[:27], "labels": ["norm"]}]
    (found,) = entries(tmp_path / "min.json", [{**row, "created_at": "2021-03-09T21:52:49Z"}])
    assert (found.id, found.text, found.label, found.annotator) == ("1", TEXT, "overig", "2")
    assert found.passages == (Passage(0, 27, "norm"),)


# doccano


@pytest.mark.parametrize(
    ("row", "label", "passages"),
    [
        ({"label": ["overig"], "Comments": []}, "overig", ()),
        ({"label": [[0, 27, "norm"]], "Comments": []}, None, (Passage(0, 27, "norm"),)),
        ({"labels": [[0, 27, "norm"]]}, None, (Passage(0, 27, "norm"),)),
        ({"label": []}, None, ()),
        (
            {"entities": [{"start_offset": 0, "end_offset": 27, "label": "norm"}], "relations": []},
            None,
            (Passage(0, 27, "norm"),),
        ),
        ({"cats": ["overig"], "entities": [[0, 27, "norm"]]}, "overig", (Passage(0, 27, "norm"),)),
    ],
)
def test_doccano(tmp_path: Path, row: dict[str, Any], label: str | None, passages: tuple) -> None:
    (found,) = entries(tmp_path / "d.jsonl", lines({"id": 4, "text": TEXT, **row}))
    assert (found.id, found.text, found.label, found.passages) == ("4", TEXT, label, passages)
    assert found.problems == ()


# Prodigy


def prodigy(number: int, answer: str, **row: Any) -> dict[str, Any]:
    return {"text": TEXT, "_input_hash": number, "_task_hash": -1, "answer": answer, **row}


def test_prodigy_choice(tmp_path: Path) -> None:
    options = [{"id": label, "text": label} for label in DOCUMENT_LABELS]
    rows = [
        prodigy(1, "accept", options=options, accept=["overig"], _annotator_id="soort-a"),
        prodigy(1, "accept", options=options, accept=["overig"], _annotator_id="soort-b"),
        prodigy(2, "ignore", options=options, accept=["overig"]),
        prodigy(3, "accept", options=options, accept=["overig", "beleidsregel"]),
        prodigy(4, "accept", options=options, accept=[], meta={"id": "x", "source": "bron"}),
    ]
    found = entries(tmp_path / "p.jsonl", lines(*rows))
    assert [(e.id, e.label, e.annotators) for e in found] == [
        ("1", "overig", 2),
        ("2", None, None),
        ("3", None, None),
        ("x", None, None),
    ]
    assert found[0].annotator == "soort-a, soort-b"
    assert found[3].source == "bron"
    assert ["several labels" in " ".join(e.problems) for e in found] == [False, False, True, False]


def test_prodigy_asks_label_by_label_and_marks_spans(tmp_path: Path) -> None:
    spans = [
        {"start": 0, "end": 27, "label": "norm"},
        {"start": 3, "end": 5, "label": "norm", "pattern": 8},
    ]
    rows = [
        prodigy(1, "reject", label="beleidsregel"),
        prodigy(1, "accept", label="overig"),
        prodigy(1, "accept", spans=spans),
        prodigy(2, "reject", label="overig", spans=spans),
    ]
    first, second = entries(tmp_path / "p.jsonl", lines(*rows))
    assert (first.id, first.label, first.passages) == ("1", "overig", (Passage(0, 27, "norm"),))
    assert (second.id, second.label, second.passages) == ("2", None, ())


# ASReview

RIS = """TY  - JOUR
TI  - Beleidsregel terrassen
AB  - Het college weigert.
Ook later.
PY  - 2019
ID  - a1
N1  - <p>ASReview_relevant</p>
N1  - asreview_note: "goed"
ER  -

TY  - JOUR
TI  - Agenda
N1  - ASReview_irrelevant
ER  -
TY  - JOUR
TI  - Later
N1  - ASReview_not_seen
"""


def test_asreview_ris(tmp_path: Path) -> None:
    found = entries(tmp_path / "r.ris", RIS, names={"1": "beleidsregel", "0": "overig"})
    assert [(e.id, e.label, e.date) for e in found] == [
        ("a1", "beleidsregel", "2019"),
        ("r-2", "overig", ""),
        ("r-3", None, ""),
    ]
    assert found[0].text == "Beleidsregel terrassen\n\nHet college weigert.\nOok later."


@pytest.mark.parametrize("column", ["label_included", "included", "asreview_label"])
def test_asreview_csv(tmp_path: Path, column: str) -> None:
    content = f"record_id,title,abstract,year,{column}\n1,T,A,2019,1\n2,T,,2020,0.0\n3,T,B,,\n"
    found = entries(tmp_path / "r.csv", content, names={"1": "beleidsregel"})
    assert [(e.id, e.text, e.label, e.date) for e in found] == [
        ("1", "T\n\nA", "beleidsregel", "2019"),
        ("2", "T", "0", "2020"),
        ("3", "T\n\nB", None, ""),
    ]
    with pytest.raises(CorpusError, match=r"'label' is '1'; .*--map 1=LABEL"):
        list(read_corpus(tmp_path / "r.csv", labels=DOCUMENT_LABELS))


# Passages and rows of our own


def test_passages_of_documents_are_a_corpus(tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "label": "overig"}
    row["passages"] = [{"start": "Wij weigeren", "label": "norm"}]
    (found,) = entries(tmp_path / "c.jsonl", lines(row))
    assert found.passages == (Passage(0, len(TEXT), "norm"),)
    (passage,) = read_passages(tmp_path / "c.jsonl", labels=PASSAGE_LABELS)
    assert (passage.id, passage.text, passage.label, passage.group) == ("a#1", TEXT, "norm", "a")


@pytest.mark.parametrize(
    "passages",
    [[{"start": "komt niet voor", "label": "norm"}], ["norm"], "norm", [{"start": 0, "end": 3}]],
)
def test_passage_that_cannot_be_placed_is_told(tmp_path: Path, passages: Any) -> None:
    (found,) = entries(tmp_path / "c.jsonl", lines({"text": TEXT, "passages": passages}))
    assert "give start, end and label" in found.problems[0]
