import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from classifier.active import Candidate, Suggestion, suggest
from classifier.active.risks import Risk
from classifier.corpora import read_entries
from classifier.corpora.passages import read_passages
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.reports import labelstudio, suggestions

# From https://labelstud.io/guide/predictions and https://labelstud.io/guide/task_format.
TASKS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["data", "predictions"],
        "additionalProperties": False,
        "properties": {
            "data": {
                "type": "object",
                "required": ["text"],
                "properties": {"text": {"type": "string"}},
            },
            "predictions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["model_version", "score", "result"],
                    "additionalProperties": False,
                    "properties": {
                        "model_version": {"type": "string"},
                        "score": {"type": "number", "minimum": 0, "maximum": 1},
                        "result": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/r"}},
                    },
                },
            },
        },
    },
    "$defs": {
        "r": {
            "type": "object",
            "required": ["id", "from_name", "to_name", "type", "value"],
            "properties": {
                "id": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
                "from_name": {"type": "string"},
                "to_name": {"const": "text"},
            },
            "oneOf": [
                {
                    "properties": {
                        "type": {"const": "choices"},
                        "value": {
                            "required": ["choices"],
                            "additionalProperties": False,
                            "properties": {
                                "choices": {"type": "array", "items": {"enum": [*DOCUMENT_LABELS]}}
                            },
                        },
                    }
                },
                {
                    "properties": {
                        "type": {"const": "labels"},
                        "value": {
                            "required": ["start", "end", "text", "labels"],
                            "additionalProperties": False,
                            "properties": {
                                "start": {"type": "integer", "minimum": 0},
                                "end": {"type": "integer", "minimum": 1},
                                "text": {"type": "string"},
                                "labels": {"type": "array", "items": {"enum": [*PASSAGE_LABELS]}},
                            },
                        },
                    }
                },
            ],
        }
    },
}
TEXT = "=HYPERLINK(1) 𝔉 is geen Latijnse letter.\n\nWij weigeren 𝔉 altijd.\n\nOpen het dossier."
NORM = {"norm": 0.7, "onderzoek": 0.1, "overig": 0.1, "werkwijze": 0.1}
WORK = {"norm": 0.2, "onderzoek": 0.1, "overig": 0.1, "werkwijze": 0.6}
DOUBT = {"beleidsregel": 0.46, "overig": 0.1, "uitvoeringsinstructie": 0.44}
RISKS = (Risk("hidden_policy", 0.8, 3, 12), Risk("named_instruction", 0.6, name="\x1b[31mnota"))


