import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import RULE, WORK


@pytest.mark.parametrize("strategy", ["mixed", "uncertain", "diverse", "risky", "random"])
def test_suggestions_of_a_folder(run, folder: Path, strategy: str) -> None:
    code, out, err = run("suggest", folder, "--strategy", strategy, "--format", "csv")
    assert code == 1  # one of the three is empty
    assert "a.txt" in err
    assert "1 of 3 documents could not be judged" in err
    rows = list(csv.DictReader(io.StringIO(out)))
    assert sorted(Path(row["id"]).name for row in rows) == ["b.txt", "c.txt"]
    assert all(row["reason"] for row in rows)


def test_data_set_as_tasks(run, tmp_path: Path) -> None:
    pool, output, config = (tmp_path / name for name in ("pool.jsonl", "tasks.json", "c.xml"))
    rows = [
        {"nr": "een", "inhoud": WORK},
        {"nr": "twee", "inhoud": RULE},
        {"nr": 3, "inhoud": WORK},
    ]
    pool.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    fields = ("--text-field", "inhoud", "--id-field", "nr")
    how = ("--format", "label-studio", "--output", output, "--config", config)
    code, out, _ = run("suggest", pool, *fields, *how)
    assert (code, out) == (0, "")
    tasks = json.loads(output.read_text(encoding="utf-8"))
    assert sorted(task["data"]["id"] for task in tasks) in (["een", "twee"], ["3", "twee"])
    assert "<Choices" in config.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["pool.json", "pool.ndjson", "pool.TSV"])
def test_data_sets_are_told_by_their_names(run, tmp_path: Path, name: str) -> None:
    line = f"id\ttext\neen\t{' '.join(WORK.split())}\n"
    row = json.dumps({"id": "een", "text": WORK})
    (tmp_path / name).write_text(line if name.endswith("TSV") else row, encoding="utf-8")
    code, out, _ = run("suggest", tmp_path / name, "--format", "jsonl")
    assert (code, json.loads(out)["id"]) == (0, "een")


def test_tasks_come_back_as_a_corpus(run, folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").unlink()
    tasks, corpus = tmp_path / "tasks.json", tmp_path / "corpus.jsonl"
    run("suggest", folder, "--format", "label-studio", "--output", tasks)
    exported = json.loads(tasks.read_text(encoding="utf-8"))
    for task in exported:
        answer = {"completed_by": 1, "result": task["predictions"][0]["result"]}
        task["annotations"] = [answer]
    tasks.write_text(json.dumps(exported), encoding="utf-8")
    assert run("corpus", "import", tasks, "--output", corpus)[0] == 0
    rows = [json.loads(line) for line in corpus.open(encoding="utf-8")]
    assert {Path(row["id"]).name: row["label"] for row in rows} == {
        "b.txt": "uitvoeringsinstructie",
        "c.txt": "beleidsregel",
    }
    assert all(row["text"].strip() in (WORK.strip(), RULE.strip()) for row in rows)


def test_count_and_table(run, folder: Path) -> None:
    (folder / "a.txt").unlink()
    code, out, _ = run("suggest", folder, "--count", 1)
    assert code == 0
    assert out.splitlines()[0].split() == ["Nr", "Bron", "Voorstel", "Waarom"]
    assert (("b.txt" in out) + ("c.txt" in out)) == 1


def test_pool_that_is_not_there(run, tmp_path: Path) -> None:
    code, _, err = run("suggest", tmp_path / "weg")
    assert code == 1
    assert "no such file" in err
    code, _, err = run("suggest", tmp_path / "weg.csv")
    assert code == 2
    assert "no such file" in err


@pytest.mark.parametrize("content", ["", "id;text\n"])
def test_pool_without_documents_is_told(run, tmp_path: Path, content: str) -> None:
    (tmp_path / "leeg.csv").write_text(content, encoding="utf-8")
    code, out, err = run("suggest", tmp_path / "leeg.csv")
    assert (code, out) == (2, "")
    assert "leeg.csv: there are no documents in it; check the path" in err