def candidate(name: str, **changes: object) -> Candidate:
    values = {
        "id": name,
        "document": name,
        "title": "@titel",
        "text": f"{TEXT} {name}",
        "start": 0,
        "end": len(TEXT),
        "model": "klein@1",
        "decision": "twijfel",
        "probabilities": DOUBT,
        "features": {f"ngram:{name}": 1.0},
        "risks": (),
    }
    return Candidate(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def documents() -> list[Suggestion]:
    other = "De directeur legt de stukken voor aan de commissie die daarover een advies geeft."
    texts = {"text": other, "end": len(other)}
    return suggest([candidate("=a", risks=RISKS), candidate("b", **texts)])


@pytest.fixture
def passages() -> list[Suggestion]:
    places = {part: (TEXT.index(part), TEXT.index(part) + len(part)) for part in TEXT.split("\n\n")}
    parts = [
        candidate(
            f"d#{number}",
            document="d",
            text=TEXT,
            start=start,
            end=end,
            probabilities=chances,
        )
        for number, ((start, end), chances) in enumerate(
            zip([*places.values()][1:], (NORM, WORK), strict=True), start=2
        )
    ]
    return suggest(parts, strategy="uncertain")


def labelled(tasks: list[dict], path: Path) -> Path:
    """Write tasks as Label Studio exports them when an annotator agreed with the predictions."""
    for number, task in enumerate(tasks, start=1):
        results = [{**each, "origin": "prediction"} for each in task["predictions"][0]["result"]]
        task |= {
            "id": number,
            "annotations": [{"completed_by": 3, "was_cancelled": False, "result": results}],
        }
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def written(found: list[Suggestion], *, passages: bool = False) -> list[dict]:
    stream = io.StringIO()
    labelstudio.write(found, stream, passages=passages)
    tasks = json.loads(stream.getvalue())
    jsonschema.validate(tasks, TASKS)
    return tasks


def test_tasks_for_documents_are_read_back(documents: list[Suggestion], tmp_path: Path) -> None:
    tasks = written(documents)
    assert [task["data"]["id"] for task in tasks] == ["=a", "b"]
    assert tasks[0]["data"]["reason"].startswith("mogelijk verborgen beleid")
    assert tasks[0]["predictions"][0]["score"] == 0.46
    tasks[1]["predictions"][0]["result"][0]["value"]["choices"] = ["overig"]
    entries = list(read_entries(labelled(tasks, tmp_path / "export.json")))
    assert [(e.id, e.label, e.annotator) for e in entries] == [
        ("=a", "beleidsregel", "3"),
        ("b", "overig", "3"),
    ]
    assert entries[0].text == documents[0].candidate.text
    assert not any(entry.problems for entry in entries)


def test_tasks_for_passages_are_read_back(passages: list[Suggestion], tmp_path: Path) -> None:
    tasks = written(passages, passages=True)
    assert len(tasks) == 1
    for region in tasks[0]["predictions"][0]["result"]:
        halves = TEXT.encode("utf-16-le")[2 * region["value"]["start"] : 2 * region["value"]["end"]]
        assert halves.decode("utf-16-le") == region["value"]["text"]
    path = labelled(tasks, tmp_path / "export.json")
    (entry,) = read_entries(path)
    assert not entry.problems
    assert [(TEXT[p.start : p.end], p.label) for p in entry.passages] == [
        ("Wij weigeren 𝔉 altijd.", "norm"),
        ("Open het dossier.", "werkwijze"),
    ]
    learned = read_passages(path, labels=PASSAGE_LABELS)
    assert [each.label for each in learned] == ["norm", "werkwijze"]


@pytest.mark.parametrize("of_passages", [False, True])
def test_config_asks_what_the_tasks_answer(
    of_passages: bool, documents: list[Suggestion], passages: list[Suggestion]
) -> None:
    root = ElementTree.fromstring(labelstudio.config(passages=of_passages))
    control = root.find("Labels" if of_passages else "Choices")
    labels = [option.attrib["value"] for option in control]
    assert labels == list(PASSAGE_LABELS if of_passages else DOCUMENT_LABELS)
    shown = root.find("Text")
    assert control.attrib["toName"] == shown.attrib["name"]
    for task in written(passages if of_passages else documents, passages=of_passages):
        for tag in (shown, root.find("Header")):
            assert tag.attrib["value"].removeprefix("$") in task["data"]
        for result in task["predictions"][0]["result"]:
            assert result["from_name"] == control.attrib["name"]
            assert result["to_name"] == shown.attrib["name"]
            assert result["type"] == control.tag.lower()


def test_csv_holds_no_formula(documents: list[Suggestion]) -> None:
    stream = io.StringIO()
    suggestions.write_csv(documents, stream)
    first, second = csv.DictReader(io.StringIO(stream.getvalue()))
    assert first["id"] == "'=a"
    assert first["title"] == "'@titel"
    assert first["words"].startswith("'=HYPERLINK")
    assert "\\x1b[31mnota" in first["reason"]
    assert float(first["score"]) > float(second["score"])
    assert list(first) == list(suggestions.COLUMNS)


def test_json_steers_no_terminal() -> None:
    found = suggest([candidate("a\x9b31m\u202e.txt")])
    lines, tasks = io.StringIO(), io.StringIO()
    suggestions.write_lines(found, lines)
    labelstudio.write(found, tasks)
    for stream in (lines, tasks):
        assert not set("\x9b\u202e") & set(stream.getvalue())
    assert json.loads(lines.getvalue())["id"] == "a\x9b31m\u202e.txt"


def test_lines_become_a_corpus(documents: list[Suggestion], tmp_path: Path) -> None:
    stream = io.StringIO()
    suggestions.write_lines(documents, stream)
    path = tmp_path / "c.jsonl"
    path.write_text(stream.getvalue().replace('"label": null', '"label": "overig"'))
    entries = list(read_entries(path))
    assert [(e.id, e.label, e.problems) for e in entries] == [
        ("=a", "overig", ()),
        ("b", "overig", ()),
    ]
    assert entries[0].text == documents[0].candidate.part


def test_table_says_why(documents: list[Suggestion]) -> None:
    stream = io.StringIO()
    suggestions.write(documents, stream)
    text = re.sub(r"\s+", " ", stream.getvalue())
    assert "beleidsregel 46%" in text
    assert "\x1b" not in text
    for words in ("3 van 12", "het model twijfelt", "lijkt weinig"):
        assert words in text


def test_reasons_in_words(documents: list[Suggestion]) -> None:
    assert suggestions.reason(documents[0]) == (
        "mogelijk verborgen beleid: geen beleidsregel volgens het model, maar 3 van 12 passages "
        "lijken normen te stellen; noemt zich “\x1b[31mnota”, terwijl de inhoud op een "
        "beleidsregel lijkt; het model twijfelt: beleidsregel 46%, uitvoeringsinstructie 44%"
    )
    (drawn, _) = suggest([candidate("a"), candidate("a")], strategy="random", count=2) * 2
    assert suggestions.reason(drawn) == (
        "door het lot gekozen; staat ook voor wat er bijna gelijk aan is: a"
    )
